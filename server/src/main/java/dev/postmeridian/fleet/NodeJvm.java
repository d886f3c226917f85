package dev.postmeridian.fleet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The options of a node's virtual machine: small, because several share a machine. */
final class NodeJvm {
  private static final String CACHE = "postmeridian.node.cache";

  private NodeJvm() {}

  static List<String> options() {
    var options =
        new ArrayList<>(
            List.of(
                "-XX:+UseSerialGC",
                "-Xms24m",
                "-Xmx176m",
                "-Xss512k",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    String cache = System.getProperty(CACHE, "");
    if (!cache.isEmpty() && Files.isReadable(Path.of(cache))) {
      options.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:disable"));
    }
    return options;
  }
}
