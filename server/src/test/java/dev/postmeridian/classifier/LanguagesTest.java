package dev.postmeridian.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.carrotsearch.labs.langid.Model;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LanguagesTest {
  @Test
  void theModelThatTheBuildUnpackedIsTheLibrarysOwn() throws Exception {
    URL library = Model.class.getProtectionDomain().getCodeSource().getLocation();
    var itself = new ByteArrayOutputStream();
    try (var loader = new URLClassLoader(new URL[] {library}, null);
        var out = new ObjectOutputStream(itself)) {
      Class<?> model = loader.loadClass(Model.class.getName());
      var write = model.getDeclaredMethod("writeExternal", ObjectOutput.class);
      write.setAccessible(true);
      write.invoke(model.getMethod("defaultModel").invoke(null), out);
    }
    try (var unpacked = Languages.class.getResourceAsStream("languages.model")) {
      assertThat(unpacked.readAllBytes()).isEqualTo(itself.toByteArray());
    }
  }

  @Test
  void aTextIsOfOneOfTheLanguagesThatAreExpected() {
    var expected = new Languages(Set.of("de", "fr", "ja"));
    assertThat(expected.of("Bitte schicken Sie uns die Rechnung noch einmal.")).isEqualTo("de");
    assertThat(expected.of("Merci de nous renvoyer la facture du mois dernier.")).isEqualTo("fr");
    assertThat(expected.of("先月の請求書をもう一度送ってください。")).isEqualTo("ja");
    assertThat(expected.of("ok 42")).isEqualTo("und");
  }

  @Test
  void aTextInTheLettersOfNoneThatIsExpectedIsOfNone() {
    var expected = new Languages(Set.of("de", "ja", "zh"));
    assertThat(expected.of("안녕하세요, 주문한 상품이 언제 도착하나요?")).isEqualTo("und");
    assertThat(expected.of("مرحبا، متى يصل طلبي رقم 5512؟ شكرا")).isEqualTo("und");
    assertThat(expected.of("Где мой заказ номер 5512? Спасибо за помощь.")).isEqualTo("und");
  }

  @Test
  void whatItsLettersTellIsExpectedEverywhere() {
    var everywhere = new Languages(CountryLanguages.of(Set.of()));
    assertThat(everywhere.of("안녕하세요, 주문한 상품이 언제 도착하나요?")).isEqualTo("ko");
    assertThat(everywhere.of("مرحبا، متى يصل طلبي رقم 5512؟ شكرا")).isEqualTo("ar");
    assertThat(everywhere.of("Где мой заказ номер 5512? Спасибо за помощь.")).isEqualTo("ru");
    assertThat(everywhere.of("您好，请问我的订单什么时候能到？谢谢")).isEqualTo("zh");
  }

  /** Homoglyphs make no Russian, and the name of a file type no English. */
  @Test
  void aFewLettersOfAScriptMakeNoLanguageOfIt() {
    var everywhere = new Languages(CountryLanguages.of(Set.of()));
    assertThat(
            everywhere.of(
                "Ηello, οur sitе is dоwn sincе mоrning, рlеаsе hеlр us аs sооn аs уоu cаn."))
        .isNotEqualTo("ru");
    assertThat(everywhere.of("Καλημέρα, σας στέλνω το PDF με το τιμολόγιο, παρακαλώ ελέγξτε το."))
        .isEqualTo("und");
    assertThat(everywhere.of("გამარჯობა, ჩვენი საიტი არ მუშაობს დილიდან, გთხოვთ. Nino, IT"))
        .isEqualTo("und");
    assertThat(everywhere.of("您好，我们的网站从早上开始无法访问，请尽快帮助我们。Best regards")).isEqualTo("zh");
  }

  @Test
  void whereAllAreExpectedTheirLettersExcludeNone() {
    assertThat(new Languages(Set.of()).of("გამარჯობა, სად არის ჩემი შეკვეთა?")).isEqualTo("ka");
  }
}
