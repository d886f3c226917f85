package dev.postmeridian.endtoend;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The three regions of the sample file, with a mailbox domain of a country in each. */
public final class ThreeRegions {
  /** The regions as the design describes them, word for word. */
  public static final String REGIONS =
      """
      regions:
        us-east-1:
          role: primary
          email_processing_capacity: 1000/minute
          ai_model_tier: "production-optimized"
          data_residency: ["US", "CA", "MX"]
        eu-west-1:
          role: active-secondary
          email_processing_capacity: 800/minute
          ai_model_tier: "gdpr-compliant"
          data_residency: ["EU", "UK", "CH"]
        ap-southeast-1:
          role: active-secondary
          email_processing_capacity: 600/minute
          ai_model_tier: "latency-optimized"
          data_residency: ["JP", "SG", "AU", "IN"]
      """;

  public static final String YAML =
      REGIONS
          + """
          mailboxes:
            us.example: US
            de.example: DE
            jp.example: JP
          queues:
            billing:
              description: Invoices, payments and refunds.
            support:
              description: Something is broken, slow or down and a customer needs help.
          """;

  /** A domain lawful in each region. */
  static final SortedMap<String, String> DOMAIN_OF =
      new TreeMap<>(
          Map.of(
              "us-east-1",
              "us.example",
              "eu-west-1",
              "de.example",
              "ap-southeast-1",
              "jp.example"));

  private ThreeRegions() {}
}
