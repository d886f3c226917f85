package dev.postmeridian.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Three regions on three hosts that share nothing: no file, no launcher, no loopback. Two of them
 * serve the same countries.
 */
final class ThreeHosts implements AutoCloseable {
  private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "eu-central-1");

  private final Namespaces namespaces = Namespaces.of(REGIONS.size());
  private final List<RegionHost> hosts = new ArrayList<>();

  private ThreeHosts() {}

  /** Starts them; returns once all are ready. */
  static ThreeHosts start(Path folder) throws IOException {
    var all = new ThreeHosts();
    try {
      all.startHosts(folder);
      all.hosts.forEach(RegionHost::awaitReady);
      return all;
    } catch (IOException | RuntimeException | AssertionError e) {
      all.close(); // what did start must not outlive the test
      throw e;
    }
  }

  private void startHosts(Path folder) throws IOException {
    var certificates = Certificates.in(folder.resolve("operator"));
    for (int number = 1; number <= REGIONS.size(); number++) {
      String region = REGIONS.get(number - 1);
      Path own = Files.createDirectory(folder.resolve("host-" + number));
      certificates.give(region, own);
      Files.writeString(own.resolve("postmeridian.yaml"), file(number));
      hosts.add(RegionHost.start(namespaces, number, region, own));
    }
  }

  /** A host's own file: where it listens and its certificate, and where the others are met. */
  private String file(int own) {
    var regions = new StringBuilder("regions:\n");
    for (int number = 1; number <= REGIONS.size(); number++) {
      boolean us = REGIONS.get(number - 1).startsWith("us-");
      regions.append(
          """
            %s:
              role: %s
              email_processing_capacity: 800/minute
              ai_model_tier: "%s"
              data_residency: %s
          """
              .formatted(
                  REGIONS.get(number - 1),
                  us ? "primary" : "active-secondary",
                  us ? "production-optimized" : "gdpr-compliant",
                  us ? "[US]" : "[EU]"));
      regions.append(number == own ? itself(number) : other(number));
    }
    return regions
        + """
        ingress: {EU: relay}
        mailboxes:
          us.example: US
          de.example: DE
        queues:
          billing:
            description: Invoices, payments and refunds.
        """;
  }

  private String itself(int number) {
    return """
        listen: %s
        link: {certificate: link.pem, key: link.key, authority: regions.pem}
    """
        .formatted(RegionHost.listeners(namespaces.address(number)));
  }

  private String other(int number) {
    return """
        link: {address: '%s:%d'}
    """
        .formatted(namespaces.address(number), RegionHost.LINK);
  }

  /** Where everybody's customer is, this process. */
  String sender() {
    return namespaces.sender();
  }

  RegionHost region(String name) {
    return hosts.get(REGIONS.indexOf(name));
  }

  List<RegionHost> all() {
    return hosts;
  }

  @Override
  public void close() {
    hosts.forEach(RegionHost::stop); // all at once
    hosts.forEach(RegionHost::close);
    namespaces.close();
  }
}
