package dev.postmeridian.store;

import dev.postmeridian.store.StartException.Cause;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a region's database must be set to: it keeps what it commits, and its own log repeats no
 * mail. The embedded server is; an external one may not be, and is refused with what to change.
 */
final class ServerSettings {
  private static final int OLDEST = 180_000;
  private static final List<String> DURABLE = List.of("fsync", "full_page_writes");
  private static final List<String> PLANS =
      List.of("debug_print_parse", "debug_print_rewritten", "debug_print_plan");

  private final Map<String, String> settings;
  private final String database;
  private final List<String> objections = new ArrayList<>();

  private ServerSettings(Map<String, String> settings, String database) {
    this.settings = settings;
    this.database = database;
  }

  /**
   * Refuses a server that is not set so for whoever the connection belongs to.
   *
   * @throws StartException names every setting, and what to run
   */
  static void check(Connection c, DatabaseAddress address) throws SQLException {
    var settings = new HashMap<String, String>();
    try (var sql = c.createStatement();
        var rows =
            sql.executeQuery(
                """
                SELECT name, current_setting(name, true) FROM pg_settings
                WHERE name ~ '^(fsync|full_page|server_version_num|log_|debug_print|auto_explain|pgaudit)'
                """)) {
      while (rows.next()) {
        settings.put(rows.getString(1), rows.getString(2));
      }
    }
    List<String> objections = objections(settings, address.database());
    if (!objections.isEmpty()) {
      throw new StartException(
          Cause.UNSAFE_SETTINGS,
          "The database "
              + address
              + " is not safe for mail. As its superuser, mend this and start again:"
              + String.join("", objections.stream().map(o -> "\n  " + o).toList()));
    }
  }

  /**
   * What is wrong with these settings, each with its remedy; a setting that is not there is off.
   */
  static List<String> objections(Map<String, String> settings, String database) {
    var read = new ServerSettings(settings, database);
    if (Integer.parseInt(read.value("server_version_num")) < OLDEST) {
      read.objections.add("The server is older than PostgreSQL 18: upgrade it.");
    }
    DURABLE.forEach(read::mustBeOn);
    read.mustBeSilent();
    return read.objections;
  }

  private void mustBeOn(String name) {
    if (!value(name).equals("on")) {
      objections.add(
          name
              + " is off, so that a crash loses accepted mail: ALTER SYSTEM SET "
              + name
              + " = on; SELECT pg_reload_conf();");
    }
  }

  private void mustBeSilent() {
    mustBe("log_error_verbosity", "errors are logged with rows of mail", "terse");
    mustBe("log_parameter_max_length_on_error", "errors are logged with mail in them", "0");
    PLANS.forEach(name -> mustBe(name, "plans are logged with mail in them", "off"));
    mustBe("auto_explain.log_min_duration", "plans are logged with mail in them", "-1");
    if (value("log_min_messages").startsWith("debug")) {
      object("log_min_messages", "the log tells more than errors", "warning");
    }
    if (logsStatements()) {
      mustBe("log_parameter_max_length", "statements are logged with mail in them", "0");
    }
    if (!is("pgaudit.log", "none")) {
      mustBe("pgaudit.log_parameter", "statements are logged with mail in them", "off");
    }
  }

  private boolean logsStatements() {
    return is("log_statement", "mod")
        || is("log_statement", "all")
        || !is("log_min_duration_statement", "-1")
        || !is("log_min_duration_sample", "-1")
        || !is("log_transaction_sample_rate", "0");
  }

  private void mustBe(String name, String otherwise, String wanted) {
    if (!is(name, wanted)) {
      object(name, otherwise, wanted);
    }
  }

  private void object(String name, String why, String remedy) {
    objections.add(
        "%s is %s, so that %s: ALTER DATABASE %s SET %s = '%s';"
            .formatted(name, value(name), why, database, name, remedy));
  }

  // What is not there is of an extension that is not loaded.
  private boolean is(String name, String wanted) {
    String value = value(name);
    return value.isEmpty() || value.equals(wanted);
  }

  private String value(String name) {
    return settings.getOrDefault(name, "");
  }
}
