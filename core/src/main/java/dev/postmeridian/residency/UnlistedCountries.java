package dev.postmeridian.residency;

/** What becomes of mail for a country that no region lists. */
public enum UnlistedCountries {
  /** It is refused: nobody has said who may process it. */
  REFUSE,
  /** Every region may process it; the nearest does. */
  ANYWHERE
}
