package dev.postmeridian.residency;

import static dev.postmeridian.residency.Law.AP;
import static dev.postmeridian.residency.Law.EU;
import static dev.postmeridian.residency.Law.EU2;
import static dev.postmeridian.residency.Law.US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.region.RegionName;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ResidencyTest {
  private static final Country DE = new Country("DE");
  private static final Country BR = new Country("BR");
  private static final RegionName US2 = new RegionName("us-west-2");
  private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

  @Test
  void clearMailIsClearedForRegionsThatListItsCountryAlone() {
    var law = Law.twoEuRegions().residency();

    var cleared = law.clearance(DE, EU2, Form.CLEAR).orElseThrow();
    assertThat(cleared.to()).isEqualTo(EU2);
    assertThat(cleared.form()).isEqualTo(Form.CLEAR);
    assertThat(cleared.country()).contains(DE);
    assertThat(cleared.transfer()).isEmpty();
    assertThat(law.clearance(DE, EU, Form.CLEAR)).isPresent();
    assertThat(law.clearance(DE, US, Form.CLEAR)).isEmpty();
    assertThat(law.clearance(DE, AP, Form.CLEAR)).isEmpty();
  }

  @Test
  void sealedMailIsClearedForItsHoldersAndForThoseThatCanOpenIt() {
    var law = Law.threeRegions().sealedCopies("DE", AP).residency();

    assertThat(law.clearance(DE, AP, Form.SEALED)).isPresent();
    assertThat(law.clearance(DE, EU, Form.SEALED)).isPresent();
    assertThat(law.clearance(DE, US, Form.SEALED)).isEmpty();
    assertThat(law.clearance(DE, AP, Form.CLEAR)).isEmpty();
  }

  @Test
  void metadataIsClearedForRegionsOfThisDeploymentAlone() {
    var law = Law.threeRegions().residency();
    var stranger = new RegionName("sa-east-1");

    assertThat(law.metadata(AP).country()).isEmpty();
    assertThat(law.clearance(DE, US, Form.METADATA)).isPresent();
    assertThat(law.clearance(DE, stranger, Form.METADATA)).isEmpty();
    assertThatThrownBy(() -> law.metadata(stranger)).hasMessageContaining("sa-east-1");
  }

  @Test
  void anUnlistedCountryIsClearedForEveryRegionOrForNone() {
    assertThat(Law.threeRegions().anywhere().residency().clearance(BR, AP, Form.CLEAR)).isPresent();
    assertThat(Law.threeRegions().residency().clearance(BR, AP, Form.CLEAR)).isEmpty();
    assertThat(Law.threeRegions().anywhere().residency().clearance(DE, AP, Form.CLEAR)).isEmpty();
  }

  @Test
  void aTransferClearsNewMailUntilItEndsAndSaysOnWhatBasis() {
    var now = new AtomicReference<>(END.minusMillis(1));
    var law = Law.threeRegions().transfer("DE", US, END).at(now::get).residency();

    assertThat(law.transferClearance(DE, US).orElseThrow().transfer().orElseThrow().legalBasis())
        .isEqualTo("clauses of 2026");
    assertThat(law.mayProcess(DE, US)).isTrue();
    assertThat(law.lawfulRegions(DE)).containsExactly(EU);

    now.set(END);
    assertThat(law.transferClearance(DE, US)).isEmpty();
    assertThat(law.mayProcess(DE, US)).isFalse();
  }

  @Test
  void aTransferIsForNewMailAndNeverForCopies() {
    var law = Law.threeRegions().transfer("DE", US, END).residency();

    assertThat(law.clearance(DE, US, Form.CLEAR)).isEmpty();
    assertThat(law.transferClearance(DE, AP)).isEmpty();
  }

  @Test
  void onlyCountriesThatStrictRegionsAloneServeKeepTheirBytesOutOfOthers() {
    var law = Law.threeRegions().region(US2, ModelTier.PRODUCTION_OPTIMIZED, "CH").residency();

    assertThat(law.ingress(DE)).isEqualTo(Ingress.REFUSE);
    assertThat(law.ingress(new Country("CH"))).isEqualTo(Ingress.RELAY);
    assertThat(law.ingress(new Country("JP"))).isEqualTo(Ingress.RELAY);
  }

  @Test
  void theFileDecidesWhatPassesThrough() {
    var law =
        Law.threeRegions().ingress("DE", Ingress.RELAY).ingress("JP", Ingress.REFUSE).residency();

    assertThat(law.ingress(DE)).isEqualTo(Ingress.RELAY);
    assertThat(law.ingress(new Country("JP"))).isEqualTo(Ingress.REFUSE);
  }

  @Test
  void aCountrysOwnHoldersGoBeforeThoseOfItsRegion() {
    var law = Law.threeRegions().sealedCopiesOf(EU, US).sealedCopies("DE", AP, EU).residency();

    assertThat(law.sealedHolders(DE)).containsExactly(AP);
    assertThat(law.sealedHolders(new Country("FR"))).containsExactly(US);
    assertThat(law.sealedHolders(new Country("JP"))).isEmpty();
    assertThat(law.sealedHolders(BR)).isEmpty();
  }
}
