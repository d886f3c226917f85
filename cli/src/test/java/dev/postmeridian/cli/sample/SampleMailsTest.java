package dev.postmeridian.cli.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.cli.FleetFile.MailDomain;
import dev.postmeridian.cli.OutgoingMail;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleMailsTest {
  private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");
  private static final List<MailDomain> DOMAINS =
      List.of(
          new MailDomain("acme.example", "US"),
          new MailDomain("nordwind.example", "DE"),
          new MailDomain("lavande.example", "FR"),
          new MailDomain("maiz.example", "MX"),
          new MailDomain("sakura.example", "JP"),
          new MailDomain("ipanema.example", "BR"));
  private static final int MANY = 600;

  @Test
  void theSameSeedMakesTheSameMailsAndAnotherSeedOthers() {
    assertThat(mails(7, 50)).isEqualTo(mails(7, 50)).isNotEqualTo(mails(8, 50));
  }

  @Test
  void everyKindComesInEveryLanguageToEveryDomain() {
    var samples = SampleMails.spread(DOMAINS, 7, DAY);
    var kinds = new HashSet<String>();
    var domains = new HashSet<String>();
    for (int i = 0; i < 3 * MANY; i++) {
      var story = samples.story(i);
      kinds.add(story.kind() + " " + story.language());
      domains.add(story.to().substring(story.to().indexOf('@') + 1));
    }
    assertThat(kinds).hasSize(Kind.values().length * 6);
    assertThat(domains).hasSize(DOMAINS.size());
  }

  @Test
  void everyMailIsWellFormed() {
    for (String mail : mails(7, MANY)) {
      assertThat(mail.replace("\r\n", "")).as(mail).doesNotContain("\n", "\r");
      assertThat(mail.lines().mapToInt(String::length).max().orElse(0)).as(mail).isLessThan(998);
      String header = mail.substring(0, mail.indexOf("\r\n\r\n"));
      assertThat(header).contains("From: ", "To: ", "Subject: ", "Date: ", "Message-ID: <");
      assertThat(header.chars()).allMatch(c -> c < 127);
      assertThat(mail).doesNotContain("{n}", "{date}", "{amount}", "{product}", "{subject}");
    }
  }

  @Test
  void repliesNameTheMailTheyAnswer() {
    var samples = SampleMails.spread(DOMAINS, 7, DAY);
    var replies =
        IntStream.range(0, MANY)
            .mapToObj(samples::story)
            .filter(story -> !story.earlier().isEmpty())
            .toList();

    assertThat(replies).hasSizeGreaterThan(MANY / 20);
    for (Story reply : replies) {
      assertThat(samples.story(reply.thread()).to()).isEqualTo(reply.to());
      String mail = text(samples.get(reply.index()));
      String first = text(samples.get(reply.earlier().getLast()));
      assertThat(mail).contains("In-Reply-To: " + field(first, "Message-ID"));
    }
  }

  @Test
  void newslettersAndAutomaticRepliesSayWhatTheyAre() {
    var samples = SampleMails.spread(DOMAINS, 7, DAY);
    for (int i = 0; i < MANY; i++) {
      var mail = samples.get(i);
      switch (samples.story(i).kind()) {
        case NEWSLETTER -> assertThat(text(mail)).contains("List-Id: ", "Precedence: bulk");
        case OUT_OF_OFFICE -> {
          assertThat(text(mail)).contains("Auto-Submitted: auto-replied");
          assertThat(mail.from()).isEmpty();
        }
        case PHISHING -> assertThat(text(mail)).contains("Reply-To: <verify@");
        default -> assertThat(text(mail)).doesNotContain("Precedence");
      }
    }
  }

  private static List<String> mails(long seed, int count) {
    var samples = SampleMails.spread(DOMAINS, seed, DAY);
    return IntStream.range(0, count)
        .mapToObj(i -> text(samples.get(i)))
        .collect(Collectors.toList());
  }

  private static String field(String mail, String name) {
    return mail.lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElseThrow();
  }

  private static String text(OutgoingMail mail) {
    return new String(mail.data(), StandardCharsets.ISO_8859_1);
  }
}
