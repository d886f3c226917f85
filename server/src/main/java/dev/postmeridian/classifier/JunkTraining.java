package dev.postmeridian.classifier;

import dev.postmeridian.triage.JunkModel;
import dev.postmeridian.triage.JunkTrainer;
import dev.postmeridian.triage.Scores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;

/** Learns ham from spam; a label counts by a word in it, so that {@code easy-ham-1} is ham. */
final class JunkTraining implements Training {
  private static final Set<String> HAM = Set.of("ham", "good", "legit", "legitimate", "notspam");
  private static final Set<String> SPAM =
      Set.of("spam", "junk", "phishing", "phish", "scam", "bad");

  @Override
  public Optional<String> label(String found) {
    for (String word : found.toLowerCase(Locale.ROOT).split("[^a-z]+", -1)) {
      if (HAM.contains(word)) {
        return Optional.of("ham");
      }
      if (SPAM.contains(word)) {
        return Optional.of("spam");
      }
    }
    return Optional.empty();
  }

  @Override
  public Learned learn(List<Example> examples, DoubleConsumer progress) {
    var trainer = new JunkTrainer();
    for (Example example : examples) {
      trainer.add(example.content(), example.label().equals("spam"));
    }
    JunkModel model = trainer.train();
    progress.accept(1);
    return new Junk(model);
  }

  private record Junk(JunkModel model) implements Learned {
    @Override
    public Map<String, Double> measure(List<Example> examples) {
      double[] ham = scores(examples, "ham");
      double[] spam = scores(examples, "spam");
      return ham.length == 0 || spam.length == 0
          ? Map.of()
          : Scores.junk(ham, spam, model.threshold());
    }

    private double[] scores(List<Example> examples, String label) {
      return examples.stream()
          .filter(example -> example.label().equals(label))
          .mapToDouble(example -> model.logOdds(example.content()))
          .toArray();
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
