package dev.postmeridian.classifier;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

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
      "held out and measured first, and the model written learns from all.",
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

  @Option(names = "--data", required = true, paramLabel = "PATH", description = "Labelled data.")
  private Path data = Path.of(".");

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write.")
  private Path out = Path.of(".");

  @Option(
      names = "--split",
      paramLabel = "FRACTION",
      description = "Learn from this part only, 0 to 1, and measure on the rest.")
  private double split = Double.NaN;

  @Option(
      names = "--text-column",
      paramLabel = "NAME",
      defaultValue = "text",
      description = "Column or key of the text (default: ${DEFAULT-VALUE}).")
  private String textColumn = "text";

  @Option(
      names = "--label-column",
      paramLabel = "NAME",
      defaultValue = "label",
      description = "Column or key of the label (default: ${DEFAULT-VALUE}).")
  private String labelColumn = "label";

  @Option(
      names = "--source",
      paramLabel = "WORDS",
      defaultValue = "not said",
      description = "Where the data comes from, for the manifest.")
  private String source = "not said";

  @Option(
      names = "--licence",
      paramLabel = "WORDS",
      defaultValue = "not said",
      description = "The data's licence, for the manifest.")
  private String licence = "not said";

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
    var rows = new TrainingData(textColumn, labelColumn);
    var progress = new Progress(spec.commandLine().getErr());
    long begun = System.nanoTime();
    List<Example> examples = read(training, rows, progress);
    Split parts =
        Split.of(examples, Double.isNaN(split) ? USUAL_SPLIT : split, rows.isTimeOrdered());
    Training.Learned learned = learn(training, parts.first(), progress);
    Map<String, Double> figures = new TreeMap<>(learned.measure(parts.rest()));
    if (Double.isNaN(split)) {
      learned = learn(training, examples, progress);
    }
    progress.end();
    Manifest manifest = write(learned, Double.isNaN(split) ? examples : parts.first(), figures);
    report(manifest, examples, rows, (System.nanoTime() - begun) / 1e9, learned.weights().length);
    return ExitCode.OK;
  }

  private Training training() {
    return switch (task) {
      case "junk" -> new JunkTraining();
      case "needs-reply" -> new LinearTraining(LinearTraining::yesOrNo);
      case "queue", "priority" -> new LinearTraining(java.util.Optional::of);
      default ->
          throw new ParameterException(
              spec.commandLine(),
              "--task must be junk, queue, priority or needs-reply, not " + task);
    };
  }

  private List<Example> read(Training training, TrainingData rows, Progress progress) {
    var examples = new ArrayList<Example>();
    rows.read(
        data,
        example ->
            training
                .label(example.label())
                .ifPresentOrElse(
                    label -> {
                      examples.add(new Example(label, example.content()));
                      progress.count("examples read", examples.size());
                    },
                    () -> rows.reject("a label that the task " + task + " does not know")));
    if (examples.isEmpty()) {
      throw new CommandFailure(
          ExitCode.FAILED, data + " holds no example that can be learned from: " + rows.bad());
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
          new Manifest(1, task, 1, "", source, licence, examples.size(), figures),
          learned.weights());
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.CANNOT_WRITE, out + " cannot be written: " + e.getClass().getSimpleName());
    }
  }

  private void report(
      Manifest manifest, List<Example> examples, TrainingData rows, double seconds, int bytes) {
    var labels = new TreeMap<String, Integer>();
    examples.forEach(example -> labels.merge(example.label(), 1, Integer::sum));
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("task", task);
    report.put("examples", examples.size());
    report.put("learned_from", manifest.examples());
    report.put("labels", labels);
    report.put("bad_rows", rows.bad());
    report.putAll(new TreeMap<>(manifest.metrics()));
    report.put("train_seconds", Math.round(seconds * 100) / 100.0);
    report.put("weights_bytes", bytes);
    report.put("sha256", manifest.sha256());
    report.put("out", out.toString());
    var printer = spec.commandLine().getOut();
    if (json) {
      printer.println(JsonMapper.shared().writeValueAsString(report));
    } else {
      report.forEach((name, value) -> printer.printf("%-42s %s%n", name, value));
    }
    printer.flush();
  }
}
