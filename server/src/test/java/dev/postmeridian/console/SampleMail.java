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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Mail written for tests and pictures of the console, and a desk that holds it. */
public final class SampleMail {
  private static final String MODEL = "starter@1/gdpr-compliant";
  private static final MailReader READER = new MailReader();

  private SampleMail() {}

  static final List<Queue> QUEUES =
      List.of(
          queue("Support", "Something does not work and a customer needs help.", 4),
          queue("Billing", "Invoices, payments, reminders, refunds and credit notes.", 24),
          queue("Orders", "New orders, changes to orders, deliveries and returns.", 8),
          queue("Sales", "People who may buy: prices, offers, meetings.", 24),
          queue("Legal", "Notices from lawyers, authorities and data subjects.", 48),
          queue("Applications", "People who want to work here.", 120));

  private record Template(
      String from,
      String mailbox,
      String country,
      String subject,
      String text,
      JunkVerdict junk,
      String queue,
      Priority priority,
      String language,
      boolean needsReply,
      double confidence,
      String runnerUp,
      double margin,
      List<Reason> reasons) {}

  private static final List<Template> TEMPLATES =
      List.of(
          new Template(
              "Nadia Okafor <nadia.okafor@harbourline.example>",
              "help@kontor.example",
              "DE",
              "Label printer station offline since this morning",
              """
              Hello,

              since about 7:40 our packing station cannot reach the label service. Every
              attempt ends in "connection timed out" and nothing leaves the warehouse.
              We have 140 parcels waiting for the noon pickup.

              Could somebody call me as soon as possible? My number is in the signature.

              Nadia Okafor
              Harbour Line Logistics
              """,
              JunkVerdict.HAM,
              "Support",
              Priority.URGENT,
              "en",
              true,
              0.97,
              "Orders",
              0.71,
              List.of(
                  word("timed out", 1.9),
                  word("offline", 1.4),
                  word("cannot reach", 1.1),
                  rule(About.PRIORITY, "asks for a call as soon as possible", 2.0),
                  rule(About.NEEDS_REPLY, "ends in a question", 1.0))),
          new Template(
              "Buchhaltung Weber GmbH <buchhaltung@weber-gmbh.example>",
              "rechnung@kontor.example",
              "DE",
              "Zahlungserinnerung zur Rechnung 4711",
              """
              Sehr geehrte Damen und Herren,

              unsere Rechnung 4711 vom 2. Oktober über 1.284,50 EUR ist seit 14 Tagen
              überfällig. Bitte überweisen Sie den Betrag bis Freitag auf das unten
              angegebene Konto oder teilen Sie uns mit, wann wir mit der Zahlung rechnen
              können.

              Mit freundlichen Grüßen
              Jana Weber
              """,
              JunkVerdict.HAM,
              "Billing",
              Priority.HIGH,
              "de",
              true,
              0.94,
              "Legal",
              0.62,
              List.of(
                  word("rechnung 4711", 2.3),
                  word("überfällig", 1.7),
                  new Reason(About.QUEUE, Kind.DESCRIPTION, "payments, reminders", 0.9),
                  rule(About.PRIORITY, "names a deadline: Freitag", 1.5),
                  word(About.NEEDS_REPLY, "teilen sie uns mit", 0.8))),
          new Template(
              "Marta Lindqvist <marta@nordvind.example>",
              "orders@kontor.example",
              "SE",
              "Change to order KO-20931: 12 instead of 10 chairs",
              """
              Hi there,

              we would like to change order KO-20931 before it ships: please make it
              twelve chairs instead of ten, same colour, same delivery address.

              Is that still possible?

              Best regards
              Marta
              """,
              JunkVerdict.HAM,
              "Orders",
              Priority.NORMAL,
              "en",
              true,
              0.91,
              "Sales",
              0.44,
              List.of(
                  word("order", 1.6),
                  word("ships", 1.2),
                  word("delivery address", 1.0),
                  rule(About.NEEDS_REPLY, "ends in a question", 1.0))),
          new Template(
              "Claire Fontaine <c.fontaine@atelier-lumen.example>",
              "bonjour@kontor.example",
              "FR",
              "Demande de devis pour 40 lampes de bureau",
              """
              Bonjour,

              nous aménageons un nouvel étage et cherchons quarante lampes de bureau,
              livrées à Lyon en janvier. Pourriez-vous nous envoyer un devis avec vos
              délais et vos conditions ?

              Cordialement,
              Claire Fontaine
              """,
              JunkVerdict.HAM,
              "Sales",
              Priority.NORMAL,
              "fr",
              true,
              0.88,
              "Orders",
              0.39,
              List.of(
                  word("devis", 1.8),
                  word("conditions", 0.7),
                  new Reason(About.QUEUE, Kind.DESCRIPTION, "prices, offers", 0.6))),
          new Template(
              "\"IT Service Desk\" <it-desk@account-check.example>",
              "help@kontor.example",
              "DE",
              "Your mailbox is almost full: verify your account today",
              """
              Dear user,

              your mailbox has reached 98% of its quota. To keep receiving mail you must
              verify your account within 24 hours:

              http://account-check.example/login

              Unverified accounts are closed without further notice.
              IT Service Desk
              """,
              JunkVerdict.PHISHING,
              "junk",
              Priority.LOW,
              "en",
              false,
              0.96,
              "Support",
              0.83,
              List.of(
                  new Reason(About.JUNK, Kind.LINK, "a link that asks to log in", 2.2),
                  new Reason(About.JUNK, Kind.WORD, "verify your account", 1.9),
                  new Reason(
                      About.JUNK, Kind.SENDER, "sender's domain seen for the first time", 0.9))),
          new Template(
              "Tomás Rivas <tomas.rivas@correo.example>",
              "jobs@kontor.example",
              "ES",
              "Candidatura: operario de almacén",
              """
              Buenos días:

              me gustaría presentar mi candidatura al puesto de operario de almacén.
              Tengo seis años de experiencia y carné de carretilla. Adjunto mi
              currículum y quedo a su disposición para una entrevista.

              Un saludo,
              Tomás Rivas
              """,
              JunkVerdict.HAM,
              "Applications",
              Priority.NORMAL,
              "es",
              true,
              0.95,
              "Sales",
              0.77,
              List.of(word("candidatura", 2.1), word("currículum", 1.6), word("entrevista", 1.2))),
          new Template(
              "Kanzlei Brandt & Partner <post@brandt-recht.example>",
              "office@kontor.example",
              "AT",
              "Auskunftsersuchen nach Art. 15 DSGVO",
              """
              Sehr geehrte Damen und Herren,

              namens unserer Mandantin bitten wir um Auskunft nach Art. 15 DSGVO über
              alle zu ihrer Person gespeicherten Daten. Wir erwarten Ihre Antwort binnen
              eines Monats.

              Mit freundlichen Grüßen
              Dr. Elif Brandt
              """,
              JunkVerdict.HAM,
              "Legal",
              Priority.HIGH,
              "de",
              true,
              0.93,
              "Support",
              0.69,
              List.of(
                  word("art. 15 dsgvo", 2.6),
                  word("mandantin", 1.3),
                  rule(About.PRIORITY, "names a deadline: binnen eines Monats", 1.0))),
          new Template(
              "The Packaging Post <news@packagingpost.example>",
              "office@kontor.example",
              "DE",
              "This week in packaging: paper tape, lighter pallets, and a reader's question",
              """
              Good morning. In this issue: why paper tape sticks better in winter, what
              lighter pallets save, and a reader asks how to stack oval boxes.

              You get this letter because you signed up for it.
              """,
              JunkVerdict.BULK,
              "review",
              Priority.LOW,
              "en",
              false,
              0.9,
              "Sales",
              0.2,
              List.of(
                  new Reason(About.JUNK, Kind.HEADER, "List-Unsubscribe header", 2.0),
                  new Reason(About.JUNK, Kind.HEADER, "Precedence: bulk", 1.0))),
          new Template(
              "Pieter de Vries <pieter@devries-wonen.example>",
              "help@kontor.example",
              "NL",
              "Bedankt voor de snelle hulp",
              """
              Beste mensen,

              de vervangende poot is vandaag aangekomen en past precies. Hartelijk dank
              voor de snelle hulp.

              Groet,
              Pieter
              """,
              JunkVerdict.HAM,
              "Support",
              Priority.LOW,
              "nl",
              false,
              0.63,
              "Orders",
              0.12,
              List.of(word("hulp", 0.8), word("vervangende", 0.6), word("aangekomen", -0.4))),
          new Template(
              "Win Now Lottery <claims@prize-office.example>",
              "bonjour@kontor.example",
              "FR",
              "FINAL CLAIM: 850,000 EUR is waiting for you",
              """
              Congratulations, your address has been drawn. Pay the release fee today and
              850,000 EUR will be wired to you. Reply with your bank details.
              """,
              JunkVerdict.SPAM,
              "junk",
              Priority.LOW,
              "en",
              false,
              0.99,
              "Billing",
              0.9,
              List.of(
                  new Reason(About.JUNK, Kind.WORD, "release fee", 2.4),
                  new Reason(About.JUNK, Kind.WORD, "congratulations", 1.2))),
          new Template(
              "Giulia Conti <giulia.conti@bottega-verde.example>",
              "orders@kontor.example",
              "IT",
              "Reso: tavolo danneggiato, ordine KO-20877",
              """
              Buongiorno,

              il tavolo dell'ordine KO-20877 è arrivato con il piano graffiato. Vorrei
              restituirlo e riceverne uno nuovo. Allego due fotografie.

              Cordiali saluti,
              Giulia Conti
              """,
              JunkVerdict.HAM,
              "Orders",
              Priority.NORMAL,
              "it",
              true,
              0.52,
              "Support",
              0.05,
              List.of(word("ordine", 1.1), word("restituirlo", 0.9), word("danneggiato", -0.7))),
          new Template(
              "Oliver Hart <oliver@hartandsons.example>",
              "sales@kontor.example",
              "GB",
              "Out of office: back on Monday",
              """
              Thank you for your message. I am out of the office until Monday and will
              read your mail then.
              """,
              JunkVerdict.BULK,
              "Sales",
              Priority.LOW,
              "en",
              false,
              0.86,
              "Support",
              0.33,
              List.of(rule(About.NEEDS_REPLY, "Auto-Submitted: auto-replied", -3.0))));

