package dev.postmeridian.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What an operator makes with openssl: an authority, and a certificate of it for each region. */
record Certificates(Path folder) {
  static Certificates in(Path folder) throws IOException {
    var made = new Certificates(Files.createDirectory(folder));
    made.openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30"
            + " -subj /CN=regions -keyout authority.key -out authority.pem");
    return made;
  }

  /** Puts certificate, key and the authority's certificate into a region's own folder. */
  void give(String region, Path to) throws IOException {
    openssl(
        ("req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=%1$s"
                + " -addext subjectAltName=DNS:%1$s -keyout %1$s.key -out %1$s.csr")
            .formatted(region));
    openssl(
        ("x509 -req -in %1$s.csr -CA authority.pem -CAkey authority.key -days 30"
                + " -copy_extensions copy -out %1$s.pem")
            .formatted(region));
    Files.copy(folder.resolve(region + ".pem"), to.resolve("link.pem"));
    Files.copy(folder.resolve(region + ".key"), to.resolve("link.key"));
    Files.copy(folder.resolve("authority.pem"), to.resolve("regions.pem"));
  }

  private void openssl(String words) {
    var command = new ArrayList<>(List.of("sh", "-c", "cd \"$0\" && openssl " + words));
    command.add(folder.toString());
    assertThat(Namespaces.run(command)).as(words).isEmpty();
  }
}
