package dev.postmeridian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.desk.Correction;
import dev.postmeridian.effect.Effect;
import dev.postmeridian.effect.EffectClaim;
import dev.postmeridian.effect.EffectFilter;
import dev.postmeridian.effect.EffectLimits;
import dev.postmeridian.effect.EffectLine;
import dev.postmeridian.effect.EffectName;
import dev.postmeridian.effect.EffectQueue;
import dev.postmeridian.effect.EffectResult;
import dev.postmeridian.effect.EffectResult.Outcome;
import dev.postmeridian.effect.EffectState;
import dev.postmeridian.effect.Target;
import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.jobs.Result;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.mail.ParsedMail;
import dev.postmeridian.region.Country;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which effects decisions and corrections have, and how nodes share them. */
class EffectsTest {
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final EffectName HOOK = new EffectName("hook");
  private static final EffectName MAIL = new EffectName("mail");
  private static final EffectName FRENCH = new EffectName("french");
  private static final Target WEBHOOK =
      new Target.Webhook(URI.create("https://hook.example/"), Path.of("none"), false);
  private static final Target FORWARD =
      new Target.Forward(
          MailAddress.parse("desk@elsewhere.example"),
          new Target.Relay("localhost", 25, false, Optional.empty()),
          MaybeSender.NULL);

  @RegisterExtension
  static final TestRegion region =
      TestRegion.open(
          List.of(
              effect(HOOK, WEBHOOK, Set.of(new QueueName("billing")), Set.of()),
              effect(MAIL, FORWARD, Set.of(new QueueName("billing")), Set.of()),
              effect(FRENCH, WEBHOOK, Set.of(), Set.of(new Country("FR")))));

  private static final EffectQueue effects = region.store().effects();

  @Test
  void aDecisionHasTheEffectsOfItsQueueAndCountry() {
    MessageId id = decided(1);

    assertThat(list(EffectFilter.all(10)))
        .extracting(line -> line.key().effect())
        .containsExactlyInAnyOrder(HOOK, MAIL);
    EffectClaim claim = claim(HOOK);
    assertThat(claim.message().id()).isEqualTo(id);
    assertThat(claim.message().queue()).contains(new QueueName("billing"));
    assertThat(claim.attempt()).isEqualTo(1);
    assertThat(claim.id()).isEqualTo(id.hex() + "_hook_" + claim.revision());
    assertThat(Duration.between(claim.decidedAt(), Instant.now()))
        .isLessThan(Duration.ofMinutes(1));
    assertThat(new String(effects.content(claim).orElseThrow())).startsWith("Received: ");
    assertThat(effects.claim("other", Map.of(HOOK, 9), LEASE)).as("held by a lease").isEmpty();
  }

  @Test
  void aCorrectionThatDecidesAnewIsANewRevisionOfTheSameKey() {
    MessageId id = decided(1);
    EffectClaim first = claim(HOOK);
    end(first, new EffectResult.Delivered());

    correct(id, word(none(), none(), true));
    assertThat(effects.claim("a", Map.of(HOOK, 9), LEASE)).as("decides nothing").isEmpty();
    correct(id, word(none(), Optional.of(Priority.URGENT), false));

    EffectClaim second = claim(HOOK);
    assertThat(second.key()).isEqualTo(first.key());
    assertThat(second.revision()).isGreaterThan(first.revision());
    assertThat(second.message().priority()).contains(Priority.URGENT);
    assertThat(second.message().corrected()).isTrue();
  }

  @Test
  void whoWasToldOfAMessageIsToldThatItLeftAndAForwardedMailIsNotForwardedTwice() {
    MessageId id = decided(1);
    end(claim(HOOK), new EffectResult.Delivered());
    end(claim(MAIL), new EffectResult.Delivered());

    correct(id, word(Optional.of(new QueueName("support")), none(), false));
    assertThat(claim(HOOK).message().queue()).contains(new QueueName("support"));
    correct(id, word(Optional.of(new QueueName("billing")), none(), false));
    assertThat(effects.claim("a", Map.of(MAIL, 9), LEASE)).isEmpty();
  }

  @Test
  void aRegionThatTakesOverTellsWhoeverAnotherHadTold() throws SQLException {
    MessageId id = decided(1);
    try (var c = region.superuser();
        var sql = c.createStatement()) {
      sql.execute("DELETE FROM postmeridian.outbox"); // as if another region had its rows
    }
    correct(id, word(Optional.of(new QueueName("support")), none(), false));

    assertThat(claim(HOOK).message().queue()).contains(new QueueName("support"));
    assertThat(list(MAIL)).as("was forwarded, or is not to be").isEmpty();
  }

