package dev.postmeridian.console;

/** What went wrong, to what, why, and what to do next. */
public record ErrorPage(String title, String detail, String remedy) {
  static final ErrorPage UNKNOWN_MESSAGE =
      new ErrorPage(
          "No such message here",
          "This region has no message of that id. It may have been erased, or it lives in another"
              + " region.",
          "Go back to the list, or search for it.");

  static final ErrorPage DATABASE =
      new ErrorPage(
          "This page could not be made",
          "The region's database did not answer, or the server has a fault. Mail that was accepted"
              + " is safe, and nothing was changed.",
          "Try again in a few seconds. If it stays so, /health/ready says what is wrong, and the"
              + " region's log has the error at this time.");

  static final ErrorPage FOREIGN_POST =
      new ErrorPage(
          "Not done",
          "The request did not come from a page of this console, or the page is of an earlier"
              + " login.",
          "Load the page again and repeat the correction.");
}
