package dev.postmeridian.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The file that holds a region's token, which no message repeats. */
final class TokenFile {
  // RFC 6750, section 2.1
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private TokenFile() {}

  /**
   * The token in it.
   *
   * @throws CommandFailure if it cannot be read, or holds something else
   */
  static String read(Path file) {
    String held;
    try {
      held = Files.readString(file).strip();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "The token file "
              + file
              + " cannot be read ("
              + IoCause.inWords(e)
              + "). Run as the user who owns it, or name another with --token-file.");
    }
    if (!TOKEN.matcher(held).matches()) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "The file "
              + file
              + " holds no token, which is one line of letters and digits. --token-file"
              + " names a remote region's, ./postmeridian status those of a local fleet.");
    }
    return held;
  }
}
