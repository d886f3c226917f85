package dev.postmeridian.work;

import dev.postmeridian.jobs.Jobs;
import dev.postmeridian.jobs.Result;
import dev.postmeridian.jobs.WorkListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a worker has finished and its jobs do not know yet: committed in batches. */
final class Finished {
  private static final Logger log = LoggerFactory.getLogger(Finished.class);

  /** Within it others may be ready: they share the flush. */
  private static final long COMPANY_MILLIS = 5;

  private final String worker;
  private final Jobs jobs;
  private final WorkListener listener;
  private final int batch;
  private final LinkedBlockingQueue<Optional<Result>> results = new LinkedBlockingQueue<>();

  /**
   * @param worker whose claims they answer
   * @param batch the most to commit at once
   */
  Finished(String worker, Jobs jobs, WorkListener listener, int batch) {
    this.worker = worker;
    this.jobs = jobs;
    this.listener = listener;
    this.batch = batch;
  }

  void add(Result result) {
    results.add(Optional.of(result));
  }

  /** Ends the wait of whoever commits. */
  void nudge() {
    results.add(Optional.empty());
  }

  int size() {
    return results.size();
  }

  /**
   * Waits for a result, then takes what there is.
   *
   * @param others whether more are under way
   */
  List<Result> gather(Duration longest, BooleanSupplier others) throws InterruptedException {
    var gathered = new ArrayList<Result>();
    Optional<Result> next = results.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
    while (next != null) {
      next.ifPresent(gathered::add);
      if (gathered.size() >= batch) {
        break;
      }
      long wait = others.getAsBoolean() ? COMPANY_MILLIS : 0;
      next = results.poll(wait, TimeUnit.MILLISECONDS);
    }
    return gathered;
  }

  void commit(List<Result> gathered) {
    if (gathered.isEmpty()) {
      return;
    }
    try {
      jobs.commit(worker, gathered).forEach(this::tell);
    } catch (RuntimeException e) {
      // The leases end and the jobs are claimed again: nothing is lost.
      log.warn("{} can't commit {} results: {}", worker, gathered.size(), e.getClass().getName());
    }
  }

  private void tell(Result result) {
    switch (result.verdict()) {
      case Result.Decided d ->
          listener.triaged(
              Duration.ofMillis(
                  System.currentTimeMillis()
                      - result.claim().readable().receivedAt().toEpochMilli()));
      case Result.Quarantined q -> listener.quarantined();
      case Result.Retried r -> listener.retried();
      case Result.Released r -> {}
      case Result.Indexed i -> {}
    }
  }
}
