package dev.postmeridian.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
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
  void theCanonicalFormIsAlwaysAnAddress() {
    for (int c = 1; c <= Character.MAX_CODE_POINT; c++) {
      String letters = Character.toString(c);
      if (letters.toLowerCase(Locale.ROOT).equals(letters)) {
        continue;
      }
      String local = letters.repeat(Math.max(1, 64 / letters.getBytes(UTF_8).length));
      MailAddress address;
      try {
        address = MailAddress.parse(local + "@example.org");
      } catch (IllegalArgumentException refused) {
        continue;
      }
      assertThat(MailAddress.parse(address.canonical()).canonical()).isEqualTo(address.canonical());
    }
    assertThatThrownBy(() -> MailAddress.parse("\u023a".repeat(32) + "@example.org"))
        .as("lower case takes three octets each")
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

  @Test
  void anAddressLiteralHasVisibleCharactersOnly() {
    assertThat(new Domain("[IPv6:2001:DB8::1]").value()).isEqualTo("[ipv6:2001:db8::1]");
    for (String bad :
        new String[] {"[a\r\nb]", "[a b]", "[a]b]", "[a\\b]", "[\u00e9]", "[]", "[a"}) {
      assertThatThrownBy(() -> new Domain(bad)).hasMessageContaining("address literal");
    }
  }
}
