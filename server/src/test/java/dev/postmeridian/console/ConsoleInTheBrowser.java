package dev.postmeridian.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.postmeridian.desk.InMemoryDesk;
import dev.postmeridian.desk.MessageSummary;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** One console with sample mail and one browser in front of it, which starts only once. */
abstract class ConsoleInTheBrowser {
  static final InMemoryDesk DESK = SampleMail.desk(30);
  static final List<String> COMPLAINTS = new ArrayList<>();
  static Desktop desktop;

  /** One for all tests: each browser of its own costs as much as many pages. */
  static Page page;

  static void start() {
    desktop = new Desktop(DESK);
    page = desktop.agent(1440, 900, ColorScheme.LIGHT);
    // requests pass the interceptor from here on: one that a test first asked for came too late for
    // the next key on a busy machine, and the request that was to be held went through
    page.context().route("**/nothing-is-here", Route::abort);
    page.onConsoleMessage(m -> {
      if (m.type().equals("error")) {
        COMPLAINTS.add(m.text());
      }
    });
    page.onPageError(COMPLAINTS::add);
  }

  static void stop() {
    if (desktop != null) {
      desktop.close();
    }
  }

  @BeforeEach
  void begin() {
    page.unrouteAll(); // what a test that failed left behind is no fault of the next
    page.context().setOffline(false);
    page.navigate(desktop.url("/"));
    COMPLAINTS.clear();
  }

  @AfterEach
  void end() {
    assertThat(COMPLAINTS).as("errors in the browser").isEmpty();
  }

  void open(int number) {
    row(number).locator("a").click();
    message(number).waitFor();
  }

  Locator row(int number) {
    return page.locator("#row-" + SampleMail.id(number));
  }

  Locator message(int number) {
    return page.locator("#message[data-id='" + SampleMail.id(number) + "'] article");
  }

  static String queueOf(int number) {
    return summaryOf(number).queue().orElseThrow().value();
  }

  static MessageSummary summaryOf(int number) {
    return DESK.find("admin", SampleMail.id(number)).orElseThrow().summary();
  }
}
