package dev.postmeridian.triage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  @Test
  void redactionTakesOutWhatItsFormGivesAway() {
    String redacted =
        Redaction.of(
            """
            Dear Ms Lovelace,
            call +49 (30) 1234-5678 or write to ada@example.org about
            DE89 3704 0044 0532 0130 00 and card 4111 1111 1111 1111,
            see https://shop.example/u/ada?token=secret
            Kind regards,
            Grace Hopper
            """);

    assertThat(redacted)
        .doesNotContain("Lovelace", "1234", "ada@", "3704", "4111", "secret", "Hopper")
        .contains("about", "https://shop.example", "Kind regards");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bis zum 2026-12-01 oder bis Montag, 15.12.2026 10:00",
        "avant le 15/12/2026",
        "We need your answer by 2026-12-01.",
        "2026-12-15までにご回答ください。"
      })
  void aDateThatMayBeATermStays(String text) {
    assertThat(Redaction.of(text)).isEqualTo(text);
  }

  @Test
  void anyOtherDateIsTakenOut() {
    assertThat(Redaction.of("by post. Born 2021-03-12 or 12.03.1984, call 2026-12-01-3344"))
        .doesNotContain("1984", "2021", "2026", "12", "3344");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "by the way my son was born 03.04.2021",
        "zahlbar bis morgen fuer Kind geboren 03.04.2021",
        "before it happened my son (2021-04-03) was ill",
        "2021-04-03 生まれ、10日までに"
      })
  void aWordThatSetsTermsFurtherOffKeepsNoDate(String text) {
    assertThat(Redaction.of(text)).doesNotContain("2021");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "06\u00a012\u00a034\u00a056\u00a078",
        "06\u202f12\u202f34\u202f56\u202f78",
        "DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000",
        "DE89 3704 0044 0532 0130 00",
        "555\u2013123\u20134567",
        "555\u2011123\u20114567",
        "０３－１２３４－５６７８",
        "03ー1234ー5678",
        "K1234567",
        "K123-4567",
        "QQ123456C",
        "RSSMRA85T10A562S"
      })
  void numbersAreTakenOutWhateverJoinsThem(String number) {
    assertThat(Redaction.of("tel " + number + " fin")).isEqualTo("tel   fin");
    assertThat(Redaction.of("電話" + number + "です")).isEqualTo("電話 です");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5pm 2026", "room B12 on 3", "version 2.10", "invoice 4711"})
  void shortNumbersStay(String text) {
    assertThat(Redaction.of(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Madame X",
        "Monsieur X Y",
        "M. X",
        "Miss X",
        "Señora X",
        "señora X",
        "Don X",
        "Senhor X",
        "Signora X",
        "Mevrouw X",
        "De heer X",
        "de heer X",
        "HERR X",
        "Frau von der X",
        "Mr. van X",
        "Dr. med. X",
        "Sr. X Y Z X",
        "Sr. X da Y",
        "Mme Y d'X",
        "Mr J. R. X",
        "X様",
        "王X先生"
      })
  void namesNextToTitlesAreTakenOut(String text) {
    String named = text.replace("X", text.contains("様") || text.contains("王") ? "山田" : "Xyz");
    assertThat(Redaction.of("\n" + named + " schreibt"))
        .doesNotContain("Xyz", "山田")
        .endsWith(" schreibt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Groetjes,\nXyz",
        "LG\nXyz",
        "LG Xyz",
        "Um abraço,\nXyz",
        "Amitiés\nXyz",
        "Cordialement, Xyz",
        "Mit freundlichen Grüßen Xyz",
        "Thanks!\nXyz",
        "Thanks,\nBest,\nXyz",
        "よろしくお願いいたします。\nXyz",
        "此致\n敬礼\nXyz",
        "敬具\nXyz",
        "尊敬的Xyz：\n"
      })
  void namesNextToCourtesiesAreTakenOut(String text) {
    assertThat(Redaction.of(text)).doesNotContain("Xyz");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mr called. The order is late.",
        "製品の仕様を教えてください。お客様番号、皆様へ",
        "Thanks, the parcel is here"
      })
  void whatIsNoNameStays(String text) {
    assertThat(Redaction.of(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Dear Dr. Weber,",
        "Dear Mr. John Weber,",
        "Sehr geehrter Herr Dr. Weber,",
        "Estimado Sr. Weber:",
        "Dear J. R. Weber,"
      })
  void aTitlesDotDoesNotEndTheNameThatIsGreeted(String line) {
    assertThat(Redaction.of(line + "\n\nthe order came."))
        .doesNotContain("Weber")
        .contains("order");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4111 - 1111 - 1111 - 1111", "089 – 2180 – 1234", "030 / 123456"})
  void signsBetweenSpacesDoNotSaveANumber(String number) {
    assertThat(Redaction.of("It is " + number + " now")).doesNotContain("11").doesNotContain("12");
  }
}
