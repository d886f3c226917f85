package dev.postmeridian.handover;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.postmeridian.handover.HandoverStore.Kept;
import dev.postmeridian.handover.HandoverStore.Shelf;
import dev.postmeridian.handover.HandoverStore.Weighed;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Jurisdiction;
import dev.postmeridian.residency.Mailboxes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One pass over all that a region has: first the labels, then what is foreign, then copies. */
final class HandoverRun {
  private static final int PAGE = 500;
  private static final int BATCH = 100;
  private static final long BATCH_BYTES = 4 << 20;
  private final String actor;
  private final Jurisdiction law;
  private final Mailboxes mailboxes;
  private final HandoverStore store;
  private final HandoverJournal journal;
  private final Holders holders;
  private final BooleanSupplier stopped;
  private final Set<Country> stranded = new HashSet<>();
  private final Set<RegionName> closed = new TreeSet<>();
  private long kept;
  private final AtomicLong examined = new AtomicLong();
  private volatile long size;

  HandoverRun(
      String actor,
      Jurisdiction law,
      Mailboxes mailboxes,
      HandoverStore store,
      HandoverJournal journal,
      Holders holders,
      BooleanSupplier stopped) {
    this.actor = actor;
    this.law = law;
    this.mailboxes = mailboxes;
    this.store = store;
    this.journal = journal;
    this.holders = holders;
    this.stopped = stopped;
  }

  long examined() {
    return examined.get();
  }

  long size() {
    return size;
  }

  /** Messages that are still here and should not be. */
  long kept() {
    return kept;
  }

  void run() {
    size = 2 * store.size();
    eachPage(this::relabel);
    store.markLog();
    eachPage(this::handOver);
    store.shelves().forEach(this::clear);
    store.waiting().forEach(this::waits);
  }

  /** Mail that only one region can open, which may not have it any more. */
  private void waits(Shelf shelf, long mails) {
    if (!law.residency().lawfulRegions(shelf.country()).contains(shelf.recipient())) {
      kept += mails;
      closed.add(shelf.recipient());
    }
  }

  private void eachPage(Consumer<List<Kept>> work) {
    Optional<MessageId> after = Optional.empty();
    List<Kept> page = store.page(after, PAGE);
    while (!page.isEmpty() && !stopped.getAsBoolean()) {
      work.accept(page);
      journal.move();
      examined.addAndGet(page.size());
      after = Optional.of(page.getLast().id());
      page = store.page(after, PAGE);
    }
  }

  private void relabel(List<Kept> page) {
    var moved = new TreeMap<Country, List<MessageId>>();
    for (Kept message : page) {
      country(message)
          .filter(now -> !message.labels().equals(Set.of(now)))
          .ifPresent(now -> moved.computeIfAbsent(now, _ -> new ArrayList<>()).add(message.id()));
    }
    moved.forEach((country, ids) -> store.relabel(actor, ids, country));
  }

  /** What the file says of its mailbox; a mailbox that has gone keeps its country. */
  private Optional<Country> country(Kept message) {
    try {
      return message.mailbox().isEmpty()
          ? Optional.empty()
          : mailboxes.countryOf(MailAddress.parse(message.mailbox()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private void handOver(List<Kept> page) {
    Map<Country, List<MessageId>> foreign =
        page.stream()
            .filter(message -> message.labels().stream().noneMatch(law::covers))
            .filter(message -> !message.labels().isEmpty())
            .collect(
                groupingBy(
                    message -> message.labels().iterator().next(),
                    TreeMap::new,
                    mapping(Kept::id, toList())));
    foreign.forEach(
        (country, ids) -> batches(store.departing(ids)).forEach(batch -> handOver(country, batch)));
  }

  private void handOver(Country country, List<Departing> batch) {
    if (stopped.getAsBoolean()) {
      return;
    }
    int gone = 0;
    for (var same : byHolders(country, batch).entrySet()) {
      gone += store.letGo(actor, same.getValue(), country, same.getKey());
    }
    keep(country, batch.size() - gone);
  }

  private void keep(Country country, int messages) {
    kept += messages;
    if (messages > 0 && law.residency().lawfulRegions(country).isEmpty()) {
      stranded.add(country);
    }
  }

  /** Those that somebody holds, by who does. */
  private Map<Set<RegionName>, List<Departing>> byHolders(Country country, List<Departing> batch) {
    Map<MessageId, Set<RegionName>> held = holders.of(country, batch);
    return batch.stream()
        .filter(message -> held.containsKey(message.id()))
        .collect(groupingBy(message -> held.getOrDefault(message.id(), Set.of())));
  }

  private static List<List<Departing>> batches(List<Weighed> messages) {
    var batches = new ArrayList<List<Departing>>();
    var batch = new ArrayList<Departing>();
    long bytes = 0;
    for (Weighed one : messages) {
      if (!batch.isEmpty() && (batch.size() == BATCH || bytes + one.bytes() > BATCH_BYTES)) {
        batches.add(List.copyOf(batch));
        batch.clear();
        bytes = 0;
      }
      batch.add(one.message());
      bytes += one.bytes();
    }
    batches.add(List.copyOf(batch));
    return batches;
  }

  /** Deletes copies that this region may not hold, once a lawful one has what they are of. */
  private void clear(Shelf shelf) {
    var residency = law.residency();
    if (residency.sealedHolders(shelf.country()).contains(law.region())
        && residency.lawfulRegions(shelf.country()).contains(shelf.recipient())) {
      return;
    }
    List<Departing> page = store.copies(shelf, Optional.empty(), BATCH);
    while (!page.isEmpty() && !stopped.getAsBoolean()) {
      int gone = 0;
      for (var same : byHolders(shelf.country(), page).entrySet()) {
        gone += store.forget(actor, shelf, same.getValue(), same.getKey());
      }
      keep(shelf.country(), page.size() - gone);
      journal.move();
      page = store.copies(shelf, Optional.of(page.getLast().id()), BATCH);
    }
  }

  /** Why something is left, and what to do; empty if nothing is. */
  String obstacle() {
    if (kept == 0) {
      return "";
    }
    if (!holders.silent().isEmpty()) {
      return holders.silent().stream().map(RegionName::value).collect(Collectors.joining(", "))
          + " did not answer: see that it runs and the link to it works, and run the command again";
    }
    if (!closed.isEmpty()) {
      return "mail waits here sealed for "
          + closed.stream().map(RegionName::value).collect(Collectors.joining(", "))
          + ", which alone can open it and may not have it any more: list its country there again until it has taken the mail, then run the command again";
    }
    if (!stranded.isEmpty()) {
      return "no region may have mail of "
          + stranded.stream().sorted().map(Country::code).collect(Collectors.joining(", "))
          + ": list it under a region's data_residency, or let retention erase it";
    }
    return "the lawful regions did not take it: see that their files are the same as this region's,"
        + " and run the command again";
  }
}