  @Test
  void aRevisionThatComesDuringTheDeliveryOfTheOneBeforeIsDeliveredNext() {
    MessageId id = decided(1);
    EffectClaim first = claim(HOOK);
    correct(id, word(none(), Optional.of(Priority.URGENT), false));
    assertThat(effects.claim("other", Map.of(HOOK, 9), LEASE)).as("one at a time").isEmpty();
    end(first, new EffectResult.Delivered());

    EffectClaim second = claim(HOOK);
    assertThat(second.revision()).isGreaterThan(first.revision());
    assertThat(second.attempt()).isEqualTo(1);
    end(second, new EffectResult.Delivered());
    assertThat(states(HOOK)).containsExactly(EffectState.DELIVERED);
  }

  @Test
  void whatADeadNodeHeldComesBackAndItsLateEndChangesNothing() {
    decided(1);
    EffectClaim lost = effects.claim("dead", Map.of(HOOK, 1), Duration.ofMillis(1)).getFirst();

    EffectClaim again =
        await()
            .until(() -> effects.claim("a", Map.of(HOOK, 1), LEASE), c -> !c.isEmpty())
            .getFirst();
    assertThat(again.id()).as("the same to its receiver").isEqualTo(lost.id());
    effects.extend("dead", List.of(lost), Duration.ZERO);
    effects.finish("dead", List.of(new EffectResult(lost, new EffectResult.Dead("late"))));
    assertThat(states(HOOK)).containsExactly(EffectState.SENDING);
    effects.extend("a", List.of(again), Duration.ZERO);
    assertThat(effects.claim("b", Map.of(HOOK, 1), LEASE)).hasSize(1);
  }

  @Test
  void whatFailedWaitsAndWhatIsGivenUpComesBackWhenAskedFor() {
    MessageId id = decided(1);
    EffectClaim first = claim(HOOK);
    end(first, new EffectResult.Retried(Duration.ofHours(1), "the receiver answered 500"));
    EffectLine line = list(HOOK).getFirst();
    assertThat(line.state()).isEqualTo(EffectState.WAITING);
    assertThat(line.error()).contains("the receiver answered 500");
    assertThat(line.nextAt().orElseThrow()).isAfter(Instant.now().plusSeconds(3000));
    assertThat(retry(EffectFilter.all(10).in(EffectState.WAITING))).as("at once").isEqualTo(2);
    EffectClaim second = claim(HOOK);
    assertThat(second.attempt()).isEqualTo(1);
    assertThat(retry(EffectFilter.all(10).in(EffectState.SENDING))).isZero();
    end(second, new EffectResult.Dead("the receiver answered 410"));
    assertThat(region.store().effectBacklog().of(HOOK).dead()).isEqualTo(1);
    assertThat(region.store().effectBacklog().of(MAIL).waiting()).isEqualTo(1);

    assertThat(retry(EffectFilter.all(10))).as("the dead one").isEqualTo(1);
    EffectClaim third = claim(HOOK);
    assertThat(third.id()).isEqualTo(first.id());
    end(third, new EffectResult.Delivered());
    assertThat(retry(EffectFilter.all(10).in(EffectState.DELIVERED))).as("replay").isEqualTo(1);
    assertThat(claim(HOOK).id()).isEqualTo(first.id());
    assertThat(audited("effect.retried", id)).isEqualTo(4);
  }

  @Test
  void whatIsDroppedIsGoneAndWhatWasDeliveredStays() {
    MessageId id = decided(1);
    end(claim(HOOK), new EffectResult.Delivered());
    end(claim(MAIL), new EffectResult.Dead("the mail server answered 550"));

    var desk = region.store().effectDesk();
    assertThat(desk.drop("ada", EffectFilter.all(10).in(EffectState.DELIVERED))).isZero();
    assertThat(desk.drop("ada", EffectFilter.all(10))).isEqualTo(1);
    assertThat(list(EffectFilter.all(10))).extracting(l -> l.key().effect()).containsExactly(HOOK);
    assertThat(audited("effect.dropped", id)).isEqualTo(1);
  }

