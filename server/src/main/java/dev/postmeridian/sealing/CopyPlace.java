package dev.postmeridian.sealing;

import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.RegionName;

/** A place in the listing of copies for one region: where to go on after an interruption. */
public record CopyPlace(MessageId message, RegionName origin, String stamp) {
  /** As {@link #toString} writes it. */
  public static CopyPlace parse(String text) {
    String[] parts = text.split("/", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("a place in a listing has three parts");
    }
    return new CopyPlace(new MessageId(parts[0]), new RegionName(parts[1]), parts[2]);
  }

  /** The place of a copy. */
  static CopyPlace of(SealLabel label) {
    return new CopyPlace(label.message(), label.origin(), label.stamp());
  }

  @Override
  public String toString() {
    return message + "/" + origin + "/" + stamp;
  }
}
