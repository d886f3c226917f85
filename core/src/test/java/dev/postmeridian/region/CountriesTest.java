package dev.postmeridian.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CountriesTest {
  @Test
  void euStandsForItsTwentySevenMemberStates() {
    assertThat(Countries.named("EU"))
        .hasSize(27)
        .contains(new Country("DE"), new Country("GR"), new Country("IE"))
        .doesNotContain(new Country("GB"), new Country("CH"), new Country("NO"));
  }

  @Test
  void eeaAddsThreeCountriesToTheEu() {
    assertThat(Countries.named("EEA"))
        .hasSize(30)
        .containsAll(Countries.named("EU"))
        .contains(new Country("IS"), new Country("LI"), new Country("NO"));
  }

  @Test
  void ukIsWrittenGbInIso3166() {
    assertThat(Countries.named("UK")).containsExactly(new Country("GB"));
    assertThat(Countries.named("GB")).containsExactly(new Country("GB"));
  }

  @Test
  void aCodeThatIsoDoesNotAssignIsRefused() {
    assertThatThrownBy(() -> Countries.named("XX"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ISO 3166-1");
    assertThatThrownBy(() -> Countries.named("us")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRegionsNameIsADnsLabel() {
    assertThat(new RegionName("eu-west-1")).hasToString("eu-west-1");
    for (String bad : new String[] {"", "EU", "eu_west", "-eu", "eu-", "1eu", "a".repeat(64)}) {
      assertThatThrownBy(() -> new RegionName(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
