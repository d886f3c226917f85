package dev.postmeridian.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import dev.postmeridian.desk.Desk;
import dev.postmeridian.desk.InMemoryDesk;
import dev.postmeridian.http.BearerToken;
import dev.postmeridian.http.HttpLimits;
import dev.postmeridian.http.RegionHttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** A console on a desk of sample mail, and a real browser in front of it. */
final class Desktop implements AutoCloseable {
  static final String TOKEN = "a-token-for-tests-only";
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  private final Playwright playwright;
  private final Browser browser;
  private final RegionHttpServer server;

  Desktop(Desk desk) {
    Assumptions.assumeTrue(
        Files.isExecutable(CHROMIUM),
        "browser tests need Chromium at /usr/bin/chromium (package 'chromium'); skipped");
    BearerToken token = new BearerToken(TOKEN);
    var settings =
        new ConsoleSettings(
            "eu-west-1", "gdpr-compliant", "1.2.3", Duration.ofHours(1), Duration.ofMillis(100));
    server =
        new RegionHttpServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                HttpLimits.DEFAULT,
                token,
                List.of(),
                List.of(
                    new ConsoleService(
                        settings, desk, token::matches, token.deriveKey("console login"))))
            .start();
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(
                        List.of(
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  static Desktop withMails(int mails) {
    return new Desktop(SampleMail.desk(mails));
  }

  static InMemoryDesk mails(int mails) {
    return SampleMail.desk(mails);
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.port() + path;
  }

  /** A fresh browser, not logged in. */
  Page visitor(int width, int height, ColorScheme scheme) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin"));
    context.setDefaultTimeout(10_000);
    Page page = context.newPage();
    page.navigate(url("/"));
    return page;
  }

  /** A fresh browser, logged in, at the list. */
  Page agent(int width, int height, ColorScheme scheme) {
    Page page = visitor(width, height, scheme);
    page.getByLabel("Admin token of this region").fill(TOKEN);
    page.getByText("Sign in", new Page.GetByTextOptions().setExact(true)).click();
    page.waitForURL(url("/"));
    return page;
  }

  void stopServer() {
    server.stop();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
    server.stop();
  }
}
