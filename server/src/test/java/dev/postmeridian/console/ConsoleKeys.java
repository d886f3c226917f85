package dev.postmeridian.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import dev.postmeridian.desk.Correction;
import dev.postmeridian.desk.MessageSummary;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.triage.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys that are pressed before the server has answered. */
abstract class ConsoleKeys extends ConsoleInTheBrowser {
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
    List.of(18, 19, 21, 29).forEach(ConsoleKeys::reopen);
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
  void keysOnThePageOfAnErasedMessageDoNothingThatFails() {
    page.navigate(desktop.url("/messages/" + "0".repeat(32)));
    COMPLAINTS.clear(); // the browser's own, of the page's status
    page.keyboard().type("ucpsern?");
    assertThat(page.locator(".error")).isVisible();
    page.keyboard().press("j");
    assertThat(page.locator(".error")).isVisible();
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

  private static void pressWhileTheServerIsSlow(String... keys) {
    DESK.whileItIsSlow(() -> {
      for (String key : keys) {
        page.keyboard().press(key);
      }
    });
  }

  private static List<Route> hold(String path) {
    var held = new ArrayList<Route>();
    page.route(path, held::add);
    return held;
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
}
