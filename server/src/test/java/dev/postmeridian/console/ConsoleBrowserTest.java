package dev.postmeridian.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import dev.postmeridian.desk.Correction;
import dev.postmeridian.desk.InMemoryDesk;
import dev.postmeridian.desk.MessageSummary;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.triage.Priority;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleBrowserTest {
  private static final InMemoryDesk DESK = SampleMail.desk(30);
  private static final List<String> COMPLAINTS = new ArrayList<>();
  private static Desktop desktop;

  /** One for all tests: each browser of its own costs as much as many pages. */
  private static Page page;

  @BeforeAll
  static void open() {
    desktop = new Desktop(DESK);
    page = desktop.agent(1440, 900, ColorScheme.LIGHT);
    page.onConsoleMessage(m -> {
      if (m.type().equals("error")) {
        COMPLAINTS.add(m.text());
      }
    });
    page.onPageError(COMPLAINTS::add);
  }

  @AfterAll
  static void close() {
    if (desktop != null) {
      desktop.close();
    }
  }

  @BeforeEach
  void begin() {
    page.navigate(desktop.url("/"));
    COMPLAINTS.clear();
  }

  @AfterEach
  void end() {
    assertThat(COMPLAINTS).as("errors in the browser").isEmpty();
  }

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
  void mailInReviewSaysItsBestGuess() {
    open(6);
    assertThat(page.locator(".decision .says"))
        .containsText("Review. Low confidence: closest Legal 41%, then Billing 38%.");
    assertThat(page.locator(".decision .confidence"))
        .containsText("confidence 41% that the closest queue is right");
    page.keyboard().press("c");
    assertThat(page.locator("#queue-palette [value=Legal]")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator(".toast")).containsText("Moved from Review to Legal");
    page.keyboard().press("u");
    assertThat(page.locator(".toast")).containsText("Undone. Moved from Legal to Review");
  }

  @Test
  void aKeyCorrectsTheQueueAndUndoTakesItBack() {
    open(2);
    page.keyboard().press("c");
    assertThat(page.locator("#queue-palette")).isVisible();
    page.keyboard().press("4");
    assertThat(page.locator(".toast")).containsText("Moved from Orders to Sales");
    assertThat(row(2)).containsText("Sales");
    assertThat(row(2)).containsText("Corrected by a person");
    assertThat(page.locator("#queue-palette")).not().isVisible();
    assertThat(queueOf(2)).isEqualTo("Sales");
    page.keyboard().press("u");
    assertThat(page.locator(".toast")).containsText("Undone. Moved from Sales to Orders");
    assertThat(queueOf(2)).isEqualTo("Orders");
  }

  @Test
  void aKeyMeansTheMessageThatIsChosenNotTheOneThatIsLeaving() {
    open(5);
    row(7).locator("a").focus();
    page.keyboard().press("j");
    page.keyboard().press("p");
    assertThat(page.locator("#priority-palette")).isVisible();
    assertThat(message(8)).isVisible();
    page.keyboard().press("Escape");
  }

  @Test
  void afterACorrectionTheHandIsStillInTheListAndUndoShowsWhatItTookBack() {
    open(9);
    page.keyboard().press("p");
    page.keyboard().press("1");
    assertThat(page.locator(".toast")).containsText("Priority set");
    assertThat(row(9).locator("a")).isFocused();
    page.keyboard().press("j");
    assertThat(message(10)).isVisible();
    page.keyboard().press("u");
    assertThat(page.locator(".toast")).containsText("Undone");
    assertThat(message(9)).isVisible();
    assertThat(page).hasURL(desktop.url("/messages/" + SampleMail.id(9)));
    assertThat(row(9).locator("a")).isFocused();
  }

  @Test
  void aMessageThatTheListDoesNotShowIsCorrectedWithoutComplaint() {
    page.navigate(desktop.url("/messages/" + SampleMail.id(10) + "?q=candidatura"));
    assertThat(row(10)).hasCount(0);
    page.keyboard().press("p");
    page.keyboard().press("1");
    assertThat(page.locator(".toast")).containsText("Priority set");
    page.keyboard().press("u");
    assertThat(page.locator(".toast")).containsText("Undone");
  }

  @Test
  void escapeClosesTheFilters() {
    page.locator(".filters summary").click();
    page.keyboard().press("Escape");
    assertThat(page.locator(".filters form")).isHidden();
    assertThat(page.locator(".filters summary")).isFocused();
  }

  @Test
  void aKeyCorrectsThePriorityAndAnotherMarksJunk() {
    open(3);
    page.keyboard().press("p");
    page.keyboard().press("4");
    assertThat(page.locator(".toast")).containsText("Priority set from normal to urgent");
    assertThat(row(3)).containsText("Urgent");
    page.keyboard().press("s");
    assertThat(page.locator(".toast")).containsText("Moved from Sales to Junk, marked as spam");
    page.keyboard().press("u");
    assertThat(page.locator(".toast"))
        .containsText("Undone. Moved from Junk to Sales, marked as wanted");
  }

  @Test
  void aKeyFinishesAMessageAndGoesOnAndUndoOpensItAgain() {
    open(11);
    page.keyboard().press("e");
    assertThat(page.locator(".toast")).containsText("Done.");
    assertThat(row(11)).containsText("Done");
    assertThat(message(12)).isVisible();
    page.navigate(desktop.url("/?done=yes"));
    assertThat(row(11)).isVisible();
    page.navigate(desktop.url("/messages/" + SampleMail.id(11)));
    assertThat(row(11)).hasCount(0);
    assertThat(message(11)).containsText("Done by admin, ");
    page.keyboard().press("e");
    assertThat(page.locator(".toast")).containsText("Opened again.");
    page.keyboard().press("u");
    assertThat(page.locator(".toast")).containsText("Undone. Done.");
    page.keyboard().press("u");
    assertThat(page.locator(".toast")).containsText("There is nothing to undo");
    page.keyboard().press("e");
    assertThat(page.locator(".toast")).containsText("Opened again.");
  }

  @Test
  void keysPressedFasterThanTheServerAnswersAreAllTakenInTheirOrder() {
    open(18);
    pressWhileTheServerIsSlow("e", "e", "j", "e", "p", "4");
    assertThat(message(22)).isVisible();
    assertThat(page.locator(".toast")).containsText("Priority set from high to urgent");
    assertThat(List.of(18, 19, 20, 21, 22))
        .map(number -> summaryOf(number).done().isPresent())
        .containsExactly(true, true, false, true, false);
    page.keyboard().press("u");
    assertThat(page.locator(".toast")).containsText("Undone");
    open(29);
    pressWhileTheServerIsSlow("e", "e");
    assertThat(page.locator(".toast")).containsText("Done. Nothing open comes after it");
    List.of(18, 19, 21, 29).forEach(ConsoleBrowserTest::reopen);
  }

  @Test
  void keysTypedWithoutAPauseCorrectAllThatTheySayAndUndoTakesItBackStepByStep() {
    open(25);
    assertThat(queueOf(25)).isNotEqualTo("Support");
    MessageSummary before = summaryOf(25);
    pressWhileTheServerIsSlow("c", "1", "p", "4", "r");
    assertThat(page.locator(".toast")).containsText("Marked as needing no reply");
    assertThat(queueOf(25)).isEqualTo("Support");
    assertThat(summaryOf(25).priority()).contains(Priority.URGENT);
    page.keyboard().type("uu");
    assertThat(page.locator(".toast")).containsText("Undone. Priority set from urgent");
    page.keyboard().press("u");
    assertThat(page.locator(".toast")).containsText("Undone. Moved from Support");
    assertThat(summaryOf(25)).isEqualTo(before);
    page.keyboard().press("u");
    assertThat(page.locator(".toast")).containsText("There is nothing to undo");
  }

  private static void pressWhileTheServerIsSlow(String... keys) {
    var held = hold("**/corrections*");
    for (String key : keys) {
      page.keyboard().press(key);
    }
    page.waitForCondition(() -> !held.isEmpty());
    page.unroute("**/corrections*");
    held.forEach(Route::resume);
  }

  private static List<Route> hold(String path) {
    var held = new ArrayList<Route>();
    page.route(path, held::add);
    return held;
  }

  @Test
  void aCorrectionThatIsAnsweredLateLeavesTheMessageOpenedSinceAndItsAddress() {
    open(13);
    var held = hold("**/corrections*");
    page.keyboard().press("e");
    page.waitForCondition(() -> !held.isEmpty());
    open(15);
    page.unroute("**/corrections*");
    held.forEach(Route::resume);
    assertThat(page.locator(".toast")).containsText("Done.");
    assertThat(row(13)).containsText("Done");
    assertOpen(15);
    page.keyboard().press("j");
    assertOpen(16);
    assertHelpOpens();
    reopen(13);
  }

  @Test
  void aMessageThatIsOpenedWhileACorrectionIsOnItsWayIsShownWhicheverAnswersFirst() {
    open(13);
    var held = hold("**/messages/**");
    page.keyboard().press("p");
    page.keyboard().press("4");
    page.waitForCondition(() -> held.size() == 1);
    page.keyboard().press("Escape");
    row(15).locator("a").dispatchEvent("click");
    page.waitForCondition(() -> held.size() == 2);
    held.getFirst().resume();
    assertThat(page.locator(".toast")).containsText("Priority set");
    assertThat(message(13)).isVisible();
    page.unroute("**/messages/**"); // which lets the other go on
    assertOpen(15);
    assertHelpOpens();
    page.keyboard().press("u");
    assertThat(page.locator(".toast")).containsText("Undone");
  }

  @Test
  void escapeGivesUpWhatWaits() {
    open(13);
    var held = hold("**/messages/**");
    row(15).locator("a").click();
    page.waitForCondition(() -> !held.isEmpty());
    page.keyboard().press("p");
    page.keyboard().press("Escape");
    page.keyboard().press("c");
    assertThat(page.locator("#queue-palette")).isVisible();
    page.keyboard().press("Escape");
    page.waitForResponse("**/messages/" + SampleMail.id(15), () -> page.unroute("**/messages/**"));
    assertOpen(13);
    assertThat(page.locator("#priority-palette")).isHidden();
  }

  @Test
  void aMessageThatIsChosenJustBeforeTheListIsReadAgainIsOpened() {
    open(3);
    page.evaluate("pill.hidden = false");
    row(13).locator("a").focus();
    page.waitForResponse(
        desktop.url("/"),
        () -> {
          page.keyboard().press("j");
          page.keyboard().press("n");
        });
    assertOpen(14);
    assertHelpOpens();
  }

  private void assertOpen(int number) {
    assertThat(message(number)).isVisible();
    assertThat(row(number).locator("a")).hasAttribute("aria-current", "true");
    assertThat(page.locator("#rows [aria-current]")).hasCount(1);
    assertThat(page).hasURL(desktop.url("/messages/" + SampleMail.id(number)));
  }

  private static void assertHelpOpens() {
    page.keyboard().press("?");
    assertThat(page.locator("#keys")).isVisible();
    page.keyboard().press("Escape");
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

  private static void reopen(int number) {
    MessageId id = SampleMail.id(number);
    assertThat(summaryOf(number).done()).as("message %s is done", number).isPresent();
    var open =
        new Correction(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(false));
    assertThat(DESK.correct("admin", id, open)).isPresent();
  }

  @Test
  void aKeySaysWhetherAMessageNeedsAReplyAndUndoGivesItBackToTheModel() {
    open(17);
    page.keyboard().press("r");
    assertThat(page.locator(".decision")).containsText("Needs no reply");
    assertThat(page.locator(".decision")).containsText("A person says");
    page.keyboard().press("u");
    assertThat(page.locator(".decision")).containsText("Needs a reply");
    assertThat(page.locator(".decision")).not().containsText("A person says");
    assertThat(row(17)).not().containsText("Corrected by a person");
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
  void aPhoneShowsOnePaneAtATime() {
    Page phone = desktop.agent(390, 844, ColorScheme.LIGHT);
    assertThat(phone.locator("#list")).isVisible();
    assertThat(phone.locator("#queues")).isHidden();
    phone.locator("#rows > .row > a").first().click();
    assertThat(phone.locator("#message article")).isVisible();
    assertThat(phone.locator("#list")).isHidden();
    phone.getByText("‹ List").click();
    assertThat(phone.locator("#list")).isVisible();
    phone.locator("#list").getByText("Queues").click();
    assertThat(phone.locator("#queues")).isVisible();
    assertThat(phone.evaluate("document.documentElement.scrollWidth <= 390")).isEqualTo(true);
    phone.setViewportSize(320, 700);
    phone.navigate(desktop.url("/?order=pressing"));
    phone.evaluate("pill.textContent = '12 new'; pill.hidden = false");
    BoundingBox filter = phone.locator(".filters summary").boundingBox();
    assertThat(filter.x + filter.width).as("the filter beside what is new").isLessThan(320);
    phone.navigate(desktop.url("/messages/" + SampleMail.id(1)));
    phone.locator(".why summary").click();
    for (String whole : List.of(".why table", ".bar [data-key=s]")) {
      BoundingBox box = phone.locator(whole).boundingBox();
      assertThat(box.x + box.width).as(whole).isLessThan(320 - 8);
    }
    assertThat(phone.locator(".bar [data-key=s]").boundingBox().y).as("one row").isLessThan(96);
    phone.context().close();
  }

  @Test
  void timesAreInTheReadersZoneWithTheZoneShown() {
    open(0);
    assertThat(page.locator(".route .at")).containsText("CE");
    assertThat(page.locator("#list .zone")).containsText("Times in CE");
  }

  @Test
  void everyPageIsAccessibleInLightAndDark() {
    Page agent = desktop.agent(1440, 900, ColorScheme.LIGHT);
    var html = SampleMail.addRaw(DESK, 903, Letters.NEWSLETTER);
    assertAccessibleInBoth(agent, "/?queue=Support&junk=ham&q=offline");
    assertAccessibleInBoth(agent, "/messages/" + SampleMail.id(4));
    agent.keyboard().press("?");
    assertViolatesNothing("keys", axe(agent));
    assertAccessible(agent, "/messages/" + SampleMail.id(29));
    assertAccessible(agent, "/messages/" + html);
    assertAccessible(agent, "/messages/none");
    agent.setViewportSize(390, 844);
    assertAccessible(agent, "/messages/" + SampleMail.id(0));
    agent.context().clearCookies();
    assertAccessibleInBoth(agent, "/login");
    agent.context().close();
    DESK.forget(html);
  }

  /** The dark has the same elements in other colours: only these are looked at again. */
  private static void assertAccessibleInBoth(Page agent, String path) {
    assertAccessible(agent, path);
    agent.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertViolatesNothing(path + " in the dark", axe(agent).withRules(List.of("color-contrast")));
    agent.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  private static void assertAccessible(Page agent, String path) {
    agent.navigate(desktop.url(path));
    assertViolatesNothing(path, axe(agent));
  }

  private static AxeBuilder axe(Page agent) {
    var violationsAlone = new AxeRunOptions();
    violationsAlone.setResultTypes(List.of("violations"));
    return new AxeBuilder(agent).setLegacyMode(true).options(violationsAlone);
  }

  private static void assertViolatesNothing(String what, AxeBuilder axe) {
    assertThat(axe.analyze().getViolations())
        .as(what)
        .allSatisfy(v ->
            assertThat(v.getNodes())
                .as(v.getId() + ": " + v.getHelp())
                .extracting(n -> n.getHtml())
                .isEmpty());
  }

  private void open(int number) {
    row(number).locator("a").click();
    message(number).waitFor();
  }

  private Locator row(int number) {
    return page.locator("#row-" + SampleMail.id(number));
  }

  private Locator message(int number) {
    return page.locator("#message[data-id='" + SampleMail.id(number) + "'] article");
  }

  private static String queueOf(int number) {
    return summaryOf(number).queue().orElseThrow().value();
  }

  private static MessageSummary summaryOf(int number) {
    return DESK.find("admin", SampleMail.id(number)).orElseThrow().summary();
  }
}
