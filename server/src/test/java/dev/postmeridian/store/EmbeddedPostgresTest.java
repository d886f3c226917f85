package dev.postmeridian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.desk.MessageFilter;
import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.store.StartException.Cause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  // Made by the first that needs it, and stopped by each; the tests that want another have their
  // own.
  @TempDir private static Path folder;

  @Test
  void aKilledServerComesBackWithAllThatWasAccepted() throws IOException {
    Acceptance mail = TestRegion.mail("Subject: survivor\r\n\r\n");
    try (var first = attach(OptionalInt.empty());
        var second = attach(OptionalInt.empty())) {
      assertThat(second.address()).isEqualTo(first.address());
      try (var store = open(first)) {
        store.acceptedLog().accept(List.of(mail));
        kill(first);
      }
      Process bystander =
          new ProcessBuilder("sleep", "60").directory(folder.resolve("postgres").toFile()).start();
      first.ensureRunning();
      assertThat(bystander.isAlive()).as("a shell in the cluster's folder").isTrue();
      bystander.destroy();
      try (var store = open(second)) {
        assertThat(store.desk().list("ada", MessageFilter.all(10)))
            .extracting(m -> m.id())
            .containsExactly(mail.id());
      }
    }
    try (var again = attach(OptionalInt.empty());
        var store = open(again)) {
      assertThat(store.desk().raw("ada", mail.id())).isPresent();
    }
  }

  @Test
  void theServersLogIsBoundedWhileItRuns() throws Exception {
    try (var node = attach(OptionalInt.empty())) {
      Path log = folder.resolve("postgres.log");
      Files.writeString(log, "x".repeat(5 << 20), StandardOpenOption.APPEND);
      node.ensureRunning();
      assertThat(Files.size(folder.resolve("postgres.log.1"))).isGreaterThan(5 << 20);
      assertThatThrownBy(() -> DriverManager.getConnection(node.address().url(), "nobody", "guess"))
          .isInstanceOf(SQLException.class);
      await().untilAsserted(() -> assertThat(log).content().contains("FATAL"));
      assertThat(Files.size(log)).isLessThan(1000);
      String mode =
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(folder.resolve("postgres.log.1")));
      assertThat(mode).isEqualTo("rw-------");

      // a copy that cannot be made, as on a full disk
      Files.delete(folder.resolve("postgres.log.1"));
      Files.createDirectories(folder.resolve("postgres.log.1").resolve("in the way"));
      Files.writeString(log, "x".repeat(5 << 20), StandardOpenOption.APPEND);
      node.ensureRunning();
      assertThat(Files.size(log)).isLessThan(1000);
    }
  }

  @Test
  void theServerOutlivesOneNodeAndStopsWithTheLast() throws IOException {
    var first = attach(OptionalInt.empty());
    var second = attach(OptionalInt.empty());

    first.close();
    assertThat(second.postmaster()).isPresent();
    second.close();

    assertThat(second.postmaster()).isEmpty();
    for (String secret : List.of("database.secret", "VERSION", "postgres.log")) {
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(secret))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aStalePidFileThatNamesSomebodyElseDoesNotMatter() throws IOException {
    attach(OptionalInt.empty()).close();
    Files.writeString(
        folder.resolve("postgres/postmaster.pid"),
        ProcessHandle.current().pid()
            + "\n"
            + folder.resolve("postgres")
            + "\n1\n5432\n\n*\n\nready\n");

    try (var again = attach(OptionalInt.empty())) {
      assertThat(again.postmaster()).isPresent();
    }
  }

  @Test
  void anEmptySecretIsNamed(@TempDir Path fresh) throws IOException {
    Files.createFile(fresh.resolve("database.secret"));
    assertThat(refusal(fresh, OptionalInt.empty()))
        .hasMessageContaining("database.secret is empty");
  }

  @Test
  void noNewSecretIsMadeForADatabaseThatHasLostItsOwn() throws IOException {
    attach(OptionalInt.empty()).close();
    Path secret = folder.resolve("database.secret");
    Path kept = Files.move(secret, folder.resolve("kept"));
    assertThat(refusal(folder, OptionalInt.empty()))
        .hasMessageContaining("database.secret is empty or missing");
    assertThat(secret).doesNotExist();

    Files.move(kept, secret);
    try (var again = attach(OptionalInt.empty())) {
      assertThat(again.postmaster()).isPresent();
    }
  }

  @Test
  void aPortInUseIsNamed() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var refused = refusal(folder, OptionalInt.of(taken.getLocalPort()));
      assertThat(refused.reason()).isEqualTo(Cause.PORT_IN_USE);
      assertThat(refused).hasMessageContaining(Integer.toString(taken.getLocalPort()));
    }
    try (var now = attach(OptionalInt.empty())) {
      assertThat(now.postmaster()).isPresent();
    }
  }

  @Test
  void dataOfAnotherVersionIsLeftAlone(@TempDir Path other) throws IOException {
    Files.writeString(other.resolve("VERSION"), "postmeridian-layout=99\npostgresql=18\n");
    assertThat(refusal(other, OptionalInt.empty()).reason()).isEqualTo(Cause.OTHER_VERSION);

    Files.delete(other.resolve("VERSION"));
    Files.createDirectory(other.resolve("postgres"));
    Files.writeString(other.resolve("postgres/PG_VERSION"), "15\n");
    assertThat(refusal(other, OptionalInt.empty())).hasMessageContaining("PostgreSQL 15");
    assertThat(other.resolve("postgres/PG_VERSION")).hasContent("15\n");
  }

  private static StartException refusal(Path folder, OptionalInt port) {
    return catchThrowableOfType(StartException.class, () -> attach(folder, port).close());
  }

  private static EmbeddedPostgres attach(OptionalInt port) {
    return attach(folder, port);
  }

  private static EmbeddedPostgres attach(Path folder, OptionalInt port) {
    return EmbeddedPostgres.attach(PostgresSettings.in(folder, TestRegion.binaries(), port));
  }

  private static Store open(EmbeddedPostgres server) {
    return TestRegion.open(server.address(), TestRegion.clock(1), () -> {});
  }

  // The whole family at once, as the kernel's out-of-memory killer would not, but a power cut
  // would.
  private static void kill(EmbeddedPostgres server) {
    server.postmaster().orElseThrow().destroyForcibly();
    await().until(() -> server.postmaster().isEmpty());
  }
}
