package dev.postmeridian.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.org",
        "Ada.Lovelace+x@example.org",
        "\"ada lovelace\"@example.org",
        "\"a@b\"@example.org",
        "jörg@bücher.example",
        "用户@例え.example",
        "ada@[192.0.2.1]",
        "!#$%&'*+-/=?^_`{|}~@example.org"
      })
  void addressesOfRfc5321And6531AreRead(String text) {
    assertThat(MailAddress.parse(text).localPart()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "@example.org",
        "ada@",
        ".ada@example.org",
        "ada.@example.org",
        "a..b@example.org",
        "ada lovelace@example.org",
        "\"ada@example.org",
        "\"\"@example.org",
        "ada@exa mple.org",
        "ada@-example.org",
        "ada@example..org",
        "ada@[192.0.2.1",
        "a\nb@example.org",
        "a\u0085b@example.org"
      })
  void whatIsNotAnAddressIsRefusedWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> MailAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(e -> {
          if (text.contains("ada")) {
            assertThat(e.getMessage()).doesNotContain("ada");
          }
        });
  }

  @Test
  void longPartsAreRefused() {
    assertThatThrownBy(() -> MailAddress.parse("a".repeat(65) + "@example.org"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MailAddress.parse("a@" + "b.".repeat(130) + "org"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lookUpFoldsCaseAndInternationalDomains() {
    assertThat(MailAddress.parse("Ada@BÜCHER.example").canonical())
        .isEqualTo(MailAddress.parse("ada@xn--bcher-kva.EXAMPLE").canonical());
  }

  @Test
  void theNullSenderIsASenderWithoutAnAddress() {
    assertThat(MaybeSender.parse("<>")).isEqualTo(MaybeSender.NULL);
    assertThat(MaybeSender.parse("")).isEqualTo(MaybeSender.NULL);
    assertThat(MaybeSender.NULL.canonical()).isEmpty();
    assertThat(MaybeSender.parse("ada@example.org").canonical()).isEqualTo("ada@example.org");
  }
}
