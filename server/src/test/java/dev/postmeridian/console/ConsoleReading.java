package dev.postmeridian.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and how mail is found and read. */
abstract class ConsoleReading extends ConsoleInTheBrowser {
  @Test
  void aWrongTokenIsRefusedInWordsAndTheRightOneLetsIn() {
    Page visitor = desktop.visitor(1280, 800, ColorScheme.LIGHT);
    assertThat(visitor).hasTitle("Sign in · eu-west-1 · Postmeridian");
    assertThat(visitor.locator("#token")).isFocused();
    visitor.locator("#token").fill("not-the-token-at-all");
    visitor.keyboard().press("Enter");
    assertThat(visitor.getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
        .containsText("not the token of eu-west-1");
    visitor.locator("#token").fill(Desktop.TOKEN);
    visitor.keyboard().press("Enter");
    assertThat(visitor.locator("#rows > .row").first()).containsText("Nadia Okafor");
    visitor.getByText("Sign out").click();
    visitor.navigate(desktop.url("/"));
    assertThat(visitor.locator("#token")).isVisible();
    visitor.context().close();
  }

  @Test
  void overTlsTheSessionsCookieIsSecureAndWithoutItIsNot(@TempDir Path folder) throws IOException {
    assertThat(session(page).secure).isFalse();
    try (var proxy = new TlsProxy(folder, desktop.port())) {
      Page visitor = desktop.stranger(proxy.url("/"));
      visitor.locator("#token").fill(Desktop.TOKEN);
      visitor.keyboard().press("Enter");
      visitor.waitForURL(proxy.url("/"));
      assertThat(visitor.locator("#rows > .row").first()).isVisible();
      assertThat(session(visitor).secure).isTrue();
      visitor.getByText("Sign out").click();
      assertThat(visitor.locator("#token")).isVisible();
      visitor.context().close();
    }
  }

  private static Cookie session(Page at) {
    return at.context().cookies().stream()
        .filter(cookie -> cookie.name.startsWith("postmeridian-"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theKeyboardMovesThroughTheListAndOpensMessages() {
    page.keyboard().press("j");
    assertThat(message(0)).isVisible();
    page.keyboard().press("j");
    assertThat(message(1)).isVisible();
    assertThat(page.locator("h1.subject")).containsText("Zahlungserinnerung");
    assertThat(row(1).locator("a")).hasAttribute("aria-current", "true");
    assertThat(page).hasURL(desktop.url("/messages/" + SampleMail.id(1)));
    page.keyboard().press("k");
    assertThat(message(0)).isVisible();
    page.goBack();
    assertThat(message(1)).isVisible();
  }

  @Test
  void theDecisionIsASentenceAndItsWordsAreMarkedInTheMail() {
    open(1);
    assertThat(page.locator(".decision .says"))
        .containsText(
            "Billing, because of rechnung 4711, überfällig, zahlung (near the queue's description)."
                + " Runner-up: Legal, far behind.");
    assertThat(page.locator("pre.text mark"))
        .hasText(new String[] {"Rechnung 4711", "überfällig", "Zahlung"});
  }

  @Test
  void rulesAreNamedOnceAndTheirWordsAreMarkedToo() {
    open(4);
    assertThat(page.locator(".decision .says"))
        .containsText(
            "Phishing, because of the rule “asks for a login: account today”, a link that");
    assertThat(page.locator("h1.subject mark")).hasText("account today");
  }

  @Test
  void escapeClosesTheFilters() {
    page.locator(".filters summary").click();
    page.keyboard().press("Escape");
    assertThat(page.locator(".filters form")).isHidden();
    assertThat(page.locator(".filters summary")).isFocused();
  }

  @Test
  void searchAndFiltersNarrowTheListAndCanBeTakenOffAgain() {
    page.keyboard().press("/");
    page.keyboard().type("candidatura");
    page.keyboard().press("Enter");
    assertThat(page.locator("#rows > .row").first()).containsText("Tomás Rivas");
    assertThat(page.locator(".chips")).containsText("candidatura");
    page.locator("#queues").getByText("Review").click();
    assertThat(page.locator("#list")).containsText("No mail here");
    page.locator(".chips a").first().click();
    assertThat(page.locator("#rows > .row").first()).containsText("Kanzlei Brandt");
    page.locator(".filters summary").click();
    page.locator(".filters [value=low]").check();
    page.locator(".filters button").click();
    assertThat(page.locator("#list")).containsText("No mail here");
  }

  @Test
  void aKeyShowsWhatPressesMostFirstOfSeveralPrioritiesTooAndTheAddressKeepsIt() {
    page.keyboard().press("o");
    assertThat(page).hasURL(desktop.url("/?order=pressing"));
    assertThat(page.locator("#rows > .row").first()).containsText("Urgent");
    page.locator(".filters summary").click();
    page.locator(".filters [value=high]").check();
    page.locator(".filters [value=low]").check();
    page.locator(".filters button").click();
    assertThat(page.locator(".chips a")).hasText(Pattern.compile("Priority: high or low"));
    assertThat(page.locator("#rows > .row").first()).containsText("High");
    page.locator("#rows > .row > a").first().click();
    assertThat(page).hasURL(Pattern.compile("/messages/.*priority=high.*order=pressing"));
    page.reload();
    assertThat(page.locator(".order")).containsText("Pressing");
    page.keyboard().press("o");
    assertThat(page.locator(".order")).containsText("Newest");
  }

  @Test
  void aPageThatHoldsARowAgainShowsItOnce() {
    page.navigate(desktop.url("/?order=pressing"));
    assertThat(page.locator("#rows > .row").first()).isVisible();
    int rows = page.locator("#rows > .row").count();
    page.evaluate(
        """
        rows.insertAdjacentHTML('beforeend',
          '<li id="more"><a href="/?order=pressing" hx-get="/?order=pressing" hx-target="#more" hx-swap="outerHTML">More</a></li>');
        rows.querySelector('.row').remove();
        htmx.process(document.getElementById('more'));
        """);
    page.locator("#more a").click();
    assertThat(page.locator("#more")).hasCount(0);
    assertThat(page.locator("#rows > .row")).hasCount(rows);
  }

  @Test
  void newMailIsAnnouncedAndNothingMovesUntilItIsAskedFor() {
    Locator first = page.locator("#rows > .row").first();
    String before = first.getAttribute("id");
    assertThat(page.locator("#pill")).isHidden();
    SampleMail.arrive(DESK, 501);
    SampleMail.arrive(DESK, 502);
    assertThat(page.locator("#pill")).containsText("2 new");
    assertThat(first.getAttribute("id")).isEqualTo(before);
    page.keyboard().press("n");
    assertThat(page.locator("#row-" + SampleMail.id(502))).isVisible();
    assertThat(page.locator("#pill")).isHidden();
    DESK.forget(SampleMail.id(501));
    DESK.forget(SampleMail.id(502));
  }

  @Test
  void whatIsNewElsewhereIsNotNewHereAndShowingItKeepsTheOpenMessage() {
    page.navigate(desktop.url("/?q=Nadia"));
    open(0);
    SampleMail.arrive(DESK, 505);
    SampleMail.arrive(DESK, 504);
    assertThat(page.locator("#pill")).hasText("1 new");
    page.keyboard().press("n");
    assertThat(page.locator("#row-" + SampleMail.id(504))).isVisible();
    assertThat(page.locator("#pill")).isHidden();
    assertThat(message(0)).isVisible();
    assertThat(row(0).locator("a")).hasAttribute("aria-current", "true");
    DESK.forget(SampleMail.id(504));
    DESK.forget(SampleMail.id(505));
  }

  @Test
  void aLostConnectionIsSaid() {
    open(1);
    var alerts = page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT);
    assertThat(alerts).hasCount(0); // nor is it read aloud
    page.context().setOffline(true);
    assertThat(page.locator("#offline")).isVisible();
    assertThat(alerts).hasCount(1);
    page.keyboard().press("s");
    assertThat(page.locator(".toast")).containsText("Not done: there is no connection");
    page.context().setOffline(false);
    assertThat(page.locator("#offline")).isHidden();
    COMPLAINTS.clear();
  }

  @Test
  void questionMarkShowsTheKeysAndEscapeClosesThem() {
    page.keyboard().press("?");
    assertThat(page.locator("#keys")).containsText("correct the queue");
    page.keyboard().press("Escape");
    assertThat(page.locator("#keys")).isHidden();
  }

  @Test
  void timesAreInTheReadersZoneWithTheZoneShown() {
    open(0);
    assertThat(page.locator(".route .at")).containsText("CE");
    assertThat(page.locator("#list .zone")).containsText("Times in CE");
  }
}
