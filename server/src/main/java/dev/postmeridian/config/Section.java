package dev.postmeridian.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A group of keys: hands out the known ones, and reports the duplicate and the unknown. */
final class Section {
  /** A key as written, and its value. */
  record Entry(String name, Node key, Setting value) {}

  private final String path;
  private final MappingNode node;
  private final Findings findings;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final TreeSet<String> known = new TreeSet<>();
  private final TreeSet<String> later = new TreeSet<>();

  Section(String path, MappingNode node, Findings findings) {
    this.path = path;
    this.node = node;
    this.findings = findings;
    node.getValue().forEach(this::add);
  }

  /** The value of a key that may be left out. */
  Optional<Setting> optional(String key) {
    known.add(key);
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  /** The value of a key that must be there; its absence is reported with what to write. */
  Optional<Setting> required(String key, String example) {
    var value = optional(key);
    if (value.isEmpty()) {
      findings.error(
          node, place() + " has no '" + key + "'", "Add '" + key + ": " + example + "'.");
    }
    return value;
  }

  /** A key of a later version and its value: nobody is advised to write it. */
  Optional<Entry> later(String key) {
    later.add(key);
    return Optional.ofNullable(entries.get(key));
  }

  /** Every key with its value, for sections whose keys are names that people choose. */
  List<Entry> entries() {
    known.addAll(entries.keySet());
    return new ArrayList<>(entries.values());
  }

  /** Reports the keys that nobody asked for; call it last. */
  void finish() {
    entries.values().stream()
        .filter(entry -> !known.contains(entry.name()) && !later.contains(entry.name()))
        .forEach(entry ->
            findings.error(
                entry.key(),
                "'" + entry.name() + "' is not a key of " + place(),
                Nearest.remedy(entry.name(), known)));
  }

  String place() {
    return path.isEmpty() ? "the file" : "'" + path + "'";
  }

  private void add(NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      findings.error(tuple.getKeyNode(), "A key of " + place() + " is not a word", "Write a name.");
      return;
    }
    String name = key.getValue();
    var first = entries.get(name);
    if (first != null) {
      findings.error(
          key,
          "'" + name + "' is already on line " + Findings.lineOf(first.key()),
          "Keep one of the two.");
      return;
    }
    String inner = path.isEmpty() ? name : path + "." + name;
    entries.put(name, new Entry(name, key, new Setting(inner, tuple.getValueNode(), findings)));
  }
}
