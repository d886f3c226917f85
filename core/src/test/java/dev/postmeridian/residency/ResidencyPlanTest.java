package dev.postmeridian.residency;

import static dev.postmeridian.residency.Law.AP;
import static dev.postmeridian.residency.Law.EU;
import static dev.postmeridian.residency.Law.EU2;
import static dev.postmeridian.residency.Law.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.mail.Domain;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.residency.ResidencyPlan.Kind;
import dev.postmeridian.residency.ResidencyPlan.Side;
import dev.postmeridian.residency.ResidencyPlan.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResidencyPlanTest {
  private static final ModelTier T = ModelTier.LATENCY_OPTIMIZED;
  private static final Country DE = new Country("DE");
  private static final Country JP = new Country("JP");
  private static final Mailboxes NONE = new Mailboxes(Map.of(), Map.of());

  @Test
  void nothingIsToDoWhereNothingChanges() {
    assertThat(plan(Law.threeRegions(), Law.threeRegions())).isEmpty();
  }

  @Test
  void aSecondRegionGetsACopyOfEachOfItsCountries() {
    var steps = plan(Law.threeRegions(), Law.twoEuRegions());

    assertThat(steps)
        .hasSize(29)
        .allSatisfy(step -> {
          assertThat(step.kind()).isEqualTo(Kind.COPY);
          assertThat(step.region()).isEqualTo(EU2);
          assertThat(step.sources()).containsExactly(EU);
        });
  }

  @Test
  void aCountryThatMovesIsCopiedFirstAndDeletedThen() {
    var before = new Law().region(US, T, "US", "JP").region(AP, T, "SG");
    var after = new Law().region(US, T, "US").region(AP, T, "SG", "JP");

    assertThat(plan(before, after))
        .containsExactly(
            new Step(Kind.COPY, AP, JP, Optional.empty(), Set.of(US)),
            new Step(Kind.DELETE, US, JP, Optional.empty(), Set.of()));
  }

  @Test
  void mailThatNoRegionMayHaveAnyMoreIsStranded() {
    var before = new Law().region(US, T, "US", "JP");
    assertThat(plan(before, new Law().region(US, T, "US")))
        .containsExactly(new Step(Kind.STRAND, US, JP, Optional.empty(), Set.of()));
  }

  @Test
  void whatCameByATransferIsDeletedWhenItEnds() {
    var before = Law.threeRegions().transfer("DE", US, Instant.MAX);
    assertThat(plan(before, Law.threeRegions()))
        .containsExactly(new Step(Kind.DELETE, US, DE, Optional.empty(), Set.of()));
    assertThat(plan(Law.threeRegions(), before)).isEmpty();
  }

  @Test
  void holdersOfSealedCopiesComeAndGo() {
    var before = Law.threeRegions().sealedCopies("DE", US);
    var after = Law.threeRegions().sealedCopies("DE", AP);
    assertThat(plan(before, after))
        .containsExactly(
            new Step(Kind.COPY_SEALED, AP, DE, Optional.empty(), Set.of(EU)),
            new Step(Kind.DELETE_SEALED, US, DE, Optional.empty(), Set.of()));
  }

  @Test
  void aMailboxThatChangesItsCountryMovesAlone() {
    var law = Law.threeRegions().residency();
    var before = new Mailboxes(Map.of(), Map.of(new Domain("shop.example"), DE));
    var after = new Mailboxes(Map.of(), Map.of(new Domain("shop.example"), JP));

    assertThat(ResidencyPlan.between(new Side(law, before), new Side(law, after)).steps())
        .containsExactly(
            new Step(Kind.COPY, AP, DE, Optional.of("shop.example"), Set.of(EU)),
            new Step(Kind.DELETE, EU, DE, Optional.of("shop.example"), Set.of()));
    assertThat(ResidencyPlan.between(new Side(law, before), new Side(law, NONE)).steps())
        .as("a mailbox that goes keeps its mail until retention")
        .isEmpty();
  }

  private static List<Step> plan(Law before, Law after) {
    var from = new Side(before.residency(), NONE);
    return ResidencyPlan.between(from, new Side(after.residency(), NONE)).steps();
  }
}
