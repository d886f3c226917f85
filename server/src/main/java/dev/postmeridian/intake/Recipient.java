package dev.postmeridian.intake;

import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.util.Set;

/** A recipient as this region sees it: what the law says about taking its mail here. */
public sealed interface Recipient {
  /** The address as the sender wrote it. */
  MailAddress mailbox();

  /**
   * This region takes its mail.
   *
   * @param lawful every region that may, this one among them
   */
  record Here(MailAddress mailbox, Country country, Set<RegionName> lawful) implements Recipient {
    public Here {
      lawful = Set.copyOf(lawful);
    }
  }

  /**
   * There is such a mailbox, and only other regions may take its mail.
   *
   * @param lawful the regions that may; never empty
   */
  record Elsewhere(MailAddress mailbox, Country country, Set<RegionName> lawful)
      implements Recipient {
    public Elsewhere {
      lawful = Set.copyOf(lawful);
    }
  }

  /** There is such a mailbox, and no region may take its mail: none lists its country. */
  record Nowhere(MailAddress mailbox, Country country) implements Recipient {}

  /** There is no such mailbox. */
  record Unknown(MailAddress mailbox) implements Recipient {}
}
