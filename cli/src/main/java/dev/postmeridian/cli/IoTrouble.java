package dev.postmeridian.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/** What went wrong with a file or a connection, in words for people. */
public final class IoTrouble {
  private IoTrouble() {}

  /** The words, to stand after a colon or in brackets. */
  public static String words(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "this user may not";
      case NotDirectoryException _ -> "it is no folder";
      case FileSystemException f -> lowerCase(f.getReason(), "the file system refused");
      case HttpTimeoutException _ -> "no answer in time";
      case ConnectException _ -> "nothing listens there";
      case UnknownHostException _ -> "no such host is known";
      case ClosedChannelException _ -> "the connection was closed";
      default -> lowerCase(e.getMessage(), "input or output failed");
    };
  }

  private static String lowerCase(
      @org.jspecify.annotations.Nullable String said, String otherwise) {
    String text = Optional.ofNullable(said).filter(s -> !s.isBlank()).orElse(otherwise);
    return text.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + text.substring(1);
  }
}
