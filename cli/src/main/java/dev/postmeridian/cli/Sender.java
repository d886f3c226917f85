package dev.postmeridian.cli;

import dev.postmeridian.cli.NearestLawful.NoRouteException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;

/**
 * Sends mails to their regions, several at once; a region that does not answer or has no room is
 * tried again, ever more slowly, and its lawful neighbours in between.
 */
final class Sender implements AutoCloseable {
  private static final int AT_ONCE = 16;
  private static final int TRIES = 9;
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;

  private final NearestLawful nearest;
  private final SendJournal journal;
  private final SendSummary summary;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Sender(List<RegionApi> regions, SendJournal journal, SendSummary summary) {
    this.nearest = new NearestLawful(regions);
    this.journal = journal;
    this.summary = summary;
  }

  /** Sends a mail, now or as soon as there is a place: memory holds no more than the places. */
  void send(OutgoingMail mail) throws InterruptedException {
    summary.found();
    String key = mail.key();
    if (journal.has(key)) {
      summary.sentBefore();
      return;
    }
    places.acquire();
    threads.execute(() -> {
      try {
        deliver(mail, key);
      } finally {
        places.release();
      }
    });
  }

  /** Waits for everything under way. */
  @Override
  public void close() {
    threads.close();
  }

  private void deliver(OutgoingMail mail, String key) {
    String why = "";
    for (int attempt = 0; attempt < TRIES; attempt++) {
      try {
        var regions = nearest.forRecipient(mail.to());
        note(regions.get(attempt % regions.size()), mail, key);
        return;
      } catch (UnreachableException e) {
        why = e.said();
      } catch (ApiProblem e) {
        summary.refused(e.said());
        return;
      } catch (NoRouteException e) {
        summary.refused(mail.to() + ": " + e.getMessage() + ".");
        return;
      }
      if (attempt < TRIES - 1 && !pause(attempt)) {
        break;
      }
    }
    summary.failed(why + ". Run the same command again to go on.");
  }

  private void note(RegionApi region, OutgoingMail mail, String key)
      throws UnreachableException, ApiProblem {
    JsonNode outcome = region.postMail(mail).path("recipients").path(0);
    String status = outcome.path("status").asString("");
    if (status.equals("refused")) {
      summary.refused(
          mail.to()
              + ": "
              + outcome.path("detail").asString("")
              + " ("
              + outcome.path("code").asString("")
              + ")");
      return;
    }
    journal.add(key);
    summary.accepted(region.endpoint().toString(), status.equals("duplicate"));
  }

  /** Doubling pauses with some chance in them, so that many senders do not come back at once. */
  private static boolean pause(int attempt) {
    long most = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << attempt);
    try {
      Thread.sleep(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
