package dev.postmeridian.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Takes pictures of a running region's console for people to look at: {@code -Dpictures=FOLDER
 * -Dconsole=http://127.0.0.1:8425 -Dtoken=FILE}, after {@code send --sample 300}. The README's is
 * {@code readme.png}.
 */
@EnabledIfSystemProperty(named = "pictures", matches = ".+")
class ConsolePicturesTest {
  private static final Path FOLDER = Path.of(System.getProperty("pictures", "."));
  private static final Map<String, String> PAGES =
      Map.ofEntries(
          Map.entry("list", "/"),
          Map.entry("billing", "/?queue=billing"),
          Map.entry("review", "/?queue=review"),
          Map.entry("junk", "/?queue=junk"),
          Map.entry("urgent", "/?priority=urgent"),
          Map.entry("pressing", "/?order=pressing&priority=urgent&priority=high"),
          Map.entry("quarantined", "/?state=quarantined"),
          Map.entry("search", "/?q=invoice"),
          Map.entry("queues", "/?pane=queues"),
          Map.entry("empty", "/?queue=legal&priority=urgent&q=nothing"),
          Map.entry("error", "/messages/" + "0".repeat(32)));

  private record Screen(String name, int width, int height) {}

  private static void picture(Page page, String name) throws IOException {
    Files.createDirectories(FOLDER);
    page.mouse().move(1, 1);
    if (page.locator("iframe.body").count() > 0) {
      page.frameLocator("iframe.body").locator("body").waitFor();
    }
    page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
    assertThat(FOLDER.resolve(name + ".png")).isNotEmptyFile();
  }

  @Test
  void everyPageHasAPictureOnADeskAndAPhoneInLightAndDark() throws IOException {
    String token = Files.readString(Path.of(System.getProperty("token", ""))).strip();
    try (var desktop = new Desktop(System.getProperty("console", ""), token)) {
      picture(desktop.visitor(1440, 900, ColorScheme.LIGHT), "login");
      Page readme = desktop.agent(1440, 900, ColorScheme.LIGHT);
      readme.getByText("URGENT: ").first().click();
      readme.locator("#message article").waitFor();
      picture(readme, "readme");
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        for (var screen : List.of(new Screen("desk", 1440, 900), new Screen("phone", 390, 844))) {
          Page page = desktop.agent(screen.width(), screen.height(), scheme);
          String prefix = screen.name() + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-";
          for (var entry : PAGES.entrySet()) {
            page.navigate(desktop.url(entry.getValue()));
            openFirst(page, entry.getKey());
            picture(page, prefix + entry.getKey());
          }
          page.context().close();
        }
      }
    }
  }

  private static void openFirst(Page page, String name) {
    boolean opens = page.url().contains("?") && !name.equals("queues");
    if (opens && page.locator("#rows > .row").count() > 0) {
      page.locator("#rows > .row > a").first().click();
      page.locator("#message article").waitFor();
    }
  }
}
