package dev.postmeridian.classifier;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options that say where labelled data is and what its columns are called. */
final class LabelledDataOptions {
  @Option(names = "--data", required = true, paramLabel = "PATH", description = "Labelled data.")
  private Path data = Path.of(".");

  @Option(
      names = "--text-column",
      paramLabel = "NAME",
      description = "Column or key of the text (default: ${DEFAULT-VALUE}).")
  private String textColumn = "text";

  @Option(
      names = "--label-column",
      paramLabel = "NAME",
      description = "Column or key of the label (default: ${DEFAULT-VALUE}).")
  private String labelColumn = "label";

  @Option(
      names = "--source",
      paramLabel = "WORDS",
      description = "Where the data comes from, for the manifest.")
  private String source = "not said";

  @Option(
      names = "--licence",
      paramLabel = "WORDS",
      description = "The data's licence, for the manifest.")
  private String licence = "not said";

  Path path() {
    return data;
  }

  TrainingData rows() {
    return new TrainingData(textColumn, labelColumn);
  }

  String source() {
    return source;
  }

  String licence() {
    return licence;
  }
}
