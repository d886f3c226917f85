package dev.postmeridian.cli.sample;

import dev.postmeridian.cli.OutgoingMail;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** One sample mail, written out: header, body in some encoding, attachment. */
final class SampleMessage {
  private static final List<String> PRODUCTS = List.of("Atlas", "Meridian Desk", "Kite", "Lumen 3");
  private static final DateTimeFormatter RFC_5322 =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final String CRLF = "\r\n";

  private final Story story;
  private final long seed;
  private final SplittableRandom random;
  private final Parts parts;

  SampleMessage(Story story, long seed) {
    this.story = story;
    this.seed = seed;
    this.random = new SplittableRandom(seed * 31 + story.index());
    this.parts = Parts.in(story.language());
  }

  OutgoingMail mail() {
    String sender = story.kind() == Kind.OUT_OF_OFFICE ? "" : story.from();
    String whole = header() + content(text());
    return new OutgoingMail(story.to(), sender, whole.getBytes(StandardCharsets.ISO_8859_1));
  }

  private String header() {
    var header = new StringBuilder();
    field(header, "From", Mime.header(story.person()) + " <" + story.from() + ">");
    field(header, "To", "<" + story.to() + ">");
    field(header, "Subject", Mime.header(subject()));
    field(header, "Date", RFC_5322.format(story.date()));
    field(header, "Message-ID", messageId(story.index()));
    if (!story.earlier().isEmpty()) {
      field(header, "In-Reply-To", messageId(story.earlier().getLast()));
      field(
          header,
          "References",
          story.earlier().stream().map(this::messageId).collect(Collectors.joining(CRLF + " ")));
    }
    extra(header);
    field(header, "MIME-Version", "1.0");
    return header.toString();
  }

  private void extra(StringBuilder header) {
    switch (story.kind()) {
      case NEWSLETTER -> {
        field(header, "List-Id", "<news." + story.domain() + ">");
        field(header, "List-Unsubscribe", "<https://" + story.domain() + "/unsubscribe>");
        field(header, "Precedence", "bulk");
      }
      case OUT_OF_OFFICE -> {
        field(header, "Auto-Submitted", "auto-replied");
        field(header, "X-Auto-Response-Suppress", "All");
      }
      case PHISHING -> field(header, "Reply-To", "<verify@account-check.example>");
      case OUTAGE -> field(header, "Importance", "high");
      default -> {}
    }
  }

  private String subject() {
    String filled = filled(story.subject());
    return story.earlier().isEmpty() ? filled : "Re: " + filled;
  }

  private String text() {
    var sentences = parts.of(story.kind()).sentences();
    var lines = new StringBuilder(one(parts.greetings())).append(CRLF + CRLF);
    if (story.earlier().isEmpty()) {
      lines.append(filled(sentences.getFirst())).append(CRLF);
    }
    int more = 2 + random.nextInt(3);
    int from = 1 + random.nextInt(sentences.size() - 1);
    for (int i = 0; i < more; i++) {
      int at = 1 + (from + i) % (sentences.size() - 1);
      lines.append(filled(sentences.get(at))).append(CRLF);
    }
    lines.append(CRLF).append(one(parts.closings())).append(CRLF).append(story.person());
    lines.append(CRLF);
    if (!story.earlier().isEmpty()) {
      lines.append(CRLF + "> ").append(filled(sentences.getFirst())).append(CRLF);
    }
    if (story.kind() == Kind.NEWSLETTER || isJunk()) {
      lines.append(CRLF).append(link()).append(CRLF);
    }
    return lines.toString();
  }

  private String content(String text) {
    boolean attached =
        story.earlier().isEmpty()
            && (story.kind() == Kind.INVOICE
                || story.kind() == Kind.APPLICATION
                || (story.kind() == Kind.LEGAL && random.nextBoolean()));
    boolean html = isJunk() || story.kind() == Kind.NEWSLETTER || random.nextInt(3) == 0;
    String body = html ? alternative(text) : plain(text, charset(text));
    return attached ? mixed(body) : body;
  }

