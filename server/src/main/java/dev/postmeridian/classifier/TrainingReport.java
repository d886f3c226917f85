package dev.postmeridian.classifier;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What training came to.
 *
 * @param labels how many examples each label has
 * @param badRows rows that could not be used, by cause
 * @param weightsBytes size of the weights' file
 */
record TrainingReport(
    Manifest manifest,
    Map<String, Integer> labels,
    Map<String, Integer> badRows,
    double seconds,
    long weightsBytes,
    Path out) {
  private static final int FEW_OF_A_LABEL = 20;

  /** What its figures can't be trusted for, in words for people. */
  List<String> warnings() {
    var warnings = new ArrayList<String>();
    long measured = Math.round(manifest.metrics().getOrDefault("n", 0.0));
    if (measured == 0) {
      warnings.add("too few examples to hold any out: nothing was measured");
    } else if (measured < FigureWords.FEW_MEASURED) {
      warnings.add("measured on " + measured + " examples only: the figures may be far off");
    }
    List<String> few =
        labels.entrySet().stream()
            .filter(label -> label.getValue() < FEW_OF_A_LABEL)
            .map(label -> label.getKey() + " (" + label.getValue() + ")")
            .limit(10)
            .toList();
    if (!few.isEmpty()) {
      warnings.add("fewer than " + FEW_OF_A_LABEL + " examples of " + String.join(", ", few));
    }
    return warnings;
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("task", manifest.name());
    fields.put("examples", labels.values().stream().mapToInt(Integer::intValue).sum());
    fields.put("learned_from", manifest.examples());
    fields.put("labels", labels);
    fields.put("bad_rows", badRows.values().stream().mapToInt(Integer::intValue).sum());
    fields.put("bad_row_causes", badRows);
    manifest.metrics().forEach((name, value) -> fields.put(name, rounded(value)));
    fields.put("n", Math.round(manifest.metrics().getOrDefault("n", 0.0)));
    fields.put("train_seconds", Math.round(seconds * 100) / 100.0);
    fields.put("weights_bytes", weightsBytes);
    fields.put("sha256", manifest.sha256());
    fields.put("out", out.toString());
    return fields;
  }

  private static double rounded(double value) {
    return Math.round(value * 1e5) / 1e5;
  }

  void print(PrintWriter printer, boolean json) {
    if (json) {
      Map<String, Object> all = fields();
      all.put("warnings", warnings());
      printer.println(JsonMapper.shared().writeValueAsString(all));
    } else {
      fields().forEach((name, value) -> printer.printf("%-42s %s%n", name, value));
      explain(printer);
    }
    printer.flush();
  }

  private void explain(PrintWriter printer) {
    if (manifest.metrics().isEmpty()) {
      return;
    }
    long measured = Math.round(manifest.metrics().getOrDefault("n", 0.0));
    printer.printf("%nWhat the figures mean, on %d held-out examples:%n", measured);
    manifest
        .metrics()
        .forEach((name, value) ->
            FigureWords.of(name, value, measured)
                .ifPresent(words -> printer.printf("  %s%n    %s%n", name, words)));
  }
}
