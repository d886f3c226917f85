package dev.postmeridian.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How a decision is corrected, finished and taken back. */
abstract class ConsoleCorrecting extends ConsoleInTheBrowser {
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
  void undoPassesOverWhatWasErasedAndGoesOnWithWhatCameBefore() {
    SampleMail.arrive(DESK, 506);
    assertThat(page.locator("#pill")).containsText("1 new");
    page.keyboard().press("n");
    open(9);
    page.keyboard().press("r");
    assertThat(page.locator(".decision")).containsText("By a person's word");
    open(506);
    page.keyboard().press("r");
    assertThat(page.locator(".decision")).containsText("By a person's word");
    DESK.forget(SampleMail.id(506));
    page.keyboard().press("u");
    assertThat(page.locator(".toast")).containsText("Not undone: that message was erased");
    COMPLAINTS.clear();
    page.keyboard().press("u");
    assertThat(page.locator(".toast")).containsText("Undone");
    assertThat(message(9)).isVisible();
    assertThat(summaryOf(9).corrected()).isFalse();
  }

  @Test
  void aKeySaysWhetherAMessageNeedsAReplyAndUndoGivesItBackToTheModel() {
    open(17);
    page.keyboard().press("r");
    assertThat(page.locator(".decision")).containsText("Needs no reply");
    assertThat(page.locator(".decision")).containsText("By a person's word");
    page.keyboard().press("u");
    assertThat(page.locator(".decision")).containsText("Needs a reply");
    assertThat(page.locator(".decision")).not().containsText("By a person's word");
    assertThat(row(17)).not().containsText("Corrected by a person");
  }
}
