package dev.postmeridian.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.postmeridian.desk.InMemoryDesk;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Takes pictures of the console for people to look at: {@code -Dpictures=FOLDER}. The README's is
 * {@code desk-light.png}.
 */
@EnabledIfSystemProperty(named = "pictures", matches = ".+")
class ConsolePicturesTest {
  private static final Path FOLDER = Path.of(System.getProperty("pictures", "."));

  private static void picture(Page page, String name) throws Exception {
    Files.createDirectories(FOLDER);
    page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
    assertThat(FOLDER.resolve(name + ".png")).isNotEmptyFile();
  }

  private static void open(Page page, int number) {
    page.locator("#row-" + SampleMail.id(number) + " > a").click();
    page.locator("#message[data-id='" + SampleMail.id(number) + "'] article").waitFor();
    page.mouse().move(1, 1);
  }

  @Test
  void everyStateOfTheConsoleHasAPicture() throws Exception {
    InMemoryDesk desk = SampleMail.desk(14);
    try (var desktop = new Desktop(desk)) {
      picture(desktop.visitor(1280, 800, ColorScheme.LIGHT), "login");
      Page light = desktop.agent(1440, 900, ColorScheme.LIGHT);
      picture(light, "desk-none");
      open(light, 1);
      picture(light, "desk-light");
      light.keyboard().press("c");
      picture(light, "palette");
      light.keyboard().press("4");
      light.locator(".toast").waitFor();
      SampleMail.arrive(desk, 60);
      light.locator("#pill:not([hidden])").waitFor();
      picture(light, "corrected");
      light.getByText("Filter", new Page.GetByTextOptions().setExact(true)).click();
      picture(light, "filter");
      light.navigate(desktop.url("/?queue=Legal&priority=urgent&q=nothing"));
      picture(light, "empty");
      light.navigate(desktop.url("/messages/" + "0".repeat(32)));
      picture(light, "error");
      light.navigate(desktop.url("/messages/" + SampleMail.id(13)));
      picture(light, "quarantined");
      var html = SampleMail.addRaw(desk, 900, Letters.NEWSLETTER);
      light.navigate(desktop.url("/messages/" + html));
      picture(light, "html");
      Page dark = desktop.agent(1440, 900, ColorScheme.DARK);
      open(dark, 6);
      picture(dark, "desk-dark");
      Page phone = desktop.agent(390, 844, ColorScheme.LIGHT);
      picture(phone, "phone-list");
      open(phone, 0);
      picture(phone, "phone-message");
      phone.navigate(desktop.url("/?pane=queues"));
      picture(phone, "phone-queues");
    }
  }
}
