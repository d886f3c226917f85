package dev.postmeridian.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.mime.MailBody.InlinePart;
import java.nio.charset.StandardCharsets;
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
            true,
            Pictures.NONE);
    assertThat(body.blocked()).isEqualTo(3);
    assertThat(body.html()).doesNotContain("example").contains("[picture: Box]").contains("hi");
    assertThat(body.note()).startsWith("3 remote pictures or styles blocked");
  }

  @Test
  void aMailThatFetchesNothingHasNoNote() {
    assertThat(SafeBody.of("<p>hello <b>you</b></p>", NO_WORDS, true, Pictures.NONE).note())
        .isEmpty();
  }

  @Test
  void onlyAMailWithoutColoursOfItsOwnMayBeShownDark() {
    assertThat(SafeBody.of("<p>the color of a table</p>", NO_WORDS, true, Pictures.NONE).plain())
        .isTrue();
    assertThat(SafeBody.of("<p style='color:red'>x</p>", NO_WORDS, true, Pictures.NONE).plain())
        .isFalse();
    assertThat(SafeBody.of("<table bgcolor=red></table>", NO_WORDS, true, Pictures.NONE).plain())
        .isFalse();
  }

  @Test
  void linksOpenElsewhereAndTellNothing() {
    String html =
        SafeBody.of("<a href='https://x.example/'>x</a>", NO_WORDS, true, Pictures.NONE).html();
    assertThat(html).contains("target=\"_blank\"").contains("noopener").contains("noreferrer");
  }

  @Test
  void linksOfJunkLeadNowhere() {
    String html =
        SafeBody.of("<a href='https://x.example/'>log in</a>", NO_WORDS, false, Pictures.NONE)
            .html();
    assertThat(html).contains("log in").doesNotContain("href").doesNotContain("x.example");
  }

  @Test
  void wordsThatWeighedAreMarkedInHtmlToo() {
    String html =
        SafeBody.of(
                "<p>It is <b>overdue</b> now</p>",
                new MarkedText(List.of("overdue")),
                true,
                Pictures.NONE)
            .html();
    assertThat(html).contains("<mark>overdue</mark>");
  }

  @Test
  void aPictureThatTheMailBringsAlongIsShownWhereItIsWanted() {
    Pictures pictures = brought("logo@x", "\u0089PNG\r\n\u001a\n....");
    String mail = "<p>hi</p><img src='cid:logo%40x' alt='Logo'>";
    SafeBody shown = SafeBody.of(mail, NO_WORDS, true, pictures);
    assertThat(shown.html()).contains("src=\"data:image/png;base64,").contains("alt=\"Logo\"");
    assertThat(shown.note()).isEmpty();
    assertThat(SafeBody.of(mail, NO_WORDS, false, pictures).html())
        .contains("[picture: Logo]")
        .doesNotContain("data:");
  }

  @Test
  void whatOnlySaysThatItIsAPictureIsNone() {
    for (String content : List.of("<svg onload='alert(1)'/>", "<script>alert(1)</script>", "")) {
      String html =
          SafeBody.of("<img src=cid:x alt=Pic>", NO_WORDS, true, brought("x", content)).html();
      assertThat(html).contains("[picture: Pic]").doesNotContain("<img");
    }
  }

  private static Pictures brought(String id, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
    return new Pictures(List.of(new InlinePart(id, "image/png", bytes.length, bytes)));
  }
}
