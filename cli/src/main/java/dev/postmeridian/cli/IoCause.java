package dev.postmeridian.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Why reading, writing or connecting failed, in words for people instead of a class's name. */
public final class IoCause {
  private IoCause() {}

  /** Such as {@code there is no such file}. */
  public static String inWords(IOException e) {
    return switch (e) {
      case NoSuchFileException _, FileNotFoundException _ -> "there is no such file";
      case AccessDeniedException _ -> "its rights do not allow it";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      case CharacterCodingException _ -> "it is not UTF-8";
      case HttpTimeoutException _ -> "no answer in time";
      case UnknownHostException _ -> "no host of that name";
      case ConnectException c when c.getCause() instanceof UnresolvedAddressException ->
          "no host of that name";
      case ConnectException _ -> "nothing listens there";
      default -> Optional.ofNullable(e.getMessage()).orElse("the connection broke off");
    };
  }
}
