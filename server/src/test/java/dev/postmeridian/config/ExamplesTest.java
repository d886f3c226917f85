package dev.postmeridian.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.region.Countries;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files that people copy. */
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("../examples");

  @Test
  void everyExampleIsUsableWithoutAWarning() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      assertThat(files)
          .isNotEmpty()
          .allSatisfy(file -> assertThat(DeploymentFile.read(file).findings()).isEmpty());
    }
  }

  @Test
  void europeHasTwoLawfulRegionsAndNoOtherCountryHas() {
    var deployment = ConfigOption.deployment(EXAMPLES.resolve("two-eu-regions.yaml"));
    var law = deployment.residency();
    var two = new RegionName[] {new RegionName("eu-central-1"), new RegionName("eu-west-1")};

    for (String word : new String[] {"EU", "UK", "CH"}) {
      Countries.named(word)
          .forEach(country -> assertThat(law.lawfulRegions(country)).containsExactly(two));
    }
    for (String word : new String[] {"US", "CA", "MX", "JP", "SG", "AU", "IN"}) {
      assertThat(law.lawfulRegions(new Country(word))).hasSize(1).doesNotContain(two);
    }
  }
}
