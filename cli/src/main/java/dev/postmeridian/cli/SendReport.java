package dev.postmeridian.cli;

import java.io.PrintWriter;

/**
 * What {@code send} says of its end: in words or as JSON, and what to do next.
 *
 * @param goOn how to send what was not sent
 * @param next what to look at when all was
 */
record SendReport(
    SendSummary summary, boolean json, PrintWriter out, PrintWriter err, String goOn, String next) {

  /** Prints how it ended. */
  void end() {
    var totals = summary.totals();
    if (json) {
      out.println(Json.line(totals));
    } else {
      out.println(words(totals));
      totals.regions().forEach((region, count) -> out.println("  " + region + "  " + count));
    }
    summary.skippedWords().ifPresent(words -> err.println("postmeridian: skipped " + words));
    summary.reasons().forEach(why -> err.println("postmeridian: not sent: " + why));
    if (totals.givenUp() > 0) {
      err.println("postmeridian: " + goOn);
    }
    if (!json && summary.everythingSent()) {
      out.println("Next: " + next);
    }
    out.flush();
  }

  /** Prints what was sent so far, and how to go on. */
  void interruption() {
    err.println();
    err.println("postmeridian: interrupted with " + summary.arrived() + " mails accepted; " + goOn);
  }

  private static String words(SendSummary.Totals totals) {
    return "Accepted "
        + totals.accepted()
        + " of "
        + totals.total()
        + " in "
        + totals.seconds()
        + " s"
        + (totals.duplicates() > 0 ? "; " + totals.duplicates() + " were known already" : "")
        + (totals.sentBefore() > 0 ? "; " + totals.sentBefore() + " were sent before" : "")
        + ".";
  }
}
