package dev.postmeridian.console;

import dev.postmeridian.desk.InMemoryDesk;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.mime.MailReader;
import dev.postmeridian.mime.Reading;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.Queue;
import dev.postmeridian.triage.QueueName;
import dev.postmeridian.triage.Reason;
import dev.postmeridian.triage.Reason.About;
import dev.postmeridian.triage.Reason.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A few mails with decisions that tests can count on, and a desk that holds them. */
public final class SampleMail {
  private static final String MODEL = "starter@1/gdpr-compliant";
  private static final MailReader READER = new MailReader();
  private static final List<Queue> QUEUES =
      Stream.of("Support", "Billing", "Orders", "Sales", "Legal", "Applications")
          .map(name ->
              new Queue(
                  new QueueName(name), "Mail for " + name + ".", List.of(), Duration.ofHours(24)))
          .toList();

  private SampleMail() {}

  private record Template(String from, String subject, String text, Decision decision) {}

  private static final List<Template> TEMPLATES =
      List.of(
          new Template(
              "Nadia Okafor <nadia.okafor@harbourline.example>",
              "Label printer station offline since this morning",
              "Every attempt timed out, the station is offline.\nCould somebody call me?",
              wanted("Support", Priority.URGENT, "en", 0.97, word("offline", 1.4))),
          new Template(
              "Buchhaltung Weber GmbH <buchhaltung@weber-gmbh.example>",
              "Zahlungserinnerung zur Rechnung 4711",
              "Unsere Rechnung 4711 ist überfällig. Bitte leisten Sie die Zahlung bis Freitag.",
              wanted(
                  "Billing",
                  Priority.HIGH,
                  "de",
                  0.94,
                  word("rechnung 4711", 2.3),
                  word("überfällig", 1.7),
                  new Reason(About.QUEUE, Kind.DESCRIPTION, "zahlung", 0.9),
                  new Reason(About.NEEDS_REPLY, Kind.WORD, "bitte", 0.8))),
          new Template(
              "Marta Lindqvist <marta@nordvind.example>",
              "Change to order KO-20931",
              "Please make it twelve chairs instead of ten.",
              wanted("Orders", Priority.NORMAL, "en", 0.91, word("order", 1.6))),
          new Template(
              "Claire Fontaine <c.fontaine@atelier-lumen.example>",
              "Demande de devis",
              "Pourriez-vous nous envoyer un devis ?",
              wanted("Sales", Priority.NORMAL, "fr", 0.88, word("devis", 1.8))),
          new Template(
              "\"IT Service Desk\" <it-desk@account-check.example>",
              "Verify your account today",
              "Your mailbox is full: http://account-check.example/login",
              decision(
                  JunkVerdict.PHISHING,
                  "junk",
                  Priority.LOW,
                  "en",
                  0.96,
                  new Reason(About.JUNK, Kind.LINK, "a link that asks to log in", 2.2),
                  new Reason(About.JUNK, Kind.RULE, "asks for a login: account today", 1))),
          new Template(
              "Tomás Rivas <tomas.rivas@correo.example>",
              "Candidatura: operario de almacén",
              "Adjunto mi candidatura.",
              wanted("Applications", Priority.LOW, "es", 0.9, word("candidatura", 2))),
          new Template(
              "Kanzlei Brandt <post@kanzlei-brandt.example>",
              "Fristsetzung",
              "Wir vertreten Frau Sommer und setzen Ihnen eine Frist.",
              decision(
                  JunkVerdict.HAM,
                  "review",
                  Priority.HIGH,
                  "de",
                  0.41,
                  new Reason(
                      About.QUEUE,
                      Kind.RULE,
                      "low confidence: closest Legal 41%, then Billing 38%",
                      1))),
          new Template(
              "Oliver Hart <oliver@hartandsons.example>",
              "Our newsletter",
              "What is new.",
              decision(
                  JunkVerdict.BULK,
                  "Sales",
                  Priority.LOW,
                  "en",
                  0.86,
                  new Reason(About.JUNK, Kind.RULE, "List-Unsubscribe header", 1))));

