package dev.postmeridian;

import dev.postmeridian.change.HybridClock;
import dev.postmeridian.classifier.CountryLanguages;
import dev.postmeridian.classifier.ModelHealth;
import dev.postmeridian.classifier.Starter;
import dev.postmeridian.config.RegionSettings;
import dev.postmeridian.config.RegionSettings.ExternalDatabase;
import dev.postmeridian.effect.Effect;
import dev.postmeridian.fleet.NodeSettings;
import dev.postmeridian.intake.Intake;
import dev.postmeridian.intake.Relay;
import dev.postmeridian.jobs.Jobs;
import dev.postmeridian.link.AcceptedRate;
import dev.postmeridian.link.LinkService;
import dev.postmeridian.link.RelayClient;
import dev.postmeridian.link.RelayService;
import dev.postmeridian.mail.Domain;
import dev.postmeridian.mail.ParsedMail;
import dev.postmeridian.mime.MailReader;
import dev.postmeridian.mime.Reading;
import dev.postmeridian.outbox.OutboxLimits;
import dev.postmeridian.outbox.Senders;
import dev.postmeridian.residency.Jurisdiction;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.routing.Outlook;
import dev.postmeridian.routing.Router;
import dev.postmeridian.smtp.Protocol;
import dev.postmeridian.smtp.SmtpServer;
import dev.postmeridian.smtp.SmtpSettings;
import dev.postmeridian.store.DatabaseAddress;
import dev.postmeridian.store.EmbeddedPostgres;
import dev.postmeridian.store.PostgresSettings;
import dev.postmeridian.store.RetentionPolicy;
import dev.postmeridian.store.Store;
import dev.postmeridian.store.StoreLimits;
import dev.postmeridian.telemetry.MeteredIntake;
import dev.postmeridian.telemetry.MeteredOutbox;
import dev.postmeridian.telemetry.MeteredTriage;
import dev.postmeridian.telemetry.MeteredWork;
import dev.postmeridian.telemetry.Meters;
import dev.postmeridian.telemetry.PlatformLog;
import dev.postmeridian.telemetry.RegionGauges;
import dev.postmeridian.tls.TlsCertificate;
import dev.postmeridian.triage.Triage;
import dev.postmeridian.work.Assess;
import dev.postmeridian.work.TriageWork;
import dev.postmeridian.work.WorkLimits;
import dev.postmeridian.work.Worker;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** One node of one region, wired by hand: what is started last is stopped first. */
final class RegionNode implements AutoCloseable {
  private final NodeSettings settings;
  private final Domain host;
  private final long node = new SecureRandom().nextLong();
  private final HybridClock clock;
  private volatile Runnable wakeWorker = () -> {};
  private Runnable restartDatabase = () -> {};
  private final Meters meters = new Meters();
  private final AcceptedRate rate = new AcceptedRate(System::nanoTime);
  private final List<Supplier<Optional<String>>> troubles = new ArrayList<>();
  private final Semaphore largeMails = new Semaphore(1);
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  private RegionNode(NodeSettings settings) {
    this.settings = settings;
    this.host =
        regionSettings().host().orElseGet(() -> new Domain(settings.region() + ".localhost"));
    this.clock = new HybridClock(Clock.systemUTC(), settings.region(), node);
  }

  /**
   * Starts a node; returns once it takes mail.
   *
   * @throws RuntimeException if a part can't start: those before it are stopped again
   */
  static RegionNode start(NodeSettings settings) {
    PlatformLog.capture();
    var node = new RegionNode(settings);
    try {
      node.startParts();
      return node;
    } catch (RuntimeException e) {
      node.close();
      throw e;
    }
  }

  private void startParts() {
    Store store =
        closing(
            new Store(
                database(),
                new Jurisdiction(settings.region(), settings.deployment().residency()),
                clock,
                settings.deployment().queues(),
                settings.deployment().outbox(),
                StoreLimits.DEFAULT,
                () -> wakeWorker.run()));
    troubles.add(store::trouble);
    RegionGauges.register(meters, store.desk()::pulse, store::backlog);
    var model = new ModelHealth(starter(), System::nanoTime);
    troubles.add(model::trouble);
    work(store, new MeteredTriage(model, meters));
    var kept = settings.deployment().retention();
    var upkeep =
        closing(
            store.upkeep(
                new RetentionPolicy(kept.messages(), kept.junk(), RetentionPolicy.KEEP.batch()),
                restartDatabase));
    troubles.add(upkeep::trouble);
    deliver(store);
    var readiness =
        new Readiness(
            upkeep::outage, store::answers, store.acceptedLog()::obstacle, this::troubles);
    Residency residency = settings.deployment().residency();
    var feeds =
        new RegionFeeds(
            settings.region(),
            residency,
            settings.deployment().fleet().replication(),
            store.feeds(),
            meters);
    var self =
        new SelfReport(
            settings.description(),
            readiness,
            rate,
            store::backlog,
            model::isHealthy,
            () -> store.sealing().regionKeys().current().escrowed(),
            feeds::positions);
    var link = closing(RegionLink.start(settings, residency, self));
    var sealing =
        closing(
            new RegionSealing(
                settings.region(),
                settings.deployment(),
                store.sealing(),
                new SealingLink(link.link()),
                feeds));
    Supplier<Outlook> outlook = sealing.completed(link.peers());
    var router =
        new Router(settings.region(), residency, settings.deployment().fleet().routing(), outlook);
    Intake intake =
        intake(store, residency, router, new RelayClient(link.link(), residency), sealing);
    var handover = closing(handover(store, residency, link));
    serveRegions(link, intake, feeds, sealing, handover);
    replicate(link, feeds);
    sealing.start();
    handover.resume();
    Optional<SSLContext> tls = Optional.of(tls());
    listen(Protocol.SMTP, settings.smtp(), intake, tls);
    listen(Protocol.LMTP, settings.lmtp(), intake, tls);
    closing(
        RegionWeb.serving(
            settings,
            intake,
            router,
            store,
            sealing,
            handover,
            feeds,
            link.peers(),
            meters,
            readiness));
    closing(link.peers()); // the first to go: others shall send their mail elsewhere
  }

