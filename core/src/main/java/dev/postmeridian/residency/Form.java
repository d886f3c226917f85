package dev.postmeridian.residency;

/** The form in which something about a mailbox crosses from one region to another. */
public enum Form {
  /** Readable by who gets it. */
  CLEAR,
  /** Encrypted to the public key of a lawful region, which alone can open it. */
  SEALED,
  /** About a mailbox without content, addresses or subject: counts, positions, keys, ids. */
  METADATA
}
