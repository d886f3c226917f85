package dev.postmeridian.store;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Databases that tests are done with, emptied for the next: to bring a new one to this version
 * takes ten times as long. One whose schema, rights or settings a test has changed is used no more.
 */
final class UsedDatabases {
  private static final long LARGEST_BYTES = 20 << 20;
  private static final String SHAPE =
      """
      SELECT md5(string_agg(one, chr(10) ORDER BY one)) FROM (
        SELECT 'class ' || oid::regclass || relkind::text || coalesce(relacl::text, '') || relrowsecurity
            || coalesce(reloptions::text, '') || (SELECT string_agg(attname || atttypid, ' ' ORDER BY attnum)
              FROM pg_attribute WHERE attrelid = c.oid)
          FROM pg_class c WHERE relnamespace = 'postmeridian'::regnamespace
        UNION ALL SELECT conname || pg_get_constraintdef(oid) FROM pg_constraint
          WHERE connamespace = 'postmeridian'::regnamespace
        UNION ALL SELECT oid::regprocedure || pg_get_functiondef(oid) || coalesce(proacl::text, '') FROM pg_proc
          WHERE pronamespace = 'postmeridian'::regnamespace
        UNION ALL SELECT tgname || tgenabled::text || tgrelid::regclass FROM pg_trigger
        UNION ALL SELECT polname || polrelid::regclass || coalesce(pg_get_expr(polqual, polrelid), '') FROM pg_policy
        UNION ALL SELECT setrole::regrole || setconfig::text FROM pg_db_role_setting
          WHERE setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
            AND setrole::regrole::text LIKE current_database() || '%'
        UNION ALL SELECT rolname || rolcanlogin || rolconnlimit FROM pg_roles
          WHERE rolname LIKE current_database() || '%'
        UNION ALL SELECT datname || coalesce(datacl::text, '') || datconnlimit FROM pg_database
          WHERE datname = current_database()) shape(one)
      """;
  private static final String EMPTY =
      """
      DO $$
      DECLARE
        t regclass;
      BEGIN
        FOR t IN SELECT oid FROM pg_class WHERE relnamespace = 'postmeridian'::regnamespace
            AND relkind IN ('r', 'p') AND NOT relispartition LOOP
          EXECUTE 'DELETE FROM ' || t;
        END LOOP;
      END $$
      """;

  private static final Deque<DatabaseAddress> FREE = new ArrayDeque<>();
  private static final Map<String, String> SHAPES = new HashMap<>();

  private UsedDatabases() {}

  /** An empty database, made now if there is none. */
  static synchronized DatabaseAddress take() {
    DatabaseAddress used = FREE.poll();
    return used == null ? TestRegion.freshDatabase() : used;
  }

  /** Notes what a database is like once it is at this version. */
  static synchronized void opened(DatabaseAddress address) {
    SHAPES.computeIfAbsent(address.database(), _ -> ask(address, SHAPE));
  }

  /** Gives a database back, after all connections to it are closed. */
  static synchronized void giveBack(DatabaseAddress address) {
    boolean isAsItWas = ask(address, SHAPE).equals(SHAPES.get(address.database()));
    String size = ask(address, "SELECT pg_database_size(current_database())");
    if (isAsItWas && Long.parseLong(size) < LARGEST_BYTES) {
      try (var c = TestRegion.superuser(address);
          var sql = c.createStatement()) {
        sql.execute(EMPTY);
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
      FREE.add(address);
    }
  }

  private static String ask(DatabaseAddress address, String question) {
    try (var c = TestRegion.superuser(address);
        var sql = c.createStatement();
        var row = sql.executeQuery(question)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
