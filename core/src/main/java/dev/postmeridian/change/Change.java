package dev.postmeridian.change;

import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One append-only record of the log: new values of one or more fields of one message, written at
 * one stamp.
 *
 * @param country whose law the message lives under: what clearance is asked for
 * @param fields field name to JSON text; names of later versions are kept and passed on
 */
public record Change(
    Stamp stamp,
    MessageId message,
    Country country,
    ReplicationClass replicationClass,
    SortedMap<String, String> fields) {

  /**
   * @throws IllegalArgumentException if there is no field
   */
  public Change {
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("a change writes at least one field");
    }
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }
}
