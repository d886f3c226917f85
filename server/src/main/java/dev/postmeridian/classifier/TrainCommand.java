package dev.postmeridian.classifier;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.ExitCode;
import dev.postmeridian.cli.IoCause;
import dev.postmeridian.triage.Priority;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Learns a model from labelled data and writes it to a folder. */
@Command(
    name = "train",
    description = "Learns a model from labelled data and writes it to a folder.",
    footer = {
      "",
      "Data is told apart by what is in it: a folder of raw mail with a folder for each label, a",
      "TREC index (spam PATH or ham PATH on each line, in time order), CSV with a header, JSON Lines.",
      "",
      "With --split the first FRACTION is learned from and the rest measured; without, a fifth is",
      "held out and measured first, and the model written learns from all. n is how many examples",
      "were measured: of ten, one mistake is 10%%. accuracy and false positives count decisions at the",
      "threshold; 1-ROCA counts the order of scores alone, so it may be 0 while decisions are wrong.",
      "",
      "The folder is for measuring and comparing today: nothing loads it into a region yet.",
      "",
      "Examples:",
      "  ./postmeridian train --task junk --data mail/ --out models/junk",
      "  ./postmeridian train --task queue --data tickets.csv --out models/queue --split 0.8 --json"
    })
public final class TrainCommand implements Callable<Integer> {
  private static final double USUAL_SPLIT = 0.8;

  @Option(
      names = "--task",
      required = true,
      paramLabel = "TASK",
      description = "junk, queue, priority or needs-reply.")
  private String task = "";

  @Mixin private LabelledDataOptions data = new LabelledDataOptions();

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write.")
  private Path out = Path.of(".");

  @Option(names = "--force", description = "Replace the model that --out holds.")
  private boolean force;

  @Option(
      names = "--split",
      paramLabel = "FRACTION",
      description = "Learn from this part only, 0 to 1, and measure on the rest.")
  private double split = Double.NaN;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Training training = training();
    if (split <= 0 || split >= 1) {
      throw new ParameterException(
          spec.commandLine(), "--split must be between 0 and 1, such as 0.8");
    }
    if (!force && Files.exists(out.resolve(ModelFolder.WEIGHTS))) {
      throw new CommandFailure(
          ExitCode.USAGE,
          out + " holds a model already: name another folder, or --force to replace it");
    }
    TrainingData rows = data.rows();
    var progress = new Progress(spec.commandLine().getErr());
    long begun = System.nanoTime();
    List<Example> examples = read(training, rows, progress);
    boolean whole = Double.isNaN(split);
    Split parts = Split.of(examples, whole ? USUAL_SPLIT : split, rows.isTimeOrdered());
    Map<String, Double> figures = whole ? measured(training, parts, progress) : Map.of();
    List<Example> from = whole ? examples : parts.first();
    Training.Learned learned = learn(training, from, progress);
    progress.end();
    Manifest manifest = write(learned, from, whole ? figures : learned.measure(parts.rest()));
    report(manifest, examples, rows, (System.nanoTime() - begun) / 1e9);
    return ExitCode.OK;
  }

  /** Figures on what is held out; none if the rest is too little to learn from. */
  private static Map<String, Double> measured(Training training, Split parts, Progress progress) {
    try {
      return training
          .learn(parts.first(), part -> progress.part("measuring", part))
          .measure(parts.rest());
    } catch (IllegalArgumentException e) {
      return Map.of();
    }
  }

  private Training training() {
    return switch (task) {
      case "junk" -> new JunkTraining();
      case "needs-reply" -> new LinearTraining(LinearTraining::yesOrNo);
      case "queue" -> new LinearTraining(Optional::of);
      case "priority" -> new LinearTraining(TrainCommand::priority);
      default ->
          throw new ParameterException(
              spec.commandLine(),
              "--task must be junk, queue, priority or needs-reply, not " + task);
    };
  }

  private static Optional<String> priority(String label) {
    return Arrays.stream(Priority.values())
        .map(Priority::word)
        .filter(label.strip().toLowerCase(Locale.ROOT)::equals)
        .findFirst();
  }

  private List<Example> read(Training training, TrainingData rows, Progress progress) {
    var examples = new ArrayList<Example>();
    String known = task.equals("priority") ? " (low, normal, high, urgent)" : "";
    rows.read(
        data.path(),
        example ->
            training
                .label(example.label())
                .ifPresentOrElse(
                    label -> {
                      examples.add(new Example(label, example.content()));
                      progress.count("examples read", examples.size());
                    },
                    () -> rows.reject("a label that the task " + task + " does not know" + known)));
    if (examples.isEmpty()) {
      throw new CommandFailure(
          ExitCode.FAILED,
          data.path() + " holds no example that can be learned from: " + rows.bad());
    }
    return examples;
  }

  private static Training.Learned learn(
      Training training, List<Example> examples, Progress progress) {
    try {
      return training.learn(examples, part -> progress.part("learning", part));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
    }
  }

  private Manifest write(
      Training.Learned learned, List<Example> examples, Map<String, Double> figures) {
    try {
      return ModelFolder.write(
          out,
          new Manifest(
              1,
              task,
              1,
              "",
              data.source(),
              data.licence(),
              examples.size(),
              new TreeMap<>(figures)),
          learned.weights());
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.CANNOT_WRITE, out + " cannot be written: " + IoCause.inWords(e));
    }
  }

  private void report(
      Manifest manifest, List<Example> examples, TrainingData rows, double seconds) {
    var labels = new TreeMap<String, Integer>();
    examples.forEach(example -> labels.merge(example.label(), 1, Integer::sum));
    long bytes = out.resolve(ModelFolder.WEIGHTS).toFile().length();
    var report = new TrainingReport(manifest, labels, rows.bad(), seconds, bytes, out);
    report.print(spec.commandLine().getOut(), json);
    PrintWriter err = spec.commandLine().getErr();
    report.warnings().forEach(warning -> err.println("warning: " + warning));
    err.flush();
  }
}
