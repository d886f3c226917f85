package dev.postmeridian.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class BrokenMailTest {
  private static final Path CORPORA = Path.of("..", "..", "shared", "data", "mime");

  private final MailReader reader = new MailReader();

  @Test
  void everyBrokenMessageOfThreeParsersTestSuitesIsRead() throws IOException {
    assumeTrue(Files.isDirectory(CORPORA), CORPORA + " is absent: broken-mail corpora not read");
    int read = 0;
    for (byte[] file : corpora()) {
      Reading reading = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> reader.read(file));
      assertThat(reading).isNotNull();
      read += reading instanceof Reading.Message ? 1 : 0;
    }
    assertThat(read).isGreaterThan(300);
  }

  @Test
  void corruptedMessagesAreReadInBoundedTime() throws IOException {
    assumeTrue(Files.isDirectory(CORPORA), CORPORA + " is absent: broken-mail corpora not read");
    long seed = 20260722;
    var random = new Random(seed);
    for (byte[] file : corpora()) {
      byte[] corrupt = file.clone();
      for (int i = 0; i < corrupt.length / 50; i++) {
        corrupt[random.nextInt(corrupt.length)] = (byte) random.nextInt(256);
      }
      Reading reading =
          assertTimeoutPreemptively(
              Duration.ofSeconds(5), () -> reader.read(corrupt), "seed " + seed);
      assertThat(reading).isNotNull();
    }
  }

  @Test
  void nestingWithoutEndIsReadInBoundedTime() {
    var mail = new StringBuilder("Subject: deep\r\n");
    for (int i = 0; i < 3000; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\r\n\r\n");
      mail.append("--b").append(i).append("\r\n");
    }
    byte[] data = mail.append("\r\nend").toString().getBytes(ISO_8859_1);

    Reading reading = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> reader.read(data));

    assertThat(message(reading).content().mail().defects())
        .anyMatch(defect -> defect.contains("nested deeper than 20"));
  }

  @Test
  void htmlNestedWithoutEndIsReadInBoundedTime() {
    String html = "<div><b><a href=x><table>".repeat(20_000);
    byte[] data = ("Content-Type: text/html\r\n\r\n" + html + "end").getBytes(ISO_8859_1);

    Reading reading = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> reader.read(data));

    assertThat(message(reading).content().links()).hasSizeLessThanOrEqualTo(500);
  }

  @Test
  void aThousandPartsAndMoreAreBounded() {
    var mail = new StringBuilder("Content-Type: multipart/mixed; boundary=b\r\n\r\n");
    for (int i = 0; i < 5000; i++) {
      mail.append("--b\r\nContent-Type: application/pdf\r\n\r\nx\r\n");
    }
    byte[] data = mail.append("--b--").toString().getBytes(ISO_8859_1);

    Reading.Message message = message(reader.read(data));

    assertThat(message.content().mail().attachments()).hasSize(100);
    assertThat(message.content().mail().defects()).anyMatch(d -> d.contains("1000 parts"));
  }

  private static Reading.Message message(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Message.class);
    return (Reading.Message) reading;
  }

  private static List<byte[]> corpora() throws IOException {
    var files = new ArrayList<byte[]>();
    for (String name : List.of("cpython_email", "mime4j_testmsgs", "ruby_mail_fixtures")) {
      try (InputStream in =
          new BufferedInputStream(
              new GZIPInputStream(Files.newInputStream(CORPORA.resolve(name + ".tar.gz"))))) {
        untar(in, files);
      }
    }
    assertThat(files).hasSizeGreaterThan(300);
    return files;
  }

  /**
   * Reads the regular files of a tar stream (POSIX ustar: name, octal size at 124, type at 156).
   */
  private static void untar(InputStream in, List<byte[]> into) throws IOException {
    byte[] header = in.readNBytes(512);
    while (header.length == 512 && header[0] != 0) {
      int size = Integer.parseInt(new String(header, 124, 11, ISO_8859_1).strip(), 8);
      byte[] content = in.readNBytes(size);
      in.skipNBytes((512 - size % 512) % 512);
      if (header[156] == '0' || header[156] == 0) {
        into.add(content);
      }
      header = in.readNBytes(512);
    }
  }
}
