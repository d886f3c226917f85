package dev.postmeridian.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The shipped file with two regions for Europe. */
final class TwoEuRegions {
  static final String WEST = "eu-west-1";
  static final String CENTRAL = "eu-central-1";
  static final String US = "us-east-1";
  static final String ASIA = "ap-southeast-1";
  static final List<String> ALL = List.of(US, WEST, CENTRAL, ASIA);

  private static final Path FILE = Path.of("examples", "two-eu-regions.yaml");

  private TwoEuRegions() {}

  /** The file as it is shipped. Tests run in the module's folder, benchmarks in the checkout's. */
  static String yaml() throws IOException {
    return Files.readString(Files.exists(FILE) ? FILE : Path.of("..").resolve(FILE));
  }
}
