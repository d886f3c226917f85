package dev.postmeridian.cli;

import dev.postmeridian.mail.MailAddress;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Mail in files: one a file, many in an mbox (RFC 4155, with its quoted From_ lines), a folder. */
public final class MailFiles {
  private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern SENDER =
      Pattern.compile("(?im)^(?:Return-Path|From):[^\\r\\n]*?([\\w.!#$%&'*+/=?^`{|}~-]+@[\\w.-]+)");
  private static final Pattern FIRST_FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9-]*[ \\t]*:");
  private static final Pattern USUAL_FIELD =
      Pattern.compile(
          "(?im)^(?:From|To|Subject|Date|Received|Return-Path|Message-ID|Delivered-To)[ \\t]*:");
  private static final int HEADER_BYTES = 16 << 10;
  private static final int BUFFER_BYTES = 1 << 16;

  private MailFiles() {}

  /** What takes a mail at a time, so that a big file is never in memory whole. */
  public interface Taker {
    /**
     * Takes a mail.
     *
     * @param name its file, and its place in a file of many
     */
    void take(String name, byte[] mail) throws InterruptedException;

    /** Notes a file in a folder that is no mail; the rest goes on. */
    void skipped(String name);

    /** Notes what cannot be read; the rest goes on. */
    void unreadable(String name, IOException why);
  }

  /** One mail; or many, if the file begins as an mbox does. */
  public static void eml(Path file, Taker taker) throws InterruptedException {
    open(file, taker, in -> oneOrMany(in, file.toString(), taker));
  }

  /** Reads one mail; or many, if what is read begins as an mbox does. */
  public static void read(InputStream from, String name, Taker taker) throws InterruptedException {
    try {
      oneOrMany(from, name, taker);
    } catch (IOException e) {
      taker.unreadable(name, e);
    }
  }

  private static void oneOrMany(InputStream from, String name, Taker taker)
      throws IOException, InterruptedException {
    var in = new BufferedInputStream(from, BUFFER_BYTES);
    if (isMbox(in)) {
      mails(in, name, taker);
    } else {
      taker.take(name, in.readAllBytes());
    }
  }

  /**
   * Every regular file below the folder that is not hidden and looks like mail, in the order of
   * their names: who names a folder has not looked at each file in it.
   */
  public static void folder(Path folder, Taker taker) throws InterruptedException {
    var found = new MailFolder();
    try {
      Files.walkFileTree(Files.isSymbolicLink(folder) ? folder.toRealPath() : folder, found);
    } catch (IOException e) {
      taker.unreadable(folder.toString(), e);
    }
    for (var file : found.files().entrySet()) {
      if (file.getValue().isPresent()) {
        taker.unreadable(file.getKey().toString(), file.getValue().get());
      } else {
        inFolder(file.getKey(), taker);
      }
    }
  }

  private static void inFolder(Path file, Taker taker) throws InterruptedException {
    String name = file.toString();
    open(
        file,
        taker,
        from -> {
          var in = new BufferedInputStream(from, BUFFER_BYTES);
          if (name.toLowerCase(Locale.ROOT).endsWith(".eml") || isMbox(in) || isMail(in)) {
            oneOrMany(in, name, taker);
          } else {
            taker.skipped(name);
          }
        });
  }

  private static boolean isMail(BufferedInputStream in) throws IOException {
    in.mark(HEADER_BYTES);
    String header = header(in.readNBytes(HEADER_BYTES));
    in.reset();
    return FIRST_FIELD.matcher(header).lookingAt() && USUAL_FIELD.matcher(header).find();
  }

  /** Every mail after a line {@code From } that follows a blank one; the file's begin is blank. */
  public static void mbox(Path file, Taker taker) throws InterruptedException {
    open(file, taker, in -> mails(new BufferedInputStream(in, BUFFER_BYTES), file + "", taker));
  }

  private interface Reader {
    void read(InputStream in) throws IOException, InterruptedException;
  }

  private static void open(Path file, Taker taker, Reader reader) throws InterruptedException {
    try (var in = Files.newInputStream(file)) {
      reader.read(in);
    } catch (IOException e) {
      taker.unreadable(file.toString(), Files.isDirectory(file) ? folderInstead(file) : e);
    }
  }

  /** A header field may be written {@code From :}, an mbox has an address there. */
  private static boolean isMbox(BufferedInputStream in) throws IOException {
    in.mark(FROM.length + 1);
    byte[] start = in.readNBytes(FROM.length + 1);
    in.reset();
    return start.length > FROM.length
        && startsWith(start, 0, FROM)
        && start[FROM.length] != ':'
        && start[FROM.length] != ' ';
  }

  private static void mails(InputStream in, String name, Taker taker)
      throws IOException, InterruptedException {
    ByteArrayOutputStream mail = null;
    boolean afterBlank = true;
    int place = 0;
    for (byte[] line = line(in); line.length > 0; line = line(in)) {
      if (afterBlank && startsWith(line, 0, FROM)) {
        if (mail != null) {
          taker.take(name + ": mail " + ++place, withoutLastBlank(mail.toByteArray()));
        }
        mail = new ByteArrayOutputStream();
      } else if (mail != null) {
        mail.writeBytes(unquoted(line));
      }
      afterBlank = isBlank(line);
    }
    if (mail != null) {
      taker.take(name + ": mail " + ++place, withoutLastBlank(mail.toByteArray()));
    }
  }

  private static IOException folderInstead(Path file) {
    return new FileSystemException(file.toString(), null, "it is a folder");
  }

  /** The envelope sender that a stored mail most likely had; empty if it names no address. */
  static String senderOf(byte[] mail) {
    return SENDER
        .matcher(header(mail))
        .results()
        .map(found -> found.group(1))
        .filter(MailFiles::isAddress)
        .findFirst()
        .orElse("");
  }

  private static boolean isAddress(String text) {
    try {
      MailAddress.parse(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** The header, or as much of it as matters here. */
  private static String header(byte[] mail) {
    String start =
        new String(mail, 0, Math.min(mail.length, HEADER_BYTES), StandardCharsets.ISO_8859_1);
    int end = start.indexOf("\n\n") < 0 ? start.indexOf("\r\n\r\n") : start.indexOf("\n\n");
    return end < 0 ? start : start.substring(0, end);
  }

  private static byte[] line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream(128);
    for (int b = in.read(); b >= 0; b = in.read()) {
      line.write(b);
      if (b == '\n') {
        break;
      }
    }
    return line.toByteArray();
  }

  private static byte[] unquoted(byte[] line) {
    int quotes = 0;
    while (quotes < line.length && line[quotes] == '>') {
      quotes++;
    }
    boolean quoted = quotes > 0 && startsWith(line, quotes, FROM);
    return quoted ? java.util.Arrays.copyOfRange(line, 1, line.length) : line;
  }

  /** The empty line before the next From_ line is the file's, not the mail's. */
  private static byte[] withoutLastBlank(byte[] mail) {
    int length = mail.length;
    if (length >= 2 && mail[length - 1] == '\n' && mail[length - 2] == '\n') {
      return java.util.Arrays.copyOf(mail, length - 1);
    }
    boolean crlf = length >= 4 && mail[length - 1] == '\n' && mail[length - 3] == '\n';
    return crlf && mail[length - 2] == '\r' ? java.util.Arrays.copyOf(mail, length - 2) : mail;
  }

  private static boolean isBlank(byte[] line) {
    return line.length == 1 || (line.length == 2 && line[0] == '\r');
  }

  private static boolean startsWith(byte[] line, int at, byte[] prefix) {
    return line.length - at >= prefix.length
        && java.util.Arrays.equals(line, at, at + prefix.length, prefix, 0, prefix.length);
  }
}