  @Test
  void anErasedMessageHasNoEffect() {
    MessageId id = decided(1);
    EffectClaim held = claim(HOOK);
    region.store().erasure().erase("ada", List.of(id), "asked");

    assertThat(effects.content(held)).isEmpty();
    end(held, new EffectResult.Retried(Duration.ZERO, "x"));
    assertThat(list(EffectFilter.all(10))).isEmpty();
    assertThat(effects.claim("a", Map.of(HOOK, 9, MAIL, 9), LEASE)).isEmpty();
  }

  @Test
  void mailOfACountryThatIsNotCoveredAnyMoreIsNotEffected() throws SQLException {
    decided(1);
    var law = TestRegion.law(TestRegion.REGION, "FR");
    try (var changed = TestRegion.open(region.address(), law, TestRegion.clock(77), () -> {})) {
      assertThat(changed.effects().claim("a", Map.of(HOOK, 9, MAIL, 9), LEASE)).isEmpty();
      assertThat(changed.effectDesk().list("ada", EffectFilter.all(10))).isEmpty();
      assertThat(changed.effectDesk().retry("ada", EffectFilter.all(10).in(EffectState.WAITING)))
          .isZero();
    }
    var again = TestRegion.law(TestRegion.REGION, "DE", "FR");
    try (var back = TestRegion.open(region.address(), again, TestRegion.clock(78), () -> {})) {
      assertThat(back.effects().claim("a", Map.of(HOOK, 9), LEASE)).hasSize(1);
    }
  }

  @Test
  void theListGoesOnWhereItEndedAndFindsByEffectAndMessage() {
    MessageId one = decided(1);
    decided(2);

    List<EffectLine> first = list(EffectFilter.all(3));
    List<EffectLine> rest =
        list(new EffectFilter(none(), none(), none(), 3, Optional.of(first.getLast().cursor())));
    assertThat(first).hasSize(3);
    assertThat(rest).hasSize(1).doesNotContainAnyElementsOf(first);
    assertThat(list(HOOK)).hasSize(2);
    assertThat(
            list(
                new EffectFilter(
                    none(), none(), Optional.of(one.hex().substring(0, 8)), 9, none())))
        .hasSize(2)
        .allMatch(line -> line.key().message().equals(one));
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }

  private static Effect effect(
      EffectName name, Target target, Set<QueueName> queues, Set<Country> countries) {
    return new Effect(name, target, queues, countries, EffectLimits.DEFAULT);
  }

  private static MessageId decided(int number) {
    Acceptance mail = TestRegion.mail("Subject: %d\r\n\r\nHello".formatted(number));
    region.store().acceptedLog().accept(List.of(mail));
    region.triage(mail.id(), new Result.Decided(PARSED, TestRegion.decision()));
    return mail.id();
  }

  private static final ParsedMail PARSED =
      new ParsedMail(
          "Invoice",
          "Bob <bob@sender.example>",
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          "Hello",
          List.of(),
          List.of());

  private static EffectClaim claim(EffectName effect) {
    List<EffectClaim> claims = effects.claim("a", Map.of(effect, 1), LEASE);
    assertThat(claims).hasSize(1);
    return claims.getFirst();
  }

  private static void end(EffectClaim claim, Outcome outcome) {
    effects.finish("a", List.of(new EffectResult(claim, outcome)));
  }

  private static Correction word(
      Optional<QueueName> queue, Optional<Priority> priority, boolean done) {
    return new Correction(none(), queue, priority, none(), Optional.of(done).filter(said -> said));
  }

  private static void correct(MessageId id, Correction correction) {
    assertThat(region.store().desk().correct("ada", id, correction)).isPresent();
  }

  private static int retry(EffectFilter filter) {
    return region.store().effectDesk().retry("ada", filter);
  }

  private static List<EffectLine> list(EffectFilter filter) {
    return region.store().effectDesk().list("ada", filter);
  }

  private static List<EffectLine> list(EffectName effect) {
    return list(new EffectFilter(none(), Optional.of(effect), none(), 10, none()));
  }

  private static List<EffectState> states(EffectName effect) {
    return list(effect).stream().map(EffectLine::state).toList();
  }

  private static long audited(String action, MessageId id) {
    try (var c = region.superuser();
        var sql =
            c.prepareStatement(
                "SELECT count(*) FROM postmeridian.audit_event WHERE actor = 'ada' AND action = ? AND subject = ?")) {
      sql.setString(1, action);
      sql.setString(2, id.hex());
      try (var row = sql.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
