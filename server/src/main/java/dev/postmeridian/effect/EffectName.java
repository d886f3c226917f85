package dev.postmeridian.effect;

import java.util.regex.Pattern;

/** The name that the deployment file gives an effect; a part of each effect's key. */
public record EffectName(String value) implements Comparable<EffectName> {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  /**
   * @throws IllegalArgumentException if it has another form
   */
  public EffectName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "an effect's name has 1 to 40 lower-case letters, digits and hyphens");
    }
  }

  @Override
  public int compareTo(EffectName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
