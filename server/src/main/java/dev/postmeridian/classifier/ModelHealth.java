package dev.postmeridian.classifier;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.triage.Triage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A triage that knows whether its model works. When an assessment throws, a mail of its own that
 * every model can decide tells whether that was the message's doing or the model's; a model that
 * failed is tried with it again, until it decides.
 */
public final class ModelHealth implements Triage {
  private static final Logger LOG = LoggerFactory.getLogger(ModelHealth.class);
  private static final long AGAIN = Duration.ofSeconds(10).toNanos();
  private static final Request CHECK =
      new Request(
          """
          From: Self check <self-check@postmeridian.invalid>\r
          Subject: Invoice 1\r
          \r
          Please find attached invoice 1, payable within 30 days.\r
          """
              .getBytes(US_ASCII),
          MailAddress.parse("self-check@postmeridian.invalid"),
          MaybeSender.parse("self-check@postmeridian.invalid"),
          Instant.EPOCH);

  private final Triage model;
  private final LongSupplier nanos;
  private volatile boolean healthy = true;
  private volatile long checkedAt;

  /**
   * @param nanos a monotonic clock, such as {@code System::nanoTime}
   */
  public ModelHealth(Triage model, LongSupplier nanos) {
    this.model = model;
    this.nanos = nanos;
  }

  @Override
  public Outcome assess(Request request) {
    boolean decided = false;
    try {
      Outcome outcome = model.assess(request);
      decided = true;
      return outcome;
    } finally {
      if (!decided) {
        check();
      }
    }
  }

  /** Whether mail can be decided now. */
  public boolean isHealthy() {
    if (!healthy && nanos.getAsLong() - checkedAt > AGAIN) {
      check();
    }
    return healthy;
  }

  /** What is wrong, in words without content; empty if nothing is. */
  public Optional<String> trouble() {
    return isHealthy()
        ? Optional.empty()
        : Optional.of(
            "the model cannot decide a mail of its own check, so mail goes to other lawful regions, or"
                + " waits: see the log for the cause, and restart the node");
  }

  private synchronized void check() {
    boolean decides = decidesItsOwnMail();
    if (healthy != decides) {
      LOG.warn(decides ? "the model decides again" : "the model does not decide its own check");
    }
    healthy = decides;
    checkedAt = nanos.getAsLong();
  }

  private boolean decidesItsOwnMail() {
    try {
      return model.assess(CHECK) instanceof Triaged;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.warn("the model's own check failed: {}", e.getClass().getName());
      return false;
    }
  }
}
