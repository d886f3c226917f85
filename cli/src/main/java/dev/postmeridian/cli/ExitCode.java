package dev.postmeridian.cli;

/** What a command's exit code tells a script; above 2 as in BSD's sysexits(3). */
public final class ExitCode {
  /** Everything was done. */
  public static final int OK = 0;

  /** Something was not done; the words on stderr say what. */
  public static final int FAILED = 1;

  /** The command or the deployment file is wrong: nothing was begun. */
  public static final int USAGE = 2;

  /** A program, a file or a running fleet that is needed is not there. */
  public static final int UNAVAILABLE = 69;

  /** A file or folder cannot be written, or the disk is full. */
  public static final int CANNOT_WRITE = 73;

  private ExitCode() {}
}
