package dev.postmeridian.http;

import dev.postmeridian.effect.EffectDesk;
import dev.postmeridian.effect.EffectFilter;
import dev.postmeridian.effect.EffectLine;
import dev.postmeridian.region.RegionName;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/outbox}: effects of decisions, listed, delivered again, dropped. */
public final class OutboxService implements HttpService {
  private final RegionName region;
  private final EffectDesk desk;

  /**
   * @param region the region whose effects these are
   */
  public OutboxService(RegionName region, EffectDesk desk) {
    this.region = region;
    this.desk = desk;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/v1/outbox", this::list)
        .post("/v1/outbox/retry", this::retry)
        .post("/v1/outbox/drop", this::drop);
  }

  private void list(ServerRequest request, ServerResponse response) {
    EffectFilter filter = OutboxQuery.read(request.query());
    List<EffectLine> found = found(filter);
    String next = found.size() < filter.limit() ? null : found.getLast().cursor();
    Json.send(response, new Page(found.stream().map(l -> Line.of(region, l)).toList(), next));
  }

  private List<EffectLine> found(EffectFilter filter) {
    try {
      return desk.list(MessagesService.ADMIN, filter);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(
              "'before' is no place in this list.",
              "Send the 'next' of the page before, unchanged.")
          .exception();
    }
  }

  private void retry(ServerRequest request, ServerResponse response) {
    change(response, desk.retry(MessagesService.ADMIN, chosen(request)));
  }

  private void drop(ServerRequest request, ServerResponse response) {
    change(response, desk.drop(MessagesService.ADMIN, chosen(request)));
  }

  private static EffectFilter chosen(ServerRequest request) {
    Map<String, Object> object = Json.object(request);
    return OutboxQuery.readObject(object);
  }

  private void change(ServerResponse response, int effects) {
    Json.send(response, new Changed(region.value(), effects));
  }

  record Page(List<Line> effects, @Nullable String next) {}

  record Changed(String region, int effects) {}

  /** An effect as the API shows it: names that scripts depend on. */
  record Line(
      String key,
      String message,
      String effect,
      String region,
      String country,
      long revision,
      String state,
      int attempts,
      Instant since,
      @Nullable Instant nextAt,
      @Nullable Instant endedAt,
      @Nullable String error) {
    static Line of(RegionName region, EffectLine line) {
      return new Line(
          line.key().toString(),
          line.key().message().hex(),
          line.key().effect().value(),
          region.value(),
          line.country().code(),
          line.revision(),
          line.state().word(),
          line.attempts(),
          line.since(),
          orNull(line.nextAt()),
          orNull(line.endedAt()),
          orNull(line.error()));
    }

    private static <T> @Nullable T orNull(Optional<T> value) {
      return value.orElse(null);
    }
  }
}
