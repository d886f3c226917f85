package dev.postmeridian.smtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads command lines. Only CRLF ends one (RFC 5321, section 2.3.8). A bare LF or CR is reported at
 * once, so that somebody who types by hand learns of it, and nothing up to the next CRLF is read as
 * a command, so that nobody can hide one there.
 */
final class CommandReader {
  private final Connection connection;
  private final byte[] line;
  private int length;
  private boolean broken;

  /**
   * @param lineBytes the longest line with its CRLF
   */
  CommandReader(Connection connection, int lineBytes) {
    this.connection = connection;
    this.line = new byte[lineBytes - 2];
  }

  CommandLine read() throws IOException {
    if (broken && !skipToLineEnd()) {
      return CommandLine.End.OF_INPUT;
    }
    broken = false;
    length = 0;
    while (true) {
      int octet = connection.read();
      switch (octet) {
        case -1 -> {
          return CommandLine.End.OF_INPUT;
        }
        case '\n' -> {
          broken = true;
          return CommandLine.Broken.BARE_LF;
        }
        case '\r' -> {
          return afterCr();
        }
        default -> keep(octet);
      }
    }
  }

  private void keep(int octet) {
    if (length < line.length) {
      line[length] = (byte) octet;
    }
    length++;
  }

  private CommandLine afterCr() throws IOException {
    int octet = connection.read();
    if (octet == '\n') {
      return length > line.length ? CommandLine.Broken.TOO_LONG : text();
    }
    if (octet == -1) {
      return CommandLine.End.OF_INPUT;
    }
    connection.unread();
    broken = true;
    return CommandLine.Broken.BARE_CR;
  }

  private boolean skipToLineEnd() throws IOException {
    int before = 0;
    while (true) {
      int octet = connection.read();
      if (octet == -1) {
        return false;
      }
      if (before == '\r' && octet == '\n') {
        return true;
      }
      before = octet;
    }
  }

  private CommandLine text() {
    for (int i = 0; i < length; i++) {
      if (line[i] < 0) {
        return utf8();
      }
    }
    return new CommandLine.Text(new String(line, 0, length, StandardCharsets.ISO_8859_1));
  }

  private CommandLine utf8() {
    try {
      var decoder = StandardCharsets.UTF_8.newDecoder();
      return new CommandLine.Text(decoder.decode(ByteBuffer.wrap(line, 0, length)).toString());
    } catch (CharacterCodingException _) {
      return CommandLine.Broken.NOT_UTF8;
    }
  }
}
