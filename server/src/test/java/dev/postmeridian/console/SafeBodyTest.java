package dev.postmeridian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SafeBodyTest {
  private static final MarkedText NO_WORDS = new MarkedText(List.of());

  @Test
  void remoteThingsAreCountedAndGone() {
    SafeBody body =
        SafeBody.of(
            "<img src=http://a.example/x alt=Box><p style='background:url(//b.example)'>hi</p>"
                + "<table background=https://c.example/y>",
            NO_WORDS,
            true);
    assertThat(body.blocked()).isEqualTo(3);
    assertThat(body.html()).doesNotContain("example").contains("[picture: Box]").contains("hi");
    assertThat(body.note()).startsWith("3 remote pictures or styles blocked");
  }

  @Test
  void aMailThatFetchesNothingHasNoNote() {
    assertThat(SafeBody.of("<p>hello <b>you</b></p>", NO_WORDS, true).note()).isEmpty();
  }

  @Test
  void linksOpenElsewhereAndTellNothing() {
    String html = SafeBody.of("<a href='https://x.example/'>x</a>", NO_WORDS, true).html();
    assertThat(html).contains("target=\"_blank\"").contains("noopener").contains("noreferrer");
  }

  @Test
  void linksOfJunkLeadNowhere() {
    String html = SafeBody.of("<a href='https://x.example/'>log in</a>", NO_WORDS, false).html();
    assertThat(html).contains("log in").doesNotContain("href").doesNotContain("x.example");
  }

  @Test
  void wordsThatWeighedAreMarkedInHtmlToo() {
    String html =
        SafeBody.of("<p>It is <b>overdue</b> now</p>", new MarkedText(List.of("overdue")), true)
            .html();
    assertThat(html).contains("<mark>overdue</mark>");
  }
}
