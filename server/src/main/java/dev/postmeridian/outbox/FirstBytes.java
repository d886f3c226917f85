package dev.postmeridian.outbox;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Lets go of an answer's body: a short one is read to its end, so that the connection serves again;
 * one without end is cut off.
 */
final class FirstBytes implements BodySubscriber<Void> {
  private static final int MOST_BYTES = 64 << 10;
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private @Nullable Subscription subscription;
  private long seen;

  @Override
  public CompletionStage<Void> getBody() {
    return end;
  }

  @Override
  public void onSubscribe(Subscription body) {
    subscription = body;
    body.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    buffers.forEach(buffer -> seen += buffer.remaining());
    if (seen > MOST_BYTES && subscription != null) {
      subscription.cancel();
      end.complete(null);
    }
  }

  @Override
  public void onError(Throwable e) {
    end.complete(null); // the status has come
  }

  @Override
  public void onComplete() {
    end.complete(null);
  }
}
