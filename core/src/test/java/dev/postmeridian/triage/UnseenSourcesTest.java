package dev.postmeridian.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.mail.HeaderField;
import dev.postmeridian.mail.MailContent;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The threshold of junk holds for mail of companies that the model has never seen. */
class UnseenSourcesTest {
  private static final int COMPANIES = 30;
  private static final int MAILS = 20;

  private final Random random = new Random(1);

  @Test
  void goodMailOfACompanyNeverSeenIsHardlyEverJunk() {
    var trainer = new JunkTrainer();
    for (int company = 0; company < COMPANIES; company++) {
      for (int i = 0; i < MAILS; i++) {
        trainer.add(good(company), false);
        trainer.add(junk(i), true);
      }
    }
    JunkModel model = trainer.train();

    int wrong = 0;
    for (int i = 0; i < 500; i++) {
      wrong += model.isJunk(model.logOdds(good(COMPANIES + i))) ? 1 : 0;
    }
    // all 500 are, where messages are left out instead of their sources
    assertThat(wrong).isLessThanOrEqualTo(50);
  }

  /** Words that junk uses too, and a footer by which a model knows the company. */
  private MailContent good(int company) {
    var words = new StringBuilder(common());
    for (int i = 0; i < 15; i++) {
      words.append(" footer").append(Integer.toString(company * 15 + i + 100_000, 36));
    }
    return mail("company" + company + ".example", words.toString());
  }

  private MailContent junk(int sender) {
    return mail("sender" + sender + ".example", common() + (random.nextInt(3) > 0 ? " prize" : ""));
  }

  private String common() {
    var words = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      words.append(" word").append(Integer.toString(random.nextInt(400), 36));
    }
    return words.toString();
  }

  private static MailContent mail(String domain, String text) {
    MailContent plain = MailContent.of("about", text);
    return new MailContent(
        plain.mail(), List.of(new HeaderField("From", "a@" + domain)), Optional.empty(), List.of());
  }
}
