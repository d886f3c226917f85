package dev.postmeridian.intake;

import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Transfer;
import java.util.Optional;
import java.util.Set;

/** A recipient as this region sees it: what the law says about taking its mail here. */
public sealed interface Recipient {
  /** The address as the sender wrote it. */
  MailAddress mailbox();

  /** Its mail is taken, in clear or sealed, or passed on, and somebody answers for it. */
  sealed interface Taken extends Recipient {
    /** Whose law it lives under. */
    Country country();

    /**
     * Whether both can be recipients of one transaction, so that one reply after its data tells the
     * truth for both.
     */
    default boolean sharesTransactionWith(Taken other) {
      return switch (this) {
        case Here _ -> other instanceof Here;
        case Sealed(_, _, RegionName to) ->
            other instanceof Sealed(_, _, RegionName there) && to.equals(there);
        case Relayed(_, _, RegionName to) ->
            other instanceof Relayed(_, _, RegionName there) && to.equals(there);
      };
    }
  }

  /**
   * This region takes its mail and processes it.
   *
   * @param lawful every region that may, this one among them but for a transfer
   * @param transfer the exception that alone makes it lawful here, to be audited
   */
  record Here(
      MailAddress mailbox, Country country, Set<RegionName> lawful, Optional<Transfer> transfer)
      implements Taken {
    public Here {
      lawful = Set.copyOf(lawful);
    }
  }

  /**
   * No region that may process its mail can take it now: this one takes it sealed.
   *
   * @param to whose key it is sealed to
   */
  record Sealed(MailAddress mailbox, Country country, RegionName to) implements Taken {}

  /**
   * Its mail passes through this region to another that takes it.
   *
   * @param to that region
   */
  record Relayed(MailAddress mailbox, Country country, RegionName to) implements Taken {}

  /**
   * There is such a mailbox, and only other regions may take its mail, none of them now.
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
