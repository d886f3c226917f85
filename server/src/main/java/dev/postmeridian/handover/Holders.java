package dev.postmeridian.handover;

import dev.postmeridian.handover.HandoverWire.Question;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Jurisdiction;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the lawful regions to take mail, and which of it they hold. */
final class Holders {
  private static final Logger log = LoggerFactory.getLogger(Holders.class);
  private static final Duration REST = Duration.ofSeconds(30);
  private final Jurisdiction law;
  private final HandoverTransport transport;
  private final HandoverInbox own;
  private final Set<String> told = new HashSet<>();
  private final Map<RegionName, Long> silentSince = new TreeMap<>();

  Holders(Jurisdiction law, HandoverTransport transport, HandoverInbox own) {
    this.law = law;
    this.transport = transport;
    this.own = own;
  }

  /** The regions that did not answer at some time. */
  Set<RegionName> silent() {
    return silentSince.keySet();
  }

  /** Who holds each; those that nobody does are not among them. */
  Map<MessageId, Set<RegionName>> of(Country country, List<Departing> messages) {
    var holders = new HashMap<MessageId, Set<RegionName>>();
    for (RegionName region : law.residency().lawfulRegions(country)) {
      if (!isResting(region)) {
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
      log.warn(
          "{} did not answer when asked for mail of {} ({}): what only it may take stays here. See"
              + " that it runs and that the link to it works; it is asked again in {} s",
          region,
          country,
          kind(e),
          REST.toSeconds());
      silentSince.put(region, System.nanoTime());
      return Set.of();
    }
  }

  /** Whether it did not answer a moment ago: it is not waited for with each batch. */
  private boolean isResting(RegionName region) {
    Long since = silentSince.get(region);
    return since != null && System.nanoTime() - since < REST.toNanos();
  }

  private static String kind(IOException e) {
    String kind = e.getClass().getSimpleName();
    Throwable cause = e.getCause();
    return cause == null ? kind : kind + " by " + cause.getClass().getSimpleName();
  }
}
