package dev.postmeridian.classifier;

import dev.postmeridian.triage.LinearModel;
import dev.postmeridian.triage.LinearTrainer;
import dev.postmeridian.triage.Scores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.Function;

/** Learns the classes of texts: queues, priorities, whether a reply is needed. */
final class LinearTraining implements Training {
  private final Function<String, Optional<String>> labels;

  LinearTraining(Function<String, Optional<String>> labels) {
    this.labels = labels;
  }

  static Optional<String> yesOrNo(String found) {
    return switch (found.toLowerCase(Locale.ROOT)) {
      case "yes", "true", "1", "y" -> Optional.of("yes");
      case "no", "false", "0", "n" -> Optional.of("no");
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<String> label(String found) {
    return labels.apply(found);
  }

  @Override
  public Learned learn(List<Example> examples, DoubleConsumer progress) {
    var trainer = new LinearTrainer();
    examples.forEach(example -> trainer.add(example.text(), example.label()));
    return new Linear(trainer.train(progress));
  }

  private record Linear(LinearModel model) implements Learned {
    @Override
    public Map<String, Double> measure(List<Example> examples) {
      double[][] probabilities =
          examples.stream().map(e -> model.probabilities(e.text())).toArray(double[][]::new);
      int[] truth = examples.stream().mapToInt(e -> model.classes().indexOf(e.label())).toArray();
      return examples.isEmpty()
          ? Map.of()
          : Scores.classes(probabilities, truth, model.classes().size());
    }

    @Override
    public byte[] weights() {
      try {
        return WeightsForm.of(model);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
