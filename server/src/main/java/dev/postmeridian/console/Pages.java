package dev.postmeridian.console;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;

/** The templates, compiled with the program. */
final class Pages {
  private static final String PACKAGE = "dev.postmeridian.console.pages";

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Pages.class.getClassLoader(), PACKAGE);

  /** Sends one page; nothing of it is sent if the template fails. */
  void send(ServerResponse response, String template, Map<String, Object> model) {
    Utf8ByteOutput out = new Utf8ByteOutput();
    engine.render(template + ".jte", model, out);
    response.headers().set(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
    response.send(out.toByteArray());
  }
}
