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
}