  private static Reason word(String evidence, double weight) {
    return new Reason(About.QUEUE, Kind.WORD, evidence, weight);
  }

  private static Decision wanted(
      String queue, Priority priority, String language, double confidence, Reason... reasons) {
    return decision(JunkVerdict.HAM, queue, priority, language, confidence, reasons);
  }

  private static Decision decision(
      JunkVerdict junk,
      String queue,
      Priority priority,
      String language,
      double confidence,
      Reason... reasons) {
    return new Decision(
        junk,
        new QueueName(queue),
        priority,
        language,
        !junk.isJunk(),
        confidence,
        Optional.of(new Decision.RunnerUp(new QueueName("Legal"), 0.62)),
        MODEL,
        List.of(reasons));
  }

  /** The names of the desk's queues, review and junk among them. */
  public static Set<QueueName> queueNames() {
    return Stream.concat(
            QUEUES.stream().map(Queue::name), Stream.of(QueueName.REVIEW, QueueName.JUNK))
        .collect(Collectors.toSet());
  }

  /** A desk that holds this many mails, the newest a few minutes old, the last two undecided. */
  public static InMemoryDesk desk(int mails) {
    Instant now = Instant.now();
    InMemoryDesk desk = new InMemoryDesk(new RegionName("eu-west-1"), QUEUES, Instant::now);
    for (int i = 0; i < mails; i++) {
      Instant at = now.minusSeconds(180 + i * 2400L + (i * 7919L) % 600);
      Template t = TEMPLATES.get(i % TEMPLATES.size());
      if (i == mails - 1 && mails > 2) {
        quarantined(desk, i, at);
      } else {
        triaged(desk, i, t, at);
      }
    }
    return desk;
  }

  private static void triaged(InMemoryDesk desk, int number, Template t, Instant at) {
    String raw =
        "From: "
            + t.from()
            + "\r\nTo: help@kontor.example"
            + "\r\nSubject: "
            + t.subject()
            + "\r\nMessage-ID: <"
            + number
            + "@sample.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8"
            + "\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
            + t.text().replace("\n", "\r\n");
    add(desk, id(number), t, at, raw.getBytes(StandardCharsets.UTF_8));
  }

  private static void add(InMemoryDesk desk, MessageId id, Template t, Instant at, byte[] raw) {
    Reading.Message read = (Reading.Message) READER.read(raw);
    desk.hold(
        id,
        new Country("DE"),
        "help@kontor.example",
        "bounce@sender.example",
        at,
        raw,
        Optional.of(read.content().mail()),
        Optional.of(t.decision()),
        Optional.empty());
  }

  private static void quarantined(InMemoryDesk desk, int number, Instant at) {
    desk.hold(
        id(number),
        new Country("DE"),
        "office@kontor.example",
        "",
        at,
        new byte[] {0, 1, 2, 3},
        Optional.empty(),
        Optional.empty(),
        Optional.of("these bytes are no message: no header, and not text"));
  }

  /** Holds a further mail, given raw, decided like the first of the samples. */
  public static MessageId addRaw(InMemoryDesk desk, int number, String raw) {
    add(
        desk,
        id(number),
        TEMPLATES.getFirst(),
        Instant.now(),
        raw.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    return id(number);
  }

  /** Holds a further mail like those of the desk, arriving now. */
  public static MessageId arrive(InMemoryDesk desk, int number) {
    triaged(desk, number, TEMPLATES.get(number % TEMPLATES.size()), Instant.now());
    return id(number);
  }

  /** The id of the sample of this number. */
  public static MessageId id(int number) {
    return new MessageId(
        HexFormat.of().toHexDigits((number + 1L) * 0x9e3779b97f4a7c15L)
            + HexFormat.of().toHexDigits((long) number));
  }
}
