package dev.postmeridian.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.postmeridian.mail.MessageId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Mail that would do more than be read. */
abstract class HostileMail {
  private static final int FIRST = 2000;
  static final List<String> HOSTILE =
      List.of(
          "<script>parent.pwned=1;alert(1)</script>hello",
          "<img src=x onerror=\"parent.pwned=1;alert(1)\">hello",
          "<img src=http://evil.example/canary.png alt=pic>hello",
          "<p style=\"background:url(http://evil.example/canary)\">hello</p>",
          "<style>@import url(http://evil.example/canary.css);body{background:url(//evil.example/canary)}</style>hello",
          "<link rel=stylesheet href=http://evil.example/canary.css>hello",
          "<svg onload=alert(1)><script>alert(1)</script><image href=http://evil.example/canary.svg /></svg>hello",
          "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></math>hello",
          "<meta http-equiv=refresh content=\"0;url=http://evil.example/canary\">hello",
          "<base href=http://evil.example/canary/><a href=x>hello</a>",
          "<form action=http://evil.example/canary><input name=token><button>hello</button></form>",
          "<iframe src=http://evil.example/canary></iframe>hello",
          "<object data=http://evil.example/canary></object><embed src=http://evil.example/canary>hello",
          "<video poster=http://evil.example/canary src=http://evil.example/canary></video>hello",
          "<a href=\"javascript:alert(1)\">hello</a>",
          "<a href=\"&#106;avascript:alert(1)\" ping=http://evil.example/canary>hello</a>",
          "<table background=http://evil.example/canary><tr><td>hello</td></tr></table>",
          "<template><img src=http://evil.example/canary></template>hello",
          "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">hello</noscript>hello",
          "<!--[if mso]><img src=http://evil.example/canary><![endif]-->hello");

  private static final List<String> FOREIGN = new CopyOnWriteArrayList<>();
  private static final List<String> DIALOGS = new CopyOnWriteArrayList<>();
  private static Page page;
  private static final List<MessageId> HELD = new ArrayList<>();

  @BeforeAll
  static void open() {
    HOSTILE.forEach(html -> hold(Letters.html("<b>hi</b> <script>", html)));
    page = ConsoleInTheBrowser.desktop.agent(1280, 800, ColorScheme.LIGHT);
    watch();
  }

  @AfterAll
  static void close() {
    page.context().close();
    HELD.forEach(ConsoleInTheBrowser.DESK::forget); // nobody else sees it
  }

  private static String url(String path) {
    return ConsoleInTheBrowser.desktop.url(path);
  }

  private static void watch() {
    page.context()
        .onRequest(r -> {
          if (!r.url().startsWith(url("/")) || r.url().contains("canary")) {
            FOREIGN.add(r.url());
          }
        });
    page.onDialog(d -> {
      DIALOGS.add(d.message());
      d.dismiss();
    });
  }

  @ParameterizedTest
  @FieldSource("HOSTILE")
  void aHostileMailShowsItsTextAndDoesNothing(String html) {
    MessageId id = HELD.get(HOSTILE.indexOf(html));
    page.locator("#row-" + id + " > a").click();
    Locator body = page.frameLocator("#message[data-id='" + id + "'] iframe.body").locator("body");
    PlaywrightAssertions.assertThat(body).containsText("hello");
    String shown = body.innerHTML();
    assertThat(shown.toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("<script", "onerror", "onload", "javascript:", "url(", "<form", "<iframe")
        .doesNotContain("<input", "<meta", "<base", "<svg", "<object", "<link", "canary");
    assertThat(FOREIGN).isEmpty();
    assertThat(DIALOGS).isEmpty();
    assertThat(page.evaluate("window.pwned")).isNull();
    assertThat(page.url()).isEqualTo(url("/messages/" + id));
    assertThat(page.locator("h1.subject").innerText()).isEqualTo("<b>hi</b> <script>");
  }

  @Test
  void aSubjectStandsInTheTitleAsItIsWritten() {
    String subject = "Invoice of $100 and $1, $& and $`";
    MessageId id = hold(Letters.html(subject, "hello"));
    page.navigate(url("/"));
    page.locator("#row-" + id + " > a").click();
    page.waitForSelector("#message[data-id='" + id + "'] article");
    PlaywrightAssertions.assertThat(page).hasTitle(subject + " · eu-west-1 · Postmeridian");
  }

  private static MessageId hold(String raw) {
    MessageId id = SampleMail.addRaw(ConsoleInTheBrowser.DESK, FIRST + HELD.size(), raw);
    HELD.add(id);
    return id;
  }
}
