package dev.postmeridian.intake;

/** Counts the {@code Received} fields of a mail's header: the hops it says it has made. */
final class ReceivedFields {
  private static final byte[] NAME = {'r', 'e', 'c', 'e', 'i', 'v', 'e', 'd', ':'};

  private ReceivedFields() {}

  /** Reads lines, ended by LF with or without CR, up to the first empty one. */
  static int count(byte[] data) {
    int count = 0;
    int line = 0;
    while (line < data.length && !isEmptyLine(data, line)) {
      if (startsWithName(data, line)) {
        count++;
      }
      line = nextLine(data, line);
    }
    return count;
  }

  private static boolean isEmptyLine(byte[] data, int at) {
    return data[at] == '\n' || (data[at] == '\r' && at + 1 < data.length && data[at + 1] == '\n');
  }

  private static boolean startsWithName(byte[] data, int at) {
    if (data.length - at < NAME.length) {
      return false;
    }
    for (int i = 0; i < NAME.length; i++) {
      int c = data[at + i];
      if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != NAME[i]) {
        return false;
      }
    }
    return true;
  }

  private static int nextLine(byte[] data, int from) {
    int at = from;
    while (at < data.length && data[at] != '\n') {
      at++;
    }
    return at + 1;
  }
}