  private String alternative(String text) {
    String boundary = "alt-" + story.index() + "-" + Long.toHexString(random.nextLong());
    String page =
        "<html><body>"
            + text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(link(), "<a href=\"" + target() + "\">" + link() + "</a>")
                .replace(CRLF, "<br>" + CRLF)
            + "</body></html>";
    return Mime.multipart(
        "alternative",
        boundary,
        plain(text, StandardCharsets.UTF_8),
        "Content-Type: text/html; charset=UTF-8"
            + CRLF
            + "Content-Transfer-Encoding: quoted-printable"
            + CRLF
            + CRLF
            + Mime.quotedPrintable(page, StandardCharsets.UTF_8));
  }

  private String plain(String text, Charset charset) {
    String type = "Content-Type: text/plain; charset=" + charset.name() + CRLF;
    String encoding = "Content-Transfer-Encoding: ";
    if (charset.equals(Charset.forName("ISO-2022-JP"))) {
      return type
          + encoding
          + "7bit"
          + CRLF
          + CRLF
          + new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
    }
    if (story.language().equals("ja") || random.nextInt(4) == 0) {
      return type + encoding + "base64" + CRLF + CRLF + Mime.base64(text.getBytes(charset));
    }
    return type + encoding + "quoted-printable" + CRLF + CRLF + Mime.quotedPrintable(text, charset);
  }

  private Charset charset(String text) {
    return switch (story.language()) {
      case "ja" -> random.nextBoolean() ? Charset.forName("ISO-2022-JP") : StandardCharsets.UTF_8;
      case "de", "es", "pt" ->
          random.nextInt(3) == 0 && latin1(text)
              ? StandardCharsets.ISO_8859_1
              : StandardCharsets.UTF_8;
      default -> StandardCharsets.UTF_8;
    };
  }

  private static boolean latin1(String text) {
    return StandardCharsets.ISO_8859_1.newEncoder().canEncode(text);
  }

  private String mixed(String body) {
    String boundary = "mix-" + story.index() + "-" + Long.toHexString(random.nextLong());
    String name = story.kind() == Kind.INVOICE ? "invoice-" + number() + ".pdf" : "document.pdf";
    return Mime.multipart(
        "mixed",
        boundary,
        body,
        "Content-Type: application/pdf; name=\""
            + name
            + "\""
            + CRLF
            + "Content-Disposition: attachment; filename=\""
            + name
            + "\""
            + CRLF
            + "Content-Transfer-Encoding: base64"
            + CRLF
            + CRLF
            + Mime.base64(pdf().getBytes(StandardCharsets.US_ASCII)));
  }

  /** A page of a PDF 1.4, blank and small. */
  private static String pdf() {
    return """
    %PDF-1.4
    1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
    2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
    3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
    trailer<</Root 1 0 R>>
    %%EOF
    """;
  }

  private boolean isJunk() {
    return story.kind() == Kind.SPAM || story.kind() == Kind.PHISHING;
  }

  private String link() {
    return "https://" + story.domain() + "/" + story.kind().key();
  }

  /** Where a link really leads: not where it says, in phishing. */
  private String target() {
    return story.kind() == Kind.PHISHING ? "http://login.account-check.example/verify" : link();
  }

  private String filled(String text) {
    var numbers = new SplittableRandom(seed * 17 + story.thread());
    var day = LocalDate.ofInstant(story.date(), ZoneOffset.UTC).plusDays(numbers.nextInt(30));
    return text.replace("{n}", Integer.toString(number()))
        .replace("{amount}", Integer.toString(40 + numbers.nextInt(9000)))
        .replace("{date}", day.toString())
        .replace("{time}", String.format(Locale.ROOT, "%02d:%02d", number() % 24, number() % 60))
        .replace("{product}", PRODUCTS.get(number() % PRODUCTS.size()))
        .replace("{subject}", PRODUCTS.get(number() % PRODUCTS.size()));
  }

  private int number() {
    return 1000 + new SplittableRandom(seed * 13 + story.thread()).nextInt(9000);
  }

  private String messageId(int index) {
    return "<" + Long.toHexString(seed) + "." + index + "@" + story.domain() + ">";
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static void field(StringBuilder header, String name, String value) {
    header.append(name).append(": ").append(value).append(CRLF);
  }
}
