package dev.postmeridian.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import dev.postmeridian.desk.Desk;
import dev.postmeridian.desk.InMemoryEndedLogins;
import dev.postmeridian.desk.ReadingRoom;
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
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A console, on a desk of sample mail or of a running fleet, and a real browser in front of it. */
final class Desktop implements AutoCloseable {
  static final String TOKEN = "a-token-for-tests-only";
  private static final Optional<Path> CHROMIUM =
      Stream.of("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
          .map(Path::of)
          .filter(Files::isExecutable)
          .findFirst();

  private final Playwright playwright;
  private final Browser browser;
  private final Optional<RegionHttpServer> server;
  private final String address;
  private final String token;
  private Optional<String> login = Optional.empty();

  /** A console of our own on this desk. */
  Desktop(Desk desk) {
    this(Optional.of(serving(desk)), "", TOKEN);
  }

  /**
   * A console that runs elsewhere.
   *
   * @param address such as {@code http://127.0.0.1:8425}
   */
  Desktop(String address, String token) {
    this(Optional.empty(), address, token);
  }

  private Desktop(Optional<RegionHttpServer> server, String address, String token) {
    this.server = server;
    this.address = server.map(s -> "http://127.0.0.1:" + s.port()).orElse(address);
    this.token = token;
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM.orElseThrow())
                    .setArgs(
                        List.of(
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-extensions",
                            "--disable-software-rasterizer",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  private static RegionHttpServer serving(Desk desk) {
    Assumptions.assumeTrue(
        CHROMIUM.isPresent(),
        "browser tests need Chromium in /usr/bin (package 'chromium-headless-shell'); skipped");
    BearerToken token = new BearerToken(TOKEN);
    var settings =
        new ConsoleSettings(
            "eu-west-1", "gdpr-compliant", "1.2.3", Duration.ofHours(1), Duration.ofMillis(100));
    var console =
        new ConsoleService(
            settings,
            desk,
            new ReadingRoom(desk),
            new InMemoryEndedLogins(),
            token::matches,
            token.deriveKey("console login"));
    var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new RegionHttpServer(any, HttpLimits.DEFAULT, token, List.of(), List.of(console))
        .start();
  }

  /** Where our own console listens. */
  int port() {
    return server.orElseThrow().port();
  }

  String url(String path) {
    return address + path;
  }

  /** A fresh browser, not logged in. */
  Page visitor(int width, int height, ColorScheme scheme) {
    return page(options(width, height, scheme));
  }

  private static Browser.NewContextOptions options(int width, int height, ColorScheme scheme) {
    return new Browser.NewContextOptions()
        .setViewportSize(width, height)
        .setColorScheme(scheme)
        .setLocale("en-GB")
        .setTimezoneId("Europe/Berlin");
  }

  private Page page(Browser.NewContextOptions options) {
    return page(options, url("/"));
  }

  private Page page(Browser.NewContextOptions options, String url) {
    BrowserContext context = browser.newContext(options);
    context.setDefaultTimeout(10_000);
    Page page = context.newPage();
    page.navigate(url);
    return page;
  }

  /** A fresh browser, not logged in, that comes by another way and believes its certificate. */
  Page stranger(String url) {
    var options = options(1280, 800, ColorScheme.LIGHT).setIgnoreHTTPSErrors(true);
    return page(options, url);
  }

  /** A fresh browser, logged in, at the list. */
  Page agent(int width, int height, ColorScheme scheme) {
    if (login.isEmpty()) {
      Page page = visitor(width, height, scheme);
      page.locator("#token").fill(token);
      page.keyboard().press("Enter");
      page.waitForURL(url("/"));
      login = Optional.of(page.context().storageState());
      page.context().close();
    }
    return page(options(width, height, scheme).setStorageState(login.get()));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
    server.ifPresent(RegionHttpServer::stop);
  }
}
