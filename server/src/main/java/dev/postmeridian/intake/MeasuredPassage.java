package dev.postmeridian.intake;

import java.util.List;

/** A passage that takes no mail larger than any may be, and counts what became of it. */
final class MeasuredPassage implements Relay.Passage {
  private final Relay.Passage passage;
  private final Acceptance.Via via;
  private final IntakeListener listener;
  private long left;

  MeasuredPassage(
      Relay.Passage passage, long maxBytes, Acceptance.Via via, IntakeListener listener) {
    this.passage = passage;
    this.left = maxBytes;
    this.via = via;
    this.listener = listener;
  }

  @Override
  public Verdict write(byte[] bytes, int from, int to) {
    left -= to - from;
    return left < 0 ? Verdict.TOO_BIG : passage.write(bytes, from, to);
  }

  @Override
  public List<Outcome> finish() {
    var outcomes = passage.finish();
    int kept = (int) outcomes.stream().filter(Outcome.Kept.class::isInstance).count();
    if (kept > 0) {
      listener.relayed(via, kept);
    }
    if (kept < outcomes.size()) {
      listener.unavailable(outcomes.size() - kept);
    }
    return outcomes;
  }

  @Override
  public void close() {
    passage.close();
  }
}
