package dev.postmeridian.cli;

import dev.postmeridian.cli.FleetFile.MailDomain;
import java.util.HashMap;
import java.util.List;

/** The domains of a local fleet that sample mail goes to: those that the chosen regions take. */
record SampleDomains(RegionOptions regions, NearestLawful nearest) {
  /**
   * All of them, at least one.
   *
   * @throws CommandFailure if there is none
   */
  List<MailDomain> all() {
    var fleet =
        regions
            .fleet()
            .orElseThrow(() ->
                usage(
                    "A remote region does not tell whose mail it gets. Name a recipient of the"
                        + " samples with --to ADDRESS."));
    if (fleet.domains().isEmpty()) {
      throw usage(
          "Nobody is known who could get sample mail. Name a recipient with --to, or list domains"
              + " under 'mailboxes' in the deployment file.");
    }
    return regions
        .region()
        .map(region -> lawful(fleet.domains(), region))
        .orElseGet(fleet::domains);
  }

  private List<MailDomain> lawful(List<MailDomain> domains, String region) {
    var byCountry = new HashMap<String, Boolean>();
    var lawful =
        domains.stream()
            .filter(domain -> byCountry.computeIfAbsent(domain.country(), _ -> isTaken(domain)))
            .toList();
    if (lawful.isEmpty()) {
      throw usage(
          region
              + " may take the mail of no domain under 'mailboxes' in the deployment file. Name"
              + " another region, or a recipient with --to.");
    }
    return lawful;
  }

  /** A region that does not answer now is waited for, and may refuse then. */
  private boolean isTaken(MailDomain domain) {
    try {
      var _ = nearest.forRecipient("info@" + domain.name());
      return true;
    } catch (UnreachableException _) {
      return true;
    } catch (NearestLawful.NoRouteException _) {
      return false;
    } catch (ApiProblem e) {
      throw e.failure();
    }
  }

  private static CommandFailure usage(String words) {
    return new CommandFailure(ExitCode.USAGE, words);
  }
}
