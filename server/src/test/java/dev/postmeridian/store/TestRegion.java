package dev.postmeridian.store;

import dev.postmeridian.change.HybridClock;
import dev.postmeridian.effect.Effect;
import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.jobs.Result;
import dev.postmeridian.jobs.Room;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.region.Role;
import dev.postmeridian.residency.Jurisdiction;
import dev.postmeridian.residency.OutageMode;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.residency.ResidencyRules;
import dev.postmeridian.residency.ResidencyRules.SealedCopies;
import dev.postmeridian.residency.Transfer;
import dev.postmeridian.residency.UnlistedCountries;
import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.Queue;
import dev.postmeridian.triage.QueueName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A region's store for one test class: a database of its own in the one real PostgreSQL that all
 * tests of this process share. Registered as an extension, it is empty before each test and closed
 * after the last.
 */
public final class TestRegion implements AutoCloseable, BeforeEachCallback, AfterAllCallback {
  public static final RegionName REGION = new RegionName("eu-west-1");
  public static final List<Queue> QUEUES =
      List.of(
          new Queue(new QueueName("billing"), "Invoices.", List.of(), Duration.ofHours(8)),
          new Queue(new QueueName("support"), "Outages.", List.of(), Duration.ofHours(1)));
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private final DatabaseAddress address;
  private final Store store;
  private final HybridClock clock = clock(DATABASES.incrementAndGet());

  private TestRegion(DatabaseAddress address, List<Effect> outbox, Runnable onAccepted) {
    this.address = address;
    this.store = open(address, law(REGION, "DE", "FR"), clock, outbox, onAccepted);
    UsedDatabases.opened(address);
  }

  public static TestRegion open() {
    return open(() -> {});
  }

  public static TestRegion open(Runnable onAccepted) {
    return new TestRegion(UsedDatabases.take(), List.of(), onAccepted);
  }

  /** A region whose decisions have these effects. */
  public static TestRegion open(List<Effect> outbox) {
    return new TestRegion(UsedDatabases.take(), outbox, () -> {});
  }

  public Store store() {
    return store;
  }

  public HybridClock clock() {
    return clock;
  }

  public DatabaseAddress address() {
    return address;
  }

  /** A connection as the superuser, who sees everything. */
  public Connection superuser() throws SQLException {
    return superuser(address);
  }

  @Override
  public void beforeEach(ExtensionContext test) throws SQLException {
    clear();
  }

  @Override
  public void afterAll(ExtensionContext tests) {
    close();
  }

  /** Forgets all mail: what a test that counts begins with. */
  public void clear() throws SQLException {
    try (Connection c = superuser();
        var sql = c.createStatement()) {
      sql.execute(
          """
          TRUNCATE postmeridian.change, postmeridian.message, postmeridian.content,
            postmeridian.job, postmeridian.search, postmeridian.thread_key, postmeridian.audit_event,
            postmeridian.outbox, postmeridian.feed_cursor, postmeridian.feed_peer,
            postmeridian.feed_quarantine, postmeridian.feed_compared, postmeridian.takeover,
            postmeridian.handover, postmeridian.feed_shared
          """);
    }
  }

  /** Ends the triage of one accepted message, as a worker would. */
  public void triage(MessageId id, Result.Verdict verdict) {
    var jobs = store.triageJobs();
    var results =
        jobs.claim("test", Room.of(1000), Duration.ofMinutes(1)).stream()
            .map(claim ->
                new Result(claim, claim.message().equals(id) ? verdict : new Result.Released()))
            .toList();
    jobs.commit("test", results);
  }

  /** What a model might have decided. */
  public static Decision decision() {
    return new Decision(
        JunkVerdict.HAM,
        new QueueName("billing"),
        Priority.NORMAL,
        "en",
        true,
        0.9,
        Optional.empty(),
        "test@1",
        List.of());
  }

  Connection as(ServiceRole role) throws SQLException {
    return OwnerRole.connect(address.url(), role.name(), role.password());
  }

  /** A message to somebody in Germany. */
  public static Acceptance mail(String text) {
    return mail("ada@mail.example", text);
  }

  public static Acceptance mail(String mailbox, String text) {
    var recipient = MailAddress.parse(mailbox);
    var sender = MaybeSender.of(MailAddress.parse("bob@sender.example"));
    byte[] data = text.getBytes(StandardCharsets.UTF_8);
    return new Acceptance(
        MessageId.of("0123456789abcdef".getBytes(StandardCharsets.UTF_8), recipient, sender, data),
        recipient,
        new Country("DE"),
        sender,
        Instant.ofEpochMilli(System.currentTimeMillis()),
        Acceptance.Via.SMTP,
        "Received: from a by b",
        data);
  }

