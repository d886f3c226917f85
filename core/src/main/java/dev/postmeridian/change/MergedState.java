package dev.postmeridian.change;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One message's state, merged from its changes: field by field, the greatest stamp wins.
 *
 * <p>The reference of the merge that the database does: commutative, associative and idempotent,
 * whatever the order of arrival.
 *
 * @param fields field name to its winning value
 */
public record MergedState(SortedMap<String, Versioned> fields) {
  /** Nothing known yet. */
  public static final MergedState EMPTY = new MergedState(new TreeMap<>());

  /**
   * A value and the stamp it was written at.
   *
   * @param json the value as JSON text
   */
  public record Versioned(String json, Stamp stamp) {}

  public MergedState {
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }

  /** This state after one more change. */
  public MergedState with(Change change) {
    var merged = new TreeMap<>(fields);
    change
        .fields()
        .forEach((name, json) ->
            merged.merge(name, new Versioned(json, change.stamp()), MergedState::later));
    return new MergedState(merged);
  }

  /**
   * Field name to the JSON it shows: once the message is erased, that and nothing else, whatever
   * arrives before or after.
   */
  public SortedMap<String, String> shown() {
    boolean erased = fields.containsKey(Field.ERASED.key());
    var shown = new TreeMap<String, String>();
    fields.forEach((name, value) ->
        shown.put(name, erased && !name.equals(Field.ERASED.key()) ? "null" : value.json()));
    return Collections.unmodifiableSortedMap(shown);
  }

  private static Versioned later(Versioned a, Versioned b) {
    return b.stamp().compareTo(a.stamp()) > 0 ? b : a;
  }
}
