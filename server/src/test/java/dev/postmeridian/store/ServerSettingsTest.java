package dev.postmeridian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postmeridian.region.RegionName;
import dev.postmeridian.store.StartException.Cause;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database that would lose mail, or repeat it in its log, is refused before it gets any. */
class ServerSettingsTest {
  private static final Map<String, String> SAFE =
      Map.of(
          "server_version_num", "180006",
          "fsync", "on",
          "full_page_writes", "on",
          "log_error_verbosity", "terse",
          "log_statement", "none",
          "log_min_duration_statement", "-1",
          "log_parameter_max_length", "-1",
          "log_parameter_max_length_on_error", "0");

  @Test
  void aSafeServerIsTaken() {
    assertThat(objections(Map.of())).isEmpty();
    assertThat(objections(Map.of("log_statement", "all", "log_parameter_max_length", "0")))
        .as("statements without parameters hold no mail")
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "server_version_num, 170004, upgrade",
        "fsync, off, ALTER SYSTEM SET fsync = on",
        "full_page_writes, off, ALTER SYSTEM SET full_page_writes = on",
        "log_error_verbosity, default, ALTER DATABASE mail SET log_error_verbosity = 'terse'",
        "log_error_verbosity, verbose, terse",
        "log_statement, mod, ALTER DATABASE mail SET log_parameter_max_length = '0'",
        "log_statement, all, log_parameter_max_length",
        "log_min_duration_statement, 0, log_parameter_max_length",
        "log_min_duration_statement, 250ms, log_parameter_max_length",
        "log_min_duration_sample, 100ms, log_parameter_max_length",
        "log_transaction_sample_rate, 0.1, log_parameter_max_length",
        "log_parameter_max_length_on_error, -1, ALTER DATABASE mail SET",
        "log_parameter_max_length_on_error, 64B, ALTER DATABASE mail SET",
        "log_min_messages, debug2, warning",
        "debug_print_plan, on, off",
        "auto_explain.log_min_duration, 0, -1",
      })
  void anUnsafeOneIsRefusedWithARemedy(String name, String value, String remedy) {
    assertThat(objections(Map.of(name, value))).singleElement().asString().contains(remedy);
  }

  @Test
  void theServersOwnSettingsAreAskedAsEachRoleHasThem() throws SQLException {
    DatabaseAddress address = TestRegion.freshDatabase();
    execute(address, "ALTER DATABASE %s SET log_error_verbosity = 'default'");
    assertRefused(address, TestRegion.REGION, Cause.UNSAFE_SETTINGS, "log_error_verbosity");

    execute(address, "ALTER DATABASE %s RESET log_error_verbosity");
    TestRegion.open(address, TestRegion.clock(1), () -> {}).close();

    execute(address, "ALTER ROLE %s_worker SET log_parameter_max_length_on_error = -1");
    assertRefused(address, TestRegion.REGION, Cause.UNSAFE_SETTINGS, "max_length_on_error");
  }

  @Test
  void anOwnerThatMayNotPrepareItIsToldWhichRightsItNeeds() throws SQLException {
    DatabaseAddress address = TestRegion.freshDatabase();
    execute(address, "ALTER ROLE " + address.owner() + " NOCREATEROLE");
    try {
      assertRefused(address, TestRegion.REGION, Cause.UNSAFE_SETTINGS, "CREATEROLE;");
      execute(address, "ALTER DATABASE %s OWNER TO postgres");
      execute(address, "GRANT CONNECT ON DATABASE %s TO " + address.owner());
      assertRefused(address, TestRegion.REGION, Cause.UNSAFE_SETTINGS, "OWNER TO");
      execute(address, "CREATE ROLE " + address.worker());
      assertRefused(address, TestRegion.REGION, Cause.UNSAFE_SETTINGS, "WITH ADMIN OPTION;");
    } finally {
      execute(address, "ALTER ROLE " + address.owner() + " CREATEROLE");
    }
  }

  @Test
  void aDatabaseIsOneRegionsForEver() {
    DatabaseAddress address = TestRegion.freshDatabase();
    TestRegion.open(address, TestRegion.clock(1), () -> {}).close();

    assertRefused(address, new RegionName("us-east-1"), Cause.OTHER_REGION, "eu-west-1");
    assertThatCode(() -> TestRegion.open(address, TestRegion.clock(1), () -> {}).close())
        .doesNotThrowAnyException();
  }

  @Test
  void aNodeWhoseClockIsFarBehindTheLogDoesNotStart() {
    DatabaseAddress address = TestRegion.freshDatabase();
    try (var store = TestRegion.open(address, TestRegion.clock(1), () -> {})) {
      store.acceptedLog().accept(List.of(TestRegion.mail("Subject: now\r\n\r\n")));
    }
    assertThatThrownBy(() -> TestRegion.open(address, TestRegion.slowClock(3600), () -> {}))
        .isInstanceOfSatisfying(
            StartException.class, e -> assertThat(e.reason()).isEqualTo(Cause.CLOCK_SKEW))
        .hasMessageContaining("set the clocks right");
  }

  @Test
  void aNodeWhoseClockIsFarAheadOfTheDatabasesDoesNotStart() {
    DatabaseAddress address = TestRegion.freshDatabase();
    assertThatThrownBy(() -> TestRegion.open(address, TestRegion.slowClock(-3600), () -> {}))
        .isInstanceOfSatisfying(
            StartException.class, e -> assertThat(e.reason()).isEqualTo(Cause.CLOCK_SKEW))
        .hasMessageContaining("set the clocks right");
  }

  private static void assertRefused(
      DatabaseAddress address, RegionName region, Cause cause, String word) {
    var law = TestRegion.law(region, "DE");
    assertThatThrownBy(() -> TestRegion.open(address, law, TestRegion.clock(1), () -> {}).close())
        .isInstanceOfSatisfying(StartException.class, e -> assertThat(e.reason()).isEqualTo(cause))
        .hasMessageContaining(word);
  }

  private static void execute(DatabaseAddress address, String statement) throws SQLException {
    try (Connection c = TestRegion.superuser(address);
        var sql = c.createStatement()) {
      sql.execute(statement.formatted(address.database()));
    }
  }

  private static List<String> objections(Map<String, String> changed) {
    var settings = new HashMap<>(SAFE);
    settings.putAll(changed);
    return ServerSettings.objections(settings, "mail");
  }
}