  private RegionHandover handover(Store store, Residency residency, RegionLink link) {
    return new RegionHandover(
        new Jurisdiction(settings.region(), residency),
        settings.deployment().mailboxes(),
        store,
        link.link());
  }

  private void serveRegions(
      RegionLink link,
      Intake intake,
      RegionFeeds feeds,
      RegionSealing sealing,
      RegionHandover handover) {
    var services = new ArrayList<LinkService>();
    services.add(link.peers());
    services.add(new RelayService(intake));
    services.add(feeds.answering(sealing.feedSealer()));
    services.add(handover.answering());
    services.addAll(SealingLink.services(sealing.endpoint(intake::accept)));
    closing(link.serving(services));
  }

  private void replicate(RegionLink link, RegionFeeds feeds) {
    var pulling = closing(feeds.pulling(link.link(), node, link.peers()));
    troubles.add(pulling::trouble);
    troubles.add(feeds::trouble);
  }

  private void work(Store store, Triage triage) {
    BooleanSupplier crowded = store.acceptedLog()::isCrowded;
    Worker deciding = worker("triage", store.triageJobs(), TriageWork.deciding(triage), crowded);
    var reader = new MailReader();
    worker(
        "index",
        store.indexJobs(),
        TriageWork.indexing(data -> parsed(reader.read(data))),
        crowded);
    wakeWorker = deciding::wake;
  }

  private void deliver(Store store) {
    List<Effect> effects = settings.deployment().outbox();
    if (effects.isEmpty()) {
      return;
    }
    var listener = new MeteredOutbox(meters, effects, store::effectBacklog);
    String name = "outbox-" + Long.toHexString(node);
    var outbox =
        closing(
            Senders.outbox(name, effects, store.effects(), host, OutboxLimits.DEFAULT, listener));
    troubles.add(outbox::trouble);
    outbox.start();
  }

  private Triage starter() {
    return Starter.load()
        .triage(
            settings.deployment().queues(),
            settings.description().tier(),
            CountryLanguages.of(settings.deployment().countries()),
            regionSettings().trustedAuthservIds());
  }

  private static ParsedMail parsed(Reading reading) {
    return switch (reading) {
      case Reading.Message message -> message.content().mail();
      case Reading.Unreadable unreadable ->
          throw new IllegalStateException("indexed but unreadable: " + unreadable.reason());
    };
  }

  private Worker worker(String kind, Jobs jobs, Assess assess, BooleanSupplier crowded) {
    String name = kind + "-" + Long.toHexString(node);
    var listener = new MeteredWork(meters, kind);
    var limits = WorkLimits.DEFAULT.yieldingTo(settings.description().mailsPerMinute());
    var worker = closing(new Worker(name, jobs, assess, limits, largeMails, listener, crowded));
    troubles.add(worker::trouble);
    return worker.start();
  }

  private List<String> troubles() {
    return troubles.stream().flatMap(trouble -> trouble.get().stream()).toList();
  }

  private DatabaseAddress database() {
    return regionSettings().database().map(RegionNode::external).orElseGet(this::embedded);
  }

  private static DatabaseAddress external(ExternalDatabase database) {
    return new DatabaseAddress(database.url(), database.user(), database.password());
  }

  private DatabaseAddress embedded() {
    var server =
        closing(
            EmbeddedPostgres.attach(
                PostgresSettings.in(settings.folder(), settings.binaries(), OptionalInt.empty())));
    restartDatabase = server::ensureRunning;
    return server.address();
  }

  private Intake intake(
      Store store, Residency residency, Router router, Relay relay, RegionSealing sealing) {
    return new Intake(
        settings.deployment().mailboxes(),
        residency,
        router,
        relay,
        store.messageIdKeys(),
        store.acceptedLog(),
        sealing.log(),
        new MeteredIntake(meters).and(rate),
        settings.deployment().limits().intake(),
        host,
        Clock.systemUTC());
  }

  private RegionSettings regionSettings() {
    return settings
        .deployment()
        .settings()
        .getOrDefault(settings.region(), RegionSettings.DEFAULTS);
  }

  private SSLContext tls() {
    return regionSettings()
        .tls()
        .map(files -> TlsCertificate.fromFiles(files.certificate(), files.key()))
        .orElseGet(() -> TlsCertificate.development(settings.folder(), host));
  }

  private void listen(
      Protocol protocol, InetSocketAddress address, Intake intake, Optional<SSLContext> tls) {
    closing(
        SmtpServer.start(
            new SmtpSettings(
                protocol,
                address,
                host,
                settings.deployment().postmaster(settings.region()),
                settings.deployment().limits().smtp()),
            intake,
            tls));
  }

  private <T extends AutoCloseable> T closing(T part) {
    running.push(part);
    return part;
  }

  /** Stops taking mail, finishes what is under way, leaves the database. */
  @Override
  public void close() {
    while (!running.isEmpty()) {
      Parts.close(running.pop());
    }
  }
}
