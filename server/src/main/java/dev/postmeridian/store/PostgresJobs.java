package dev.postmeridian.store;

import dev.postmeridian.jobs.Claim;
import dev.postmeridian.jobs.Jobs;
import dev.postmeridian.jobs.Result;
import dev.postmeridian.jobs.Room;
import dev.postmeridian.region.Country;
import dev.postmeridian.telemetry.Backlog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jobs in the region's database: what a worker says of a batch is one transaction. */
final class PostgresJobs implements Jobs {
  private static final Logger log = LoggerFactory.getLogger(PostgresJobs.class);
  private static final Duration AFTER_FAILED_COMMIT = Duration.ofSeconds(5);
  private static final Duration AFTER_REFUSAL = Duration.ofSeconds(15);

  /** What follows from results that end for good, in the same transaction. */
  interface Effect {
    void apply(Connection connection, List<Result> results) throws SQLException;
  }

  private final DataSource pool;
  private final String kind;
  private final Leases leases;
  private final Effect effect;
  private final Refusal refusal;

  /**
   * @param lawful whether this region may process a country's mail
   */
  PostgresJobs(DataSource pool, String kind, Predicate<Country> lawful, Effect effect) {
    this.pool = pool;
    this.kind = kind;
    this.leases = new Leases(kind, lawful);
    this.effect = effect;
    this.refusal = new Refusal("the results of " + kind, "it is tried again");
  }

  /**
   * What waits for a worker; a job's age counts from when it may first run.
   *
   * @param foreign whether there are messages that no worker may have
   * @param overdue how long ago the oldest message was to be erased
   */
  Backlog backlog(boolean foreign, Duration overdue) {
    String count =
        """
        SELECT count(*) FILTER (WHERE kind = ?),
          coalesce(extract(epoch FROM now() - min(run_at) FILTER (WHERE kind = ?)), 0),
          count(*) FILTER (WHERE kind = 'index' AND last_error IS NOT NULL)
        FROM postmeridian.job
        """;
    try (Connection c = pool.getConnection();
        var sql = c.prepareStatement(count)) {
      sql.setString(1, kind);
      sql.setString(2, kind);
      try (var row = sql.executeQuery()) {
        row.next();
        long oldest = Math.max(0, Math.round(row.getDouble(2) * 1000));
        return new Backlog(
            row.getLong(1), Duration.ofMillis(oldest), row.getLong(3), foreign, overdue);
      }
    } catch (SQLException e) {
      throw new StorageException("can't count jobs", e);
    }
  }

  @Override
  public List<Claim> claim(String worker, Room room, Duration lease) {
    try (Connection c = pool.getConnection()) {
      return leases.claim(c, worker, room, lease);
    } catch (SQLException e) {
      throw new StorageException("can't claim jobs", e);
    }
  }

  @Override
  public Optional<byte[]> content(Claim claim) {
    try (Connection c = pool.getConnection()) {
      return Content.read(c, claim.message());
    } catch (SQLException e) {
      throw new StorageException("can't read a message", e);
    }
  }

  @Override
  public List<Result> commit(String worker, List<Result> results) {
    try {
      List<Result> effective = commitTogether(worker, results);
      if (!results.stream().allMatch(PostgresJobs::comesBack)) {
        refusal.end();
      }
      return effective;
    } catch (SQLException | RuntimeException e) {
      if (e instanceof SQLException sql && Fault.of(sql) == Fault.OF_CONNECTION) {
        throw new StorageException("can't commit the results of jobs", sql);
      }
      if (results.size() > 1) {
        return results.stream().flatMap(r -> commit(worker, List.of(r)).stream()).toList();
      }
      return commitFailure(worker, results.getFirst(), e);
    }
  }

  /** What is wrong, in words without content. */
  Optional<String> trouble() {
    return refusal.trouble();
  }

  // What can't be written is an attempt that failed: it comes again, until it is quarantined. What
  // the database refused of itself costs no attempt: the mail is sound.
  private List<Result> commitFailure(String worker, Result result, Exception e) {
    String error = Fault.name(e);
    refusal.note(e);
    log.warn("can't commit the result of message {}: {}", result.claim().message(), error);
    try {
      Result.Verdict again =
          Fault.of(e) == Fault.OF_DATA
              ? new Result.Retried(AFTER_FAILED_COMMIT, error)
              : new Result.Released(AFTER_REFUSAL, error);
      return commitTogether(worker, List.of(new Result(result.claim(), again)));
    } catch (SQLException unreachable) {
      throw new StorageException("can't commit the results of jobs", unreachable);
    }
  }

  private List<Result> commitTogether(String worker, List<Result> results) throws SQLException {
    var back = results.stream().filter(PostgresJobs::comesBack).toList();
    var ending = results.stream().filter(r -> !comesBack(r)).toList();
    try (Connection c = pool.getConnection()) {
      c.setAutoCommit(false);
      try {
        var effective = new ArrayList<Result>();
        if (!back.isEmpty()) {
          effective.addAll(leases.giveBack(c, worker, back));
        }
        if (!ending.isEmpty()) {
          List<Result> ended = leases.finish(c, worker, ending);
          effect.apply(c, ended);
          effective.addAll(ended);
        }
        c.commit();
        return effective;
      } catch (SQLException | RuntimeException e) {
        c.rollback();
        throw e;
      }
    }
  }

  private static boolean comesBack(Result result) {
    return result.verdict() instanceof Result.Retried
        || result.verdict() instanceof Result.Released;
  }
}
