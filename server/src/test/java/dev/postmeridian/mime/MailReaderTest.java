package dev.postmeridian.mime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.postmeridian.mail.Link;
import dev.postmeridian.mail.MailContent;
import dev.postmeridian.mail.ParsedMail;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailReaderTest {
  private final MailReader reader = new MailReader();

  @Test
  void encodedWordsAndFoldingAreUndone() {
    ParsedMail mail =
        read("""
        From: =?UTF-8?Q?J=C3=BCrgen?= <j@example.org>
        Subject: =?ISO-8859-1?Q?Gr=FC=DFe?=
          aus Wien
        Date: Fri, 21 Nov 1997 09:55:06 -0600
        Message-ID: <1@example.org>
        References: <a@x> <b@y>

        Servus
        """)
            .mail();

    assertThat(mail.subject()).isEqualTo("Grüße aus Wien");
    assertThat(mail.from()).isEqualTo("Jürgen <j@example.org>");
    assertThat(mail.date()).contains(Instant.parse("1997-11-21T15:55:06Z"));
    assertThat(mail.messageId()).contains("1@example.org");
    assertThat(mail.references()).containsExactly("a@x", "b@y");
    assertThat(mail.text()).isEqualTo("Servus");
  }

  @Test
  void aHeaderFieldOfManyMegabytesCostsLittleMemory() {
    String folded = "X-Long: " + "a b c d e f\r\n ".repeat(2_000_000) + "\r\n";
    String oneLine = "Subject: " + "x".repeat(24 << 20) + "\r\n";
    for (String header : List.of(folded, oneLine)) {
      byte[] mail =
          ("From: ada@sender.example\r\nX-Before: 1\r\n" + header + "\r\nbody\r\n").getBytes(UTF_8);
      reader.read(mail);
      var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();

      var reading = (Reading.Message) reader.read(mail);

      assertThat(threads.getCurrentThreadAllocatedBytes() - before)
          .as("bytes allocated for a header that begins with " + header.substring(0, 8))
          .isLessThan(mail.length);
      assertThat(reading.content().mail().from()).isEqualTo("ada@sender.example");
      assertThat(reading.content().mail().defects()).isNotEmpty();
    }
  }

  @Test
  void ofAHeaderOfManyFieldsTheFirstAreKept() {
    String many = ("X-Many: " + "some words ".repeat(1000) + "\r\n").repeat(900);
    var reading = (Reading.Message) reader.read((many + "\r\nbody\r\n").getBytes(UTF_8));
    int kept = reading.content().headers().stream().mapToInt(h -> h.value().length()).sum();
    assertThat(kept).isBetween(200_000, 300_000);
    assertThat(reading.content().mail().defects()).hasSize(1);
    assertThat(reading.content().mail().text()).isEqualTo("body");
  }

  @Test
  void plainTextIsPreferredAndHtmlIsKept() {
    MailContent content =
        read(
            """
            Content-Type: multipart/alternative; boundary=b

            --b
            Content-Type: text/plain

            plain words
            --b
            Content-Type: text/html

            <p>html <b>words</b></p><a href="https://evil.example/x">bank.example</a>
            --b--
            """);

    assertThat(content.mail().text()).isEqualTo("plain words");
    assertThat(content.html()).hasValueSatisfying(html -> assertThat(html).contains("<b>words"));
    assertThat(content.links()).containsExactly(new Link("https://evil.example/x", "bank.example"));
  }

  @Test
  void htmlIsReadBehindAShortPlainTextThatSaysOtherThings() {
    MailContent content =
        read(
            """
            From: a@example.org
            Content-Type: multipart/alternative; boundary=b

            --b
            Content-Type: text/plain

            Please view this message in an HTML-capable mail client.
            --b
            Content-Type: text/html

            <p>Since this morning our whole site is down, nobody can log in.</p>
            --b--
            """);

    assertThat(content.mail().text())
        .isEqualTo(
            "Please view this message in an HTML-capable mail client.\n\n"
                + "Since this morning our whole site is down, nobody can log in.");
  }

  @Test
  void aPlainTextIsComparedWithHostileHtmlInTime() {
    String mail =
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n%s\n--b\nContent-Type: text/html\n\n%s"
            .formatted("a".repeat(398) + "b", "a".repeat(1_000_000));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();

    assertThat(read(mail).mail().text()).startsWith("a".repeat(398) + "b\n\na");
    assertThat(threads.getCurrentThreadCpuTime() - before).isLessThan(2_000_000_000L);
  }

  @Test
  void htmlAloneIsRenderedInLines() {
    String html = "<head><title>no</title><style>x{}</style></head><p>one</p><p>two <i>b</i>";

    assertThat(read("Content-Type: text/html\n\n" + html).mail().text()).isEqualTo("one\ntwo b");
  }

  @Test
  void whatProgramsQuoteInHtmlIsMarkedAsInPlainText() {
    String html = "<p>Fine.</p><blockquote type=cite><p>Is it?<p>Say</blockquote><blockquote>x";

    assertThat(read("Content-Type: text/html\n\n" + html).mail().text())
        .isEqualTo("Fine.\n> Is it?\n> Say\nx");
  }

  @Test
  void aWrongCharsetIsSeenThrough() {
    byte[] utf8 = "Content-Type: text/plain; charset=us-ascii\n\nGrüße".getBytes(UTF_8);
    byte[] latin =
        "Content-Type: text/plain; charset=no-such\n\nGrüße – ja"
            .getBytes(Charset.forName("windows-1252"));
    byte[] japanese =
        "Content-Type: text/plain; charset=iso-2022-jp\n\n請求書"
            .getBytes(Charset.forName("ISO-2022-JP"));

    assertThat(text(utf8)).isEqualTo("Grüße");
    assertThat(text(latin)).isEqualTo("Grüße – ja");
    assertThat(text(japanese)).isEqualTo("請求書");
  }

  @Test
  void attachmentsHaveNameTypeAndDecodedSize() {
    MailContent content =
        read(
            """
            Content-Type: multipart/mixed; boundary=b

            --b

            see file
            --b
            Content-Type: application/pdf
            Content-Disposition: attachment; filename*=UTF-8''Rechnung%20%C3%BC.pdf
            Content-Transfer-Encoding: base64

            QUJDRA==
            --b--
            """);

    assertThat(content.mail().attachments())
        .containsExactly(new ParsedMail.Attachment("Rechnung ü.pdf", "application/pdf", 4));
  }

  @Test
  void bareLinksOfPlainTextAreFoundWithoutTheirFullStop() {
    assertThat(read("Subject: x\n\nSee https://a.example/b?c=1. Or (http://d.example)!").links())
        .extracting(Link::target)
        .containsExactly("https://a.example/b?c=1", "http://d.example");
  }

  @Test
  void anMboxSeparatorIsSkipped() {
    assertThat(read("From a@b Thu Jan 1 00:00:00 1970\nSubject: hello\n\nx").mail().subject())
        .isEqualTo("hello");
  }

  @Test
  void textWithoutHeaderIsTextWithADefect() {
    ParsedMail mail = read("just some words\nand more").mail();

    assertThat(mail.text()).contains("and more");
    assertThat(mail.defects()).isNotEmpty();
  }

  @Test
  void whatIsNoMessageIsUnreadable() {
    assertThat(reader.read(new byte[0])).isInstanceOf(Reading.Unreadable.class);
    assertThat(reader.read(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0, 1, 2}))
        .isInstanceOf(Reading.Unreadable.class);
  }

  private MailContent read(String mail) {
    return ((Reading.Message) reader.read(mail.getBytes(UTF_8))).content();
  }

  private String text(byte[] mail) {
    return ((Reading.Message) reader.read(mail)).content().mail().text();
  }
}
