package dev.postmeridian.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;

/**
 * A region's keys in a file: readable is what they are and how the passphrase is stretched, the
 * keys themselves are encrypted by the region.
 *
 * @param format names kind and version
 * @param keys the ids of the keys in it
 * @param encrypted in Base64
 */
record KeyFile(String format, String region, List<String> keys, Stretching kdf, String encrypted) {
  static final String FORMAT = "postmeridian-keys 1";
  private static final int BYTES = 32;

  KeyFile {
    keys = List.copyOf(keys);
  }

  /**
   * How a passphrase becomes a key: Argon2id (RFC 9106), which costs time and memory at each guess.
   *
   * @param salt in Base64
   */
  record Stretching(String name, int memoryKib, int passes, int lanes, String salt) {
    private static final String ARGON2ID = "argon2id";

    /** The second of the options that RFC 9106, section 4, recommends. */
    static Stretching fresh() {
      byte[] salt = new byte[16];
      new SecureRandom().nextBytes(salt);
      return new Stretching(ARGON2ID, 64 << 10, 3, 4, Base64.getEncoder().encodeToString(salt));
    }

    /** The key that the passphrase stands for, in Base64. */
    String key(String passphrase) {
      var generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(memoryKib)
              .withIterations(passes)
              .withParallelism(lanes)
              .withSalt(Base64.getDecoder().decode(salt))
              .build());
      byte[] key = new byte[BYTES];
      generator.generateBytes(passphrase.getBytes(UTF_8), key);
      return Base64.getEncoder().encodeToString(key);
    }

    /** A file from elsewhere must not make this command take all memory, or for ever. */
    boolean isUsual() {
      return name.equals(ARGON2ID)
          && memoryKib >= 8
          && memoryKib <= 128 << 10
          && passes >= 1
          && passes <= 20
          && lanes >= 1
          && lanes <= 16
          && memoryKib >= 8 * lanes;
    }
  }

  /**
   * Reads a file.
   *
   * @throws CommandFailure if it cannot be read, or is none
   */
  static KeyFile read(Path file) {
    try {
      var found =
          Json.MAPPER
              .readerFor(KeyFile.class)
              .with(
                  DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                  DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
              .<KeyFile>readValue(Files.readAllBytes(file));
      if (found.format().equals(FORMAT) && found.kdf().isUsual()) {
        return found;
      }
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE, file + " cannot be read (" + IoCause.inWords(e) + ").");
    } catch (JacksonException _) {
      // said below
    }
    throw new CommandFailure(
        ExitCode.USAGE,
        file
            + " is no file of keys that this version knows ('"
            + FORMAT
            + "'): it is damaged, or another version wrote it. Nothing was imported.");
  }

  /** Refuses to write over a file: it may hold the only copy of a key. */
  static void checkAbsent(Path file) {
    if (Files.exists(file)) {
      throw there(file);
    }
  }

  private static CommandFailure there(Path file) {
    return new CommandFailure(
        ExitCode.CANNOT_WRITE,
        file + " is there already, and may hold the only copy of a key. Name another file.");
  }

  /** Writes a file that only its owner reads; on return it is on the disk. */
  void write(Path file) {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    byte[] text = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    try (var channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
      for (var left = ByteBuffer.wrap(text); left.hasRemaining(); ) {
        channel.write(left);
      }
      channel.force(true);
    } catch (FileAlreadyExistsException _) {
      throw there(file);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.CANNOT_WRITE,
          file + " cannot be written (" + IoCause.inWords(e) + "). Nothing was exported.");
    }
  }
}
