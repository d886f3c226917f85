package dev.postmeridian;

import dev.postmeridian.config.Deployment;
import dev.postmeridian.http.KeysService;
import dev.postmeridian.http.RestorationService;
import dev.postmeridian.intake.SealedLog;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Jurisdiction;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.routing.Outlook;
import dev.postmeridian.sealing.ClearCopies;
import dev.postmeridian.sealing.EscrowWatch;
import dev.postmeridian.sealing.FeedSealer;
import dev.postmeridian.sealing.MailSealer;
import dev.postmeridian.sealing.Opener;
import dev.postmeridian.sealing.PublicKey;
import dev.postmeridian.sealing.RegionKeys.CurrentKey;
import dev.postmeridian.sealing.Restoration;
import dev.postmeridian.sealing.SealedMailbox;
import dev.postmeridian.sealing.Sealer;
import dev.postmeridian.sealing.SealingEndpoint;
import dev.postmeridian.sealing.SealingPeer;
import dev.postmeridian.sealing.SealingRounds;
import dev.postmeridian.sealing.SealingTransport;
import dev.postmeridian.sealing.WaitingMail.Refusals;
import dev.postmeridian.store.SealingStore;
import dev.postmeridian.store.StorageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What a node does with sealed copies, wired by hand. */
final class RegionSealing implements AutoCloseable {
  private final RegionName here;
  private final Deployment deployment;
  private final Residency residency;
  private final SealingStore store;
  private final Sealer sealer;
  private final Opener opener;
  private final SealingPeer peers;
  private final Restoration restoration;
  private final EscrowWatch escrow;
  private Optional<SealingRounds> rounds = Optional.empty();

  /**
   * @param transport the way to other regions
   * @param clear what others have that is not sealed
   */
  RegionSealing(
      RegionName here,
      Deployment deployment,
      SealingStore store,
      SealingTransport transport,
      ClearCopies clear) {
    this.here = here;
    this.deployment = deployment;
    this.residency = deployment.residency();
    this.store = store;
    this.sealer = new Sealer(this::key);
    this.opener = new Opener(here, store.regionKeys()::pair);
    this.peers = new SealingPeer(residency, transport);
    this.restoration = new Restoration(holders(), peers, opener, store.restoration(), clear);
    this.escrow =
        new EscrowWatch(
            here, EscrowWatch.isNeeded(law(), deployment.countries()), store.regionKeys());
  }

  private Optional<PublicKey> key(RegionName region) {
    return region.equals(here)
        ? Optional.of(store.regionKeys().current().key())
        : store.peerKeys().of(region).map(CurrentKey::key);
  }

  private Jurisdiction law() {
    return new Jurisdiction(here, residency);
  }

  private Set<RegionName> holders() {
    var holders = new TreeSet<RegionName>();
    for (Country country : deployment.countries()) {
      if (law().covers(country)) {
        holders.addAll(residency.sealedHolders(country));
      }
    }
    return holders;
  }

  /** Where mail goes that is routed to be sealed. */
  SealedLog log() {
    return new MailSealer(here, sealer, store.waitingMail());
  }

  /** What feeds seal with. */
  FeedSealer feedSealer() {
    return new FeedSealer(here, sealer);
  }

  /**
   * What is known of the world, completed by whose keys are known here and escrowed: a region that
   * was down before this node started has told it none.
   */
  Supplier<Outlook> completed(Supplier<Outlook> heard) {
    return () -> {
      var views = new HashMap<>(heard.get().views());
      views.replaceAll((region, view) -> view.withKeyEscrowed(isEscrowed(region)));
      return new Outlook(views);
    };
  }

  /** Whether what is sealed to a region survives its loss, as far as is known here. */
  boolean isEscrowed(RegionName region) {
    try {
      return region.equals(here)
          ? store.regionKeys().current().escrowed()
          : store.peerKeys().of(region).filter(CurrentKey::escrowed).isPresent();
    } catch (StorageException _) {
      return false; // then nothing could be stored either
    }
  }

  /** What peers ask of this region. */
  SealingEndpoint endpoint(SealedMailbox.Acceptor intake) {
    var mailbox = new SealedMailbox(opener, deployment.mailboxes(), law(), intake);
    return new SealingEndpoint(residency, store.regionKeys(), mailbox, store.copies());
  }

  Restoration restoration() {
    return restoration;
  }

  /** Begins to ask peers for their keys, and to bring them the mail that waits for them. */
  RegionSealing start() {
    var others = residency.regions().stream().filter(region -> !region.equals(here)).toList();
    rounds =
        Optional.of(
            new SealingRounds(
                others, peers, store.peerKeys(), store.waitingMail(), SealingRounds.Pace.DEFAULT));
    return this;
  }

  /** What works now and would be missed, in words without content. */
  List<String> warnings() {
    var warnings = new ArrayList<String>();
    try {
      escrow.warning().ifPresent(warnings::add);
      var refusals = store.waitingMail().refusals();
      store
          .waitingMail()
          .waiting()
          .forEach((region, mails) ->
              warnings.add(
                  "%d mails wait here sealed for %s".formatted(mails, region)
                      + Optional.ofNullable(refusals.get(region))
                          .map(Refusals::words)
                          .orElse(", which gets them when it is back")));
    } catch (StorageException _) {
      // then the state says that the database does not answer
    }
    return warnings;
  }

  /** The region's keys, over HTTP. */
  KeysService keysService() {
    return new KeysService(here, store.regionKeys(), store.idKeys());
  }

  /** What rebuilds the region, over HTTP. */
  RestorationService restorationService() {
    return new RestorationService(here, restoration);
  }

  @Override
  public void close() {
    rounds.ifPresent(SealingRounds::close);
    restoration.close();
  }
}
