package dev.postmeridian.store;

import dev.postmeridian.change.HybridClock;
import dev.postmeridian.desk.Desk;
import dev.postmeridian.desk.EndedLogins;
import dev.postmeridian.effect.Effect;
import dev.postmeridian.effect.EffectBacklog;
import dev.postmeridian.effect.EffectDesk;
import dev.postmeridian.effect.EffectQueue;
import dev.postmeridian.handover.HandoverInbox;
import dev.postmeridian.handover.HandoverJournal;
import dev.postmeridian.handover.HandoverStore;
import dev.postmeridian.handover.HoldingsCounter;
import dev.postmeridian.jobs.Jobs;
import dev.postmeridian.residency.Jurisdiction;
import dev.postmeridian.telemetry.Backlog;
import dev.postmeridian.triage.Queue;
import dev.postmeridian.triage.ThreadRule;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** A node's way into its region's database: brings the schema to this version, opens the pools. */
public final class Store implements AutoCloseable {
  private final Pools pools;
  private final PostgresAcceptedLog acceptedLog;
  private final PostgresDesk desk;
  private final PostgresEndedLogins endedLogins;
  private final PostgresMessageIdKeys messageIdKeys;
  private final PostgresJobs triageJobs;
  private final PostgresJobs indexJobs;
  private final PostgresEffects effects;
  private final PostgresEffectDesk effectDesk;
  private final ForeignMail foreignMail;
  private final Erasure erasure;
  private final FeedStore feeds;
  private final SealingStore sealing;
  private final PostgresHandoverStore handover;
  private final PostgresHandoverJournal handoverJournal;
  private final PostgresHoldings holdings;
  private final PostgresHandoverInbox handoverInbox;

  /**
   * Opens the region's database.
   *
   * @param law the region, and whose mail it may process
   * @param clock makes this node's stamps; it observes the newest one the database knows
   * @param queues as the deployment file lists them
   * @param outbox what follows from decisions, as the deployment file lists it
   * @param onAccepted called after each commit of new mail: wakes the worker
   * @throws StartException if the database can't be reached, is not safe for mail, or belongs to
   *     another version or region
   */
  public Store(
      DatabaseAddress address,
      Jurisdiction law,
      HybridClock clock,
      List<Queue> queues,
      List<Effect> outbox,
      StoreLimits limits,
      Runnable onAccepted) {
    Schema.migrate(address, law);
    pools = new Pools(address, limits);
    try {
      NewestStamp.observe(pools.workers(), clock);
    } catch (RuntimeException e) {
      pools.close();
      throw e;
    }
    DataSource workers = pools.workers();
    DataSource peers = pools.peers();
    foreignMail = new ForeignMail(workers, address, law);
    messageIdKeys = new PostgresMessageIdKeys(workers);
    feeds =
        new FeedStore(
            peers,
            law.region(),
            messageIdKeys,
            Optional.of(new HeldCopies(law.residency())),
            onAccepted);
    acceptedLog =
        new PostgresAcceptedLog(
            workers,
            new AcceptStatement(clock, law.region()),
            limits.log(),
            () -> {
              onAccepted.run();
              feeds.wake();
            });
    var rules = new EffectRules(outbox);
    effects = new PostgresEffects(workers, () -> ForeignMail.covered(law));
    triageJobs =
        new PostgresJobs(
            workers,
            "triage",
            law::covers,
            new TriageEffect(clock, new Answers(new ThreadRule(queues), law::covers), rules));
    indexJobs = new PostgresJobs(workers, "index", law::covers, new IndexEffect());
    erasure = new Erasure(workers, clock);
    sealing =
        new SealingStore(
            new PostgresRegionKeys(workers),
            new PostgresPeerKeys(workers),
            new PostgresEscrowedIdKeys(messageIdKeys, law),
            new PostgresSealedCopies(workers),
            new PostgresWaitingMail(workers),
            new PostgresRestorationStore(peers, onAccepted));
    handover = new PostgresHandoverStore(peers, clock);
    handoverJournal = new PostgresHandoverJournal(peers);
    holdings = new PostgresHoldings(peers);
    handoverInbox = new PostgresHandoverInbox(peers, rules);
    var people = new ActorTransactions(pools.consoles());
    desk = new PostgresDesk(people, clock, queues, rules);
    effectDesk = new PostgresEffectDesk(people);
    endedLogins = new PostgresEndedLogins(people);
  }

  /** Where accepted mail is made durable. */
  public PostgresAcceptedLog acceptedLog() {
    return acceptedLog;
  }

  /** The region's mail as its people see it. */
  public Desk desk() {
    return desk;
  }

  /** The logins at the console that people ended. */
  public EndedLogins endedLogins() {
    return endedLogins;
  }

  /** Messages to decide. */
  public Jobs triageJobs() {
    return triageJobs;
  }

  /** What waits to be decided. */
  public Backlog backlog() {
    return triageJobs.backlog(foreignMail.isThere(), erasure.overdue());
  }

  /** Messages to index for the search. */
  public Jobs indexJobs() {
    return indexJobs;
  }

  /** Effects to be delivered. */
  public EffectQueue effects() {
    return effects;
  }

  /** Effects as people see them. */
  public EffectDesk effectDesk() {
    return effectDesk;
  }

  /** What effects are not delivered. */
  public EffectBacklog effectBacklog() {
    return effects.backlog();
  }

  /** What erases messages. */
  public Erasure erasure() {
    return erasure;
  }

  /** Keys, and what is sealed. */
  public SealingStore sealing() {
    return sealing;
  }

  /** What this region has, for when the law changes. */
  public HandoverStore handover() {
    return handover;
  }

  /** How far the last change of law is applied. */
  public HandoverJournal handoverJournal() {
    return handoverJournal;
  }

  /** How much this region has, for a plan. */
  public HoldingsCounter holdings() {
    return holdings;
  }

  /** What this region holds of the mail that others hand over. */
  public HandoverInbox handoverInbox() {
    return handoverInbox;
  }

  /** Looks again whether mail of other law is here. */
  public void lookForForeignMail() {
    try {
      foreignMail.look();
    } catch (SQLException e) {
      throw new StorageException("can't look for mail of other law", e);
    }
  }

  DataSource workers() {
    return pools.workers();
  }

  ForeignMail foreignMail() {
    return foreignMail;
  }

  /** Looks after the database while this node lives; the caller closes it before this store. */
  public Upkeep upkeep(RetentionPolicy retention, Runnable ensureRunning) {
    return new Upkeep(pools.workers(), erasure, foreignMail, retention, ensureRunning);
  }

  /**
   * What else is wrong with what is stored, beside the mail that comes, in words without content;
   * empty if nothing is.
   */
  public Optional<String> trouble() {
    return triageJobs.trouble().or(indexJobs::trouble).or(foreignMail::trouble);
  }

  /**
   * Asks the database for as little as can be, and waits for a second.
   *
   * @return whether it answers
   */
  public boolean answers() {
    return pools.answer();
  }

  /** What feeds between regions read and write. */
  public FeedStore feeds() {
    return feeds;
  }

  /** The keys of message ids. */
  public PostgresMessageIdKeys messageIdKeys() {
    return messageIdKeys;
  }

  /** Finishes what is being written, then closes the connections. */
  @Override
  public void close() {
    acceptedLog.close();
    feeds.close();
    pools.close();
  }
}
