package dev.postmeridian.http;

import dev.postmeridian.desk.Desk;
import dev.postmeridian.desk.QueueLoad;
import dev.postmeridian.region.RegionName;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/queues}: each queue and what waits in it. */
public final class QueuesService implements HttpService {
  private final RegionName region;
  private final Desk desk;

  /**
   * @param region the region that this desk is of
   */
  public QueuesService(RegionName region, Desk desk) {
    this.region = region;
    this.desk = desk;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/v1/queues", this::list);
  }

  private void list(ServerRequest request, ServerResponse response) {
    List<QueueLine> lines =
        desk.queues(MessagesService.ADMIN).stream().map(q -> QueueLine.of(region, q)).toList();
    Json.send(response, new Queues(lines));
  }

  record Queues(List<QueueLine> queues) {}

  record QueueLine(
      String region,
      String name,
      String description,
      @Nullable Long slaSeconds,
      long messages,
      @Nullable Instant oldest) {
    static QueueLine of(RegionName region, QueueLoad load) {
      return new QueueLine(
          region.value(),
          load.name().value(),
          load.description(),
          load.sla().map(Duration::toSeconds).orElse(null),
          load.messages(),
          load.oldest().orElse(null));
    }
  }
}
