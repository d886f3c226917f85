package dev.postmeridian.cli.sample;

import dev.postmeridian.cli.FleetFile.MailDomain;
import dev.postmeridian.cli.OutgoingMail;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * An endless row of sample mails. The same seed gives the same mails on the same day, so that
 * sending them again shows that a known mail is not stored twice.
 */
public final class SampleMails {
  private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "ja", "pt");
  private static final int HOME_LANGUAGE_PERCENT = 75;
  private static final int REPLY_PERCENT = 18;
  private static final int LONGEST_THREAD = 3;

  private final long seed;
  private final Instant day;
  private final Function<SplittableRandom, MailDomain> domains;
  private final Function<Kind, String> fixedRecipient;

  private SampleMails(
      long seed,
      Instant day,
      Function<SplittableRandom, MailDomain> domains,
      Function<Kind, String> fixedRecipient) {
    this.seed = seed;
    this.day = day;
    this.domains = domains;
    this.fixedRecipient = fixedRecipient;
  }

  /** Mails to all of these domains, each in turn. */
  public static SampleMails spread(List<MailDomain> domains, long seed) {
    return spread(domains, seed, today());
  }

  static SampleMails spread(List<MailDomain> domains, long seed, Instant day) {
    return new SampleMails(
        seed, day, random -> domains.get(random.nextInt(domains.size())), _ -> "");
  }

  /** Mails to one address. */
  public static SampleMails to(String address, long seed) {
    String domain = address.substring(address.lastIndexOf('@') + 1);
    return new SampleMails(seed, today(), _ -> new MailDomain(domain, "US"), _ -> address);
  }

  /** The mail at a place in the row, from 0. */
  public OutgoingMail get(int index) {
    return new SampleMessage(story(index), seed).mail();
  }

  /** What the mail at a place is: new, or a reply to an earlier one of the row. */
  Story story(int index) {
    var random = random(index);
    boolean replies = index > 0 && random.nextInt(100) < REPLY_PERCENT;
    if (replies) {
      var first = story(random.nextInt(index));
      if (first.kind().hasReplies() && first.depth() < LONGEST_THREAD) {
        return first.reply(index, day.plus(random.nextInt(1200), ChronoUnit.MINUTES));
      }
    }
    return opening(index, random);
  }

  private Story opening(int index, SplittableRandom random) {
    var domain = domains.apply(random);
    String home = Parts.languageOf(domain.country());
    String language =
        random.nextInt(100) < HOME_LANGUAGE_PERCENT
            ? home
            : LANGUAGES.get(random.nextInt(LANGUAGES.size()));
    var kind = kind(random.nextInt(100));
    String fixed = fixedRecipient.apply(kind);
    String to = fixed.isEmpty() ? kind.localPart() + "@" + domain.name() : fixed;
    var parts = Parts.in(language);
    return new Story(
        index,
        kind,
        language,
        to,
        parts.people().get(random.nextInt(parts.people().size())),
        parts.domains().get(random.nextInt(parts.domains().size())),
        parts.of(kind).subjects().get(random.nextInt(parts.of(kind).subjects().size())),
        day.plus(random.nextInt(600), ChronoUnit.MINUTES),
        List.of());
  }

  private SplittableRandom random(int index) {
    return new SplittableRandom(seed * 1_000_003 + index);
  }

  private static Kind kind(int percent) {
    int left = percent;
    for (Kind kind : Kind.values()) {
      left -= kind.weight();
      if (left < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("the weights add up to less than a hundred");
  }

  private static Instant today() {
    return Instant.now().truncatedTo(ChronoUnit.DAYS);
  }
}
