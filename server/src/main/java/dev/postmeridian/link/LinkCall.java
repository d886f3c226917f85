package dev.postmeridian.link;

import dev.postmeridian.region.RegionName;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * An exchange under way: write the request, then ask for the answer. Used by one thread. Closed
 * before the answer was asked for, it is broken off, and the peer knows.
 */
public final class LinkCall implements AutoCloseable {
  private final RegionName peer;
  private final LinkRequest request;
  private final RequestPipe pipe;
  private final CompletableFuture<HttpResponse<InputStream>> answer;
  private final Set<AnswerBody> answers;
  private final Consumer<String> failed;

  LinkCall(
      RegionName peer,
      LinkRequest request,
      RequestPipe pipe,
      CompletableFuture<HttpResponse<InputStream>> answer,
      Set<AnswerBody> answers,
      Consumer<String> failed) {
    this.peer = peer;
    this.request = request;
    this.pipe = pipe;
    this.answer = answer;
    this.answers = answers;
    this.failed = failed;
    var _ = answer.whenComplete((_, _) -> pipe.exchangeEnded());
  }

  /**
   * Writes more of the request; waits while the peer takes no more.
   *
   * @throws LinkException if the peer is gone
   */
  public void write(byte[] from, int start, int count) throws LinkException {
    try {
      pipe.write(from, start, count);
    } catch (IOException e) {
      throw cut(e);
    }
  }

  /** As {@link #write(byte[], int, int)}, all of it. */
  public void write(byte[] all) throws LinkException {
    write(all, 0, all.length);
  }

  /**
   * Ends the request and waits for the beginning of the answer.
   *
   * @throws LinkException if the peer does not answer, or not as it should
   */
  public LinkResponse response() throws LinkException {
    try {
      pipe.end();
    } catch (IOException e) {
      throw cut(e);
    }
    var response = answered();
    if (response.version() != HttpClient.Version.HTTP_2) {
      throw lost("the peer does not speak HTTP/2", null);
    }
    if (response.statusCode() != 200) {
      discard(response.body());
      throw new LinkException(peer, "it answered " + response.statusCode(), null);
    }
    return new LinkResponse(AnswerBody.watched(response.body(), request.patience(), answers));
  }

  private HttpResponse<InputStream> answered() throws LinkException {
    try {
      return answer.get(request.patience().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      throw lost(why(cause), cause);
    } catch (TimeoutException e) {
      throw lost("no answer within " + request.patience().toMillis() + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LinkException(peer, "interrupted", e);
    }
  }

  /** What ended the exchange says more than that it has ended. */
  private LinkException cut(IOException e) {
    if (answer.isDone() && !answer.isCompletedExceptionally()) {
      discard(answer.resultNow().body());
    }
    var cause = answer.isCompletedExceptionally() ? answer.exceptionNow() : e;
    return lost(why(cause), cause);
  }

  private LinkException lost(String what, @Nullable Throwable cause) {
    close();
    failed.accept(what);
    return new LinkException(peer, what, cause);
  }

  /** By class: messages of foreign exceptions may quote what was sent. */
  private static String why(Throwable cause) {
    return switch (cause) {
      case ConnectException _ -> "nobody takes the connection";
      case HttpTimeoutException _ -> "no connection in time";
      case SSLHandshakeException _ -> "TLS was refused, see both regions' certificates and clocks";
      default -> cause.getClass().getSimpleName();
    };
  }

  private static void discard(InputStream body) {
    try {
      body.close();
    } catch (IOException _) {
      // it is not wanted anyway
    }
  }

  @Override
  public void close() {
    pipe.abort();
    if (!answer.isDone()) {
      answer.cancel(true);
    }
  }
}
