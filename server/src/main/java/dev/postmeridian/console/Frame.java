package dev.postmeridian.console;

/**
 * What is around every page.
 *
 * @param csrf what each post of the page brings; empty before login
 * @param pane which pane a phone shows: queues, list or message
 * @param zone name of the reader's time zone
 */
public record Frame(
    String region, String tier, String version, String csrf, String pane, String zone) {
  /** Address of a file of the console's own, unique to its content. */
  public String asset(String name) {
    return Assets.path(name);
  }
}
