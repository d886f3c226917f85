package dev.postmeridian.config;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** A YAML parser that goes no deeper than any deployment file needs: nodes are read recursively. */
final class ShallowParser extends ParserImpl {
  private static final int MAX_DEPTH = 32;

  private int depth;

  ShallowParser(LoadSettings settings, String yaml) {
    super(settings, new StreamReader(settings, yaml));
  }

  /**
   * @throws ParserException if lists and groups of keys nest too deep
   */
  @Override
  public Event next() {
    var event = super.next();
    if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
      throw new ParserException(
          "brackets or keys nest deeper than " + MAX_DEPTH + " levels", event.getStartMark());
    }
    if (event instanceof CollectionEndEvent) {
      depth--;
    }
    return event;
  }
}
