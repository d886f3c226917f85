package dev.postmeridian.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.mail.MailContent;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sender writes can't make us work more than its length is worth: counted, not timed. */
class BoundedWorkTest {
  private static final int LENGTH = 1 << 17;
  private static final int LOOKS_PER_CHARACTER = 100;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1.",
        "1 2 ",
        ".",
        "@",
        "a@",
        "a.",
        "<",
        "(",
        "+1",
        "DE89",
        "DE89 ",
        "A1 ",
        "http://",
        "http://@",
        "://",
        "Dear ",
        "\nDear ",
        "\n",
        "Best\n",
        "Mr ",
        "Mr. A",
        "by ",
        "until by ",
        "by 1",
        "d'ici ",
        "à l'",
        "までに",
        "1日",
        "within 1 ",
        "by the the ",
        "urgent not ",
        "no need to urgent",
        "不緊急",
        "bis 1.1. ",
        "1.1.2026 ",
        "if sender delete notify in error\n\n",
        "notif delete ",
        "\n  -- -\n",
        "--\nx\n",
        "--\nFrom: a@b\nTo: b,\n",
        "x",
        "'",
        "-"
      })
  void muchOfOneThingIsReadInLinearWork(String piece) {
    String text = piece.repeat(LENGTH / piece.length());

    assertThat(looks(text, Redaction::of)).isLessThan((long) LOOKS_PER_CHARACTER * LENGTH);
    assertThat(looks(text, Footer::cut)).isLessThan((long) LOOKS_PER_CHARACTER * LENGTH);
    assertThat(looks(text, much -> Deadlines.inFolded(much, "und", LocalDate.EPOCH)))
        .isLessThan((long) LOOKS_PER_CHARACTER * LENGTH);
  }

  /** Words copied into a string are no longer counted: work that grows faster takes minutes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"",
        "„",
        "“",
        "«»",
        "»",
        "\"a:",
        "you wrote: \"",
        "\nyou wrote",
        ":",
        "all fine ",
        "thanks ",
        "it works again. "
      })
  void muchOfOneThingIsDecidedInTime(String piece) {
    String text = piece.repeat(LENGTH / piece.length());
    long start = cpuNanos();

    assertThat(Settled.in(Settled.withoutQuotes(text))).isEmpty();
    assertThat(Recovery.in(MailContent.of("", text).mail(), text)).isEmpty();

    assertThat(cpuNanos() - start).isLessThan(TimeUnit.SECONDS.toNanos(2));
  }

  /** Just within the bounds, beyond which nothing is looked at. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"",
        "„",
        "“x”",
        "«»",
        "\"a:\" ",
        "you wrote: \"x\" ",
        "\nyou wrote",
        " ",
        "\u2003 ",
        "all fine ",
        "thanks ",
        "it works again. ",
        "it works again "
      })
  void whatIsJustShortEnoughIsDecidedInTime(String piece) {
    String most = piece.repeat(4_000 / piece.length());
    String less = piece.repeat(1_970 / piece.length()) + " it is fixed";
    String least = piece.repeat(970 / piece.length()) + " it is fixed";
    long start = cpuNanos();

    for (int i = 0; i < 10; i++) {
      assertThat(Settled.withoutQuotes(most)).isNotNull();
      assertThat(Recovery.in(MailContent.of("", less).mail(), less)).isNotNull();
      assertThat(Settled.in(Settled.withoutQuotes(least))).isNotNull();
    }

    assertThat(cpuNanos() - start).isLessThan(TimeUnit.SECONDS.toNanos(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "is broken ",
        "been waiting a b ",
        "arrived x y ",
        "charged a b c ",
        "nobody answers ",
        "funktioniert a b ",
        "ist a b c d ",
        "n'ai toujours pas ",
        "unless if is missing ",
        "没有",
        "não "
      })
  void aSentenceFullOfComplaintsIsReadInTime(String piece) {
    String text = piece.repeat(LENGTH / piece.length());
    long start = cpuNanos();

    assertThat(NeedsReply.sentences(text).stream().filter(NeedsReply::complains).count())
        .isLessThan(2);

    assertThat(cpuNanos() - start).isLessThan(TimeUnit.SECONDS.toNanos(2));
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long looks(String text, Consumer<CharSequence> reader) {
    var counted = new Counted(text, new long[1]);
    reader.accept(counted);
    return counted.looks[0];
  }

  /** A text that counts how often someone looks at a character of it. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Counted(String text, long[] looks) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      looks[0]++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      looks[0] += end - start;
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      looks[0] += text.length();
      return text;
    }
  }
}
