package dev.postmeridian.classifier;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model on disk or in the program: {@code manifest.json} and {@code weights.bin}, deflated. The
 * manifest's digest guards every byte of the weights.
 */
final class ModelFolder {
  static final String MANIFEST = "manifest.json";
  static final String WEIGHTS = "weights.bin";
  private static final int MAX_BYTES = 512 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Where the two files come from. */
  interface Source {
    /** The file's bytes; empty if there is none. */
    Optional<InputStream> open(String file) throws IOException;
  }

  /** A model read and checked. */
  @SuppressWarnings("ArrayRecordComponent")
  record Loaded(Manifest manifest, byte[] weights) {}

  private ModelFolder() {}

  static Source on(Path folder) {
    return file -> {
      Path path = folder.resolve(file);
      return Files.isReadable(path) ? Optional.of(Files.newInputStream(path)) : Optional.empty();
    };
  }

  static Source resource(String folder) {
    return file -> Optional.ofNullable(ModelFolder.class.getResourceAsStream(folder + "/" + file));
  }

  /**
   * Reads a model.
   *
   * @throws ModelFileException if it is missing, damaged or of another format
   */
  static Loaded read(String what, Source source) {
    Manifest manifest = manifest(what, source);
    if (manifest.format() != Manifest.FORMAT) {
      throw new ModelFileException(
          what + " has format " + manifest.format() + "; this version reads format 1");
    }
    byte[] weights = weights(what, source);
    if (!digest(weights).equals(manifest.sha256())) {
      throw new ModelFileException(
          what + " is damaged: its weights do not match the manifest's digest; make it anew");
    }
    return new Loaded(manifest, weights);
  }

  private static Manifest manifest(String what, Source source) {
    try (InputStream in = required(what, source, MANIFEST)) {
      return JSON.readValue(in, Manifest.class);
    } catch (IOException | JacksonException e) {
      throw new ModelFileException(what + " is damaged: its manifest cannot be read", e);
    }
  }

  private static byte[] weights(String what, Source source) {
    try (var in = new InflaterInputStream(required(what, source, WEIGHTS))) {
      return in.readNBytes(MAX_BYTES);
    } catch (IOException e) {
      throw new ModelFileException(what + " is damaged: its weights cannot be inflated", e);
    }
  }

  private static InputStream required(String what, Source source, String file) throws IOException {
    return source
        .open(file)
        .orElseThrow(() -> new ModelFileException(what + " is incomplete: it has no " + file));
  }

  /** Writes a model, its digest filled in. */
  static Manifest write(Path folder, Manifest manifest, byte[] weights) throws IOException {
    var guarded =
        new Manifest(
            Manifest.FORMAT,
            manifest.name(),
            manifest.version(),
            digest(weights),
            manifest.trainedOn(),
            manifest.licence(),
            manifest.examples(),
            manifest.metrics());
    Files.createDirectories(folder);
    Files.write(folder.resolve(WEIGHTS), deflate(weights));
    Files.writeString(folder.resolve(MANIFEST), JSON.writeValueAsString(guarded) + "\n");
    return guarded;
  }

  private static byte[] deflate(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    var deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try (var deflated = new DeflaterOutputStream(out, deflater)) {
      new ByteArrayInputStream(bytes).transferTo(deflated);
    } finally {
      deflater.end();
    }
    return out.toByteArray();
  }

  static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
