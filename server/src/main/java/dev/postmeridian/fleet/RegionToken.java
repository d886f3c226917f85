package dev.postmeridian.fleet;

import dev.postmeridian.cli.FleetFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** A region's admin token: 256 random bits in a file that only its owner may read. */
public final class RegionToken {
  private static final int BYTES = 32;

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
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "can't read or write the token file " + file + ": check its owner and mode", e);
    }
  }

  private static void make(Path file) throws IOException {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
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