  static Connection superuser(DatabaseAddress address) throws SQLException {
    return OwnerRole.connect(address.url(), "postgres", Shared.superuserPassword());
  }

  /** A clock that runs so many seconds behind. */
  static HybridClock slowClock(long seconds) {
    return new HybridClock(
        InstantSource.offset(InstantSource.system(), Duration.ofSeconds(-seconds)), REGION, 99);
  }

  static HybridClock clock(long node) {
    return new HybridClock(InstantSource.system(), REGION, node);
  }

  static Store open(DatabaseAddress address, HybridClock clock, Runnable onAccepted) {
    return open(address, law(REGION, "DE", "FR"), clock, onAccepted);
  }

  static Store open(
      DatabaseAddress address, Jurisdiction law, HybridClock clock, Runnable onAccepted) {
    return open(address, law, clock, List.of(), onAccepted);
  }

  static Store open(
      DatabaseAddress address,
      Jurisdiction law,
      HybridClock clock,
      List<Effect> outbox,
      Runnable onAccepted) {
    return new Store(address, law, clock, QUEUES, outbox, StoreLimits.DEFAULT, onAccepted);
  }

  /** The law of a region that may process these countries' mail and no other. */
  static Jurisdiction law(RegionName region, String... countries) {
    var listed = Arrays.stream(countries).map(Country::new).collect(Collectors.toSet());
    var only = new Region(region, Role.PRIMARY, 100, ModelTier.GDPR_COMPLIANT, listed);
    return new Jurisdiction(region, new Residency(List.of(only), UnlistedCountries.REFUSE));
  }

  /** The law of a region that lists one country, and takes another's mail by a transfer. */
  static Jurisdiction lawWithTransfer(
      String listed, Country further, Instant end, InstantSource now) {
    var other = new RegionName("other");
    var regions =
        List.of(
            new Region(
                REGION, Role.PRIMARY, 1, ModelTier.GDPR_COMPLIANT, Set.of(new Country(listed))),
            new Region(other, Role.PRIMARY, 1, ModelTier.GDPR_COMPLIANT, Set.of(further)));
    var rules =
        new ResidencyRules(
            UnlistedCountries.REFUSE,
            Map.of(),
            List.of(new Transfer(further, REGION, "clauses", end)),
            SealedCopies.NONE,
            Map.of(),
            OutageMode.HOLD);
    return new Jurisdiction(REGION, new Residency(regions, rules, now));
  }

  /** A database that nobody has used. */
  static DatabaseAddress freshDatabase() {
    DatabaseAddress server = Shared.SERVER.address();
    String name = "test_" + DATABASES.incrementAndGet();
    var address =
        new DatabaseAddress(
            server.url().replace("/postmeridian", "/" + name),
            server.owner(),
            server.ownerPassword());
    OwnerRole.ensure(address, Shared.superuserPassword());
    return address;
  }

  static ProcessHandle postmaster() {
    return Shared.SERVER.postmaster().orElseThrow();
  }

  /** Where PostgreSQL's programs are unpacked: once per machine, not once per test. */
  public static Path binaries() {
    return Path.of(System.getProperty("java.io.tmpdir"), "postmeridian-test-binaries");
  }

  /** A fleet's data folder, where PostgreSQL's programs are already unpacked. */
  public static Path dataFolder(Path parent) throws IOException {
    Path data = Files.createDirectory(parent.resolve("data"));
    Files.createDirectories(binaries());
    Files.createSymbolicLink(data.resolve("binaries"), binaries());
    return data;
  }

  @Override
  public void close() {
    store.close();
    UsedDatabases.giveBack(address);
  }

  private static final class Shared {
    static final Path FOLDER = folder();
    static final EmbeddedPostgres SERVER =
        EmbeddedPostgres.attach(PostgresSettings.in(FOLDER, binaries(), OptionalInt.empty()));

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(Shared::throwAway));
    }

    // nobody needs what is in it: a proper stop would write it all to the disk first
    private static void throwAway() {
      SERVER
          .postmaster()
          .ifPresent(postmaster -> {
            List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
            all.forEach(ProcessHandle::destroyForcibly);
          });
      try {
        Folders.delete(FOLDER);
      } catch (IOException e) {
        System.err.println("left behind: " + FOLDER);
      }
    }

    static String superuserPassword() {
      try {
        String secret = Files.readString(FOLDER.resolve("database.secret")).strip();
        return ServiceRole.derived(secret, "postgres");
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    private static Path folder() {
      try {
        return Files.createTempDirectory("postmeridian-test");
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }
}
