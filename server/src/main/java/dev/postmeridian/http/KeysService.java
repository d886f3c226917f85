package dev.postmeridian.http;

import dev.postmeridian.region.RegionName;
import dev.postmeridian.sealing.Escrow;
import dev.postmeridian.sealing.EscrowedIdKeys;
import dev.postmeridian.sealing.HeldKey;
import dev.postmeridian.sealing.KeyId;
import dev.postmeridian.sealing.RegionKeys;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/keys}: the region's sealing keys. Private halves leave and enter it only encrypted
 * with a key that the client has stretched a passphrase to.
 */
public final class KeysService implements HttpService {
  private final RegionName region;
  private final RegionKeys keys;
  private final EscrowedIdKeys idKeys;

  public KeysService(RegionName region, RegionKeys keys, EscrowedIdKeys idKeys) {
    this.region = region;
    this.keys = keys;
    this.idKeys = idKeys;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/v1/keys", this::list)
        .post("/v1/keys/rotate", this::rotate)
        .post("/v1/keys/export", this::export)
        .post("/v1/keys/escrowed", this::escrowed)
        .post("/v1/keys/import", this::take);
  }

  private void list(ServerRequest request, ServerResponse response) {
    Json.send(response, new Keys(lines()));
  }

  private List<KeyLine> lines() {
    return keys.list().stream().map(key -> KeyLine.of(region, key)).toList();
  }

  private void rotate(ServerRequest request, ServerResponse response) {
    KeyId made = keys.rotate(MessagesService.ADMIN);
    response.status(Status.CREATED_201);
    Json.send(
        response,
        lines().stream().filter(key -> key.id().equals(made.hex())).findFirst().orElseThrow());
  }

  private void export(ServerRequest request, ServerResponse response) {
    byte[] wrapping = wrapping(Json.object(request));
    var escrow = new Escrow(keys.export(MessagesService.ADMIN), idKeys.all());
    Json.send(
        response,
        new Exported(
            region.value(),
            escrow.keys().stream().map(key -> key.pair().id().hex()).toList(),
            Base64.getEncoder().encodeToString(escrow.encrypt(region, wrapping))));
  }

  private void escrowed(ServerRequest request, ServerResponse response) {
    if (!(Json.object(request).get("keys") instanceof List<?> named)) {
      throw Problem.badRequest("'keys' is not a list.", "Send the ids of the keys.").exception();
    }
    Json.send(
        response,
        new Escrowed(
            keys.escrowed(MessagesService.ADMIN, named.stream().map(KeysService::keyId).toList())));
  }

  private void take(ServerRequest request, ServerResponse response) {
    Map<String, Object> body = Json.object(request);
    Escrow escrow =
        Escrow.decrypt(region, wrapping(body), bytes(body, "encrypted"))
            .orElseThrow(() ->
                Problem.unprocessable(
                        "The keys do not open: the passphrase is another, or they are damaged, or another region's.",
                        "Try the passphrase again; nothing was imported.")
                    .exception());
    int fresh = keys.take(MessagesService.ADMIN, escrow.keys());
    idKeys.take(escrow.idKeys());
    Json.send(response, new Imported(fresh, escrow.idKeys().size()));
  }

  private static byte[] wrapping(Map<String, Object> body) {
    byte[] wrapping = bytes(body, "wrapping_key");
    if (wrapping.length != Escrow.WRAPPING_BYTES) {
      throw Problem.unprocessable(
              "The wrapping key does not have " + Escrow.WRAPPING_BYTES + " bytes.",
              "Stretch a passphrase to as many, as ./postmeridian keys does.")
          .exception();
    }
    return wrapping;
  }

  private static byte[] bytes(Map<String, Object> body, String name) {
    try {
      if (body.get(name) instanceof String text) {
        return Base64.getDecoder().decode(text);
      }
    } catch (IllegalArgumentException _) {
      // said below
    }
    throw Problem.badRequest("'" + name + "' is no Base64.", "Send a string of Base64.")
        .exception();
  }

  private static KeyId keyId(Object named) {
    try {
      return new KeyId(String.valueOf(named));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("An id of a key is none.", "Take the ids from GET /v1/keys.")
          .exception();
    }
  }

  record Keys(List<KeyLine> keys) {}

  record KeyLine(
      String region, String id, Instant madeAt, @Nullable Instant escrowedAt, boolean current) {
    static KeyLine of(RegionName region, HeldKey key) {
      return new KeyLine(
          region.value(),
          key.id().hex(),
          key.madeAt(),
          key.escrowedAt().orElse(null),
          key.current());
    }
  }

  record Exported(String region, List<String> keys, String encrypted) {}

  record Escrowed(int keys) {}

  record Imported(int keys, int messageIdKeys) {}
}