  private static Queue queue(String name, String what, int hours) {
    return new Queue(new QueueName(name), what, List.of(), Duration.ofHours(hours));
  }

  private static Reason word(String evidence, double weight) {
    return word(About.QUEUE, evidence, weight);
  }

  private static Reason word(About about, String evidence, double weight) {
    return new Reason(about, Kind.WORD, evidence, weight);
  }

  private static Reason rule(About about, String evidence, double weight) {
    return new Reason(about, Kind.RULE, evidence, weight);
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
            + "\r\nTo: "
            + t.mailbox()
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
    Decision decision =
        new Decision(
            t.junk(),
            new QueueName(t.queue()),
            t.priority(),
            t.language(),
            t.needsReply(),
            t.confidence(),
            Optional.of(new Decision.RunnerUp(new QueueName(t.runnerUp()), t.margin())),
            MODEL,
            t.reasons());
    desk.hold(
        id,
        new Country(t.country()),
        t.mailbox(),
        "bounce@sender.example",
        at,
        raw,
        Optional.of(read.content().mail()),
        Optional.of(decision),
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
        HexFormat.of().toHexDigits(0x5a5a5a5a5a5a5a5aL)
            + HexFormat.of().toHexDigits((long) number));
  }

  /** A mail of many ids, for lists. */
  static List<MessageId> ids(int from, int to) {
    List<MessageId> ids = new ArrayList<>();
    for (int i = from; i < to; i++) {
      ids.add(id(i));
    }
    return ids;
  }
}
