package dev.postmeridian.fleet;

import dev.postmeridian.cli.FleetFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** A region's admin token: 256 random bits in a file that only its owner may read. */
public final class RegionToken {
  private static final int BYTES = 32;
  private static final int SHORTEST = 16;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private RegionToken() {}

  /** The file that holds the token of the region in this folder. */
  public static Path file(Path folder) {
    return folder.resolve(FleetFile.TOKEN);
  }

  /** The region's token, made at the first call; safe for several nodes at once. */
  public static String readOrMake(Path folder) {
    Path file = file(folder);
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      Files.setPosixFilePermissions(file, OWNER_ONLY);
      return token(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "can't read or write the token file " + file + ": check its owner and mode", e);
    }
  }

  private static String token(Path file) throws IOException {
    String token = Files.readString(file).strip();
    if (token.length() < SHORTEST) {
      throw new UncheckedIOException(
          "the token file " + file + " holds no token: remove it, and the next start makes one",
          new EOFException());
    }
    return token;
  }

  private static void make(Path file) throws IOException {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    var mode = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "token", ".new", mode);
    Files.writeString(fresh, Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "\n");
    try {
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      // another node was first: its token stands
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
