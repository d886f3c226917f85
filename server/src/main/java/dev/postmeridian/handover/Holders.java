package dev.postmeridian.handover;

import dev.postmeridian.handover.HandoverWire.Question;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Jurisdiction;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Asks the lawful regions to take mail, and which of it they hold. */
final class Holders {
  private final Jurisdiction law;
  private final HandoverTransport transport;
  private final HandoverInbox own;
  private final Set<String> told = new HashSet<>();
  private final Set<RegionName> silent = new TreeSet<>();

  Holders(Jurisdiction law, HandoverTransport transport, HandoverInbox own) {
    this.law = law;
    this.transport = transport;
    this.own = own;
  }

  /** The regions that did not answer. */
  Set<RegionName> silent() {
    return silent;
  }

  /** Who holds each; those that nobody does are not among them. */
  Map<MessageId, Set<RegionName>> of(Country country, List<Departing> messages) {
    var holders = new HashMap<MessageId, Set<RegionName>>();
    for (RegionName region : law.residency().lawfulRegions(country)) {
      if (!silent.contains(region)) {
        List<Departing> asked =
            messages.stream().map(m -> holders.containsKey(m.id()) ? m.unadopted() : m).toList();
        held(region, country, asked)
            .forEach(id -> holders.computeIfAbsent(id, _ -> new TreeSet<>()).add(region));
      }
    }
    return holders;
  }

  private Set<MessageId> held(RegionName region, Country country, List<Departing> messages) {
    if (region.equals(law.region())) {
      return own.held(messages);
    }
    boolean isNew = !told.contains(region + "/" + country);
    var question = new Question(isNew ? List.of(country) : List.of(), messages);
    try {
      var held = HandoverWire.answer(transport.ask(region, HandoverWire.question(question)));
      told.add(region + "/" + country);
      return held;
    } catch (IOException e) {
      silent.add(region);
      return Set.of();
    }
  }
}
