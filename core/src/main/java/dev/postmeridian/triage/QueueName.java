package dev.postmeridian.triage;

import java.util.regex.Pattern;

/**
 * The name of a queue: letters of any script, digits, spaces, hyphens and underscores, up to 64.
 */
public record QueueName(String value) implements Comparable<QueueName> {
  private static final Pattern FORM =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} _-]{0,63}");

  /** Where mail goes that no queue clearly fits, and that a person should place. */
  public static final QueueName REVIEW = new QueueName("review");

  /** Where spam and phishing go; bulk mail and automatic answers too that fit no queue clearly. */
  public static final QueueName JUNK = new QueueName("junk");

  /**
   * @throws IllegalArgumentException if it has another form
   */
  public QueueName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a queue's name has 1 to 64 letters, digits, spaces, hyphens or underscores");
    }
  }

  @Override
  public int compareTo(QueueName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
