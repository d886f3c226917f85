package dev.postmeridian.console;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The console's own style, script and pictures, under names that change with their content. */
final class Assets {
  private static final String CSS = "text/css; charset=utf-8";
  private static final String JS = "text/javascript; charset=utf-8";
  private static final Map<String, Asset> ALL =
      Map.of(
          "console.css", load("console.css", CSS),
          "console.js", load("console.js", JS),
          "news.js", load("news.js", JS),
          "icon.svg", load("icon.svg", "image/svg+xml"),
          "htmx.js", load("/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js", JS),
          "sse.js", load("/META-INF/resources/webjars/htmx-ext-sse/2.2.2/sse.js", JS));
  private static final Map<String, Asset> BY_PATH =
      ALL.entrySet().stream()
          .collect(Collectors.toUnmodifiableMap(e -> path(e.getKey()), Map.Entry::getValue));

  private Assets() {}

  static String path(String name) {
    Asset asset = Objects.requireNonNull(ALL.get(name), "no such asset");
    return "/assets/" + asset.digest() + "/" + name;
  }

  static void routing(HttpRules rules) {
    BY_PATH.forEach((path, asset) ->
        rules.get(
            path,
            (request, response) -> {
              response.headers().set(HeaderNames.CONTENT_TYPE, asset.type());
              response
                  .headers()
                  .set(HeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable");
              response.send(asset.bytes());
            }));
  }

  private static Asset load(String name, String type) {
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      return new Asset(
          Objects.requireNonNull(in, name + " is part of the program").readAllBytes(), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Asset(byte[] bytes, String type) {
    String digest() {
      try {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
        return HexFormat.of().formatHex(Arrays.copyOf(digest, 6));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }
}
