package dev.postmeridian.outbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A webhook's receiver as docs/outbox.md tells one to be: it checks signatures, and of each key it
 * keeps the greatest revision.
 */
public final class Receiver implements AutoCloseable {
  public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  /** How it answers. */
  public interface Behaviour {
    void answer(HttpExchange exchange, Call call) throws IOException;
  }

  public record Call(String path, String id, JsonNode body) {
    public String key() {
      return body.path("data").path("key").asString();
    }

    public long revision() {
      return body.path("data").path("revision").asLong();
    }
  }

  public final List<Call> calls = new CopyOnWriteArrayList<>();
  public final Map<String, JsonNode> decisions = new ConcurrentHashMap<>();
  public final AtomicInteger forged = new AtomicInteger();
  final AtomicInteger atOnce = new AtomicInteger();
  final AtomicInteger mostAtOnce = new AtomicInteger();
  private final HttpServer server;
  private volatile Behaviour behaviour = Receiver::ok;

  public Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  public void behave(Behaviour next) {
    behaviour = next;
  }

  void forget() {
    behaviour = Receiver::ok;
    calls.clear();
    decisions.clear();
    mostAtOnce.set(0);
  }

  List<Call> at(String path) {
    return calls.stream().filter(call -> call.path().equals(path)).toList();
  }

  public static void ok(HttpExchange exchange, Call call) throws IOException {
    exchange.sendResponseHeaders(204, -1);
  }

  public static Behaviour status(int status) {
    return (exchange, _) -> exchange.sendResponseHeaders(status, -1);
  }

  private void handle(HttpExchange exchange) throws IOException {
    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      var headers = exchange.getRequestHeaders();
      String id = headers.getFirst("webhook-id");
      if (!isSigned(exchange, id, body)) {
        forged.incrementAndGet();
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      var call =
          new Call(exchange.getRequestURI().getPath(), id, JsonMapper.shared().readTree(body));
      calls.add(call);
      behaviour.answer(exchange, call);
      if (exchange.getResponseCode() / 100 == 2) {
        keep(call);
      }
    } finally {
      atOnce.decrementAndGet();
    }
  }

  private static boolean isSigned(HttpExchange exchange, String id, byte[] body) {
    var headers = exchange.getRequestHeaders();
    try {
      long seconds = Long.parseLong(headers.getFirst("webhook-timestamp"));
      String expected = WebhookSecrets.parse(SECRET).sign(id, seconds, body);
      return Math.abs(System.currentTimeMillis() / 1000 - seconds) < 300
          && List.of(headers.getFirst("webhook-signature").split(" ")).contains(expected);
    } catch (UnusableException | RuntimeException e) {
      return false;
    }
  }

  private void keep(Call call) {
    decisions.merge(
        call.key(),
        call.body().path("data"),
        (old, data) -> data.path("revision").asLong() > old.path("revision").asLong() ? data : old);
  }

  /** Every revision of every key, in the order it came. */
  List<String> ids() {
    var ids = new ArrayList<String>();
    calls.forEach(call -> ids.add(call.id()));
    return ids;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
