package dev.postmeridian.console;

/** What went wrong, to what, why, and what to do next. */
public record ErrorPage(String title, String detail, String remedy) {
  static final ErrorPage UNKNOWN_MESSAGE =
      new ErrorPage(
          "No such message here",
          "This region has no message of that id. It may have been erased, or it lives in another"
              + " region.",
          "Go back to the list, or search for it.");

  static final ErrorPage SEVERAL_MESSAGES =
      new ErrorPage(
          "Several messages",
          "Several messages of this region have ids that begin so.",
          "Write more of the id, or all of its 32 digits.");

  static final ErrorPage UNKNOWN_PAGE =
      new ErrorPage(
          "No such page",
          "There is nothing at this address.",
          "Check the address, or go on from the list.");

  static final ErrorPage UNUSABLE_FORM =
      new ErrorPage(
          "Nothing was changed",
          "The correction names nothing this region has, such as a queue that is no longer there.",
          "Load the page again and repeat the correction.");

  static final ErrorPage DATABASE =
      new ErrorPage(
          "The region's database does not answer",
          "Mail that was accepted is safe, and nothing was changed. The node brings its database"
              + " back by itself, usually within seconds.",
          "Try again in a few seconds. If it stays so, ./postmeridian status says what is wrong.");

  static final ErrorPage FULL =
      new ErrorPage(
          "Many large messages are being read now",
          "This node shows only so much mail at one time, and others are before you.",
          "Try again in a few seconds.");

  static final ErrorPage FAULT =
      new ErrorPage(
          "This page could not be made",
          "The server has a fault. Mail that was accepted is safe, and nothing was changed.",
          "Try again. If it stays so, look for 'a page failed' in the region's log at this time.");

  static final ErrorPage FOREIGN_POST =
      new ErrorPage(
          "Not done",
          "The request did not come from a page of this console, or the page is of an earlier"
              + " login.",
          "Load the page again and repeat the correction.");

  /**
   * @param why what refused it and what to do
   */
  static ErrorPage refused(String why) {
    return new ErrorPage(
        "The correction is not stored",
        "Nothing was changed: " + why + ".",
        "Tell whoever runs this region, and try again then.");
  }
}
