package dev.postmeridian.classifier;

import dev.postmeridian.triage.JunkModel;
import dev.postmeridian.triage.LinearModel;
import dev.postmeridian.triage.TokenTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Weights as bytes, big-endian as Java's data streams write them, each kind with its own sign. */
public final class WeightsForm {
  private static final int JUNK = 0x504d4a31;
  private static final int LINEAR = 0x504d4c31;
  private static final int TOKENS = 0x504d5431;
  private static final int MAX_CLASSES = 10_000;

  private WeightsForm() {}

  private interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  private interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  private static <T> T read(String what, byte[] bytes, int sign, Reader<T> reader) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readInt() != sign) {
        throw new ModelFileException(what + " holds another kind of model");
      }
      return reader.read(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelFileException(what + " is damaged: its weights end early or do not fit", e);
    }
  }

  private static byte[] write(int sign, Writer writer) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(sign);
      writer.write(out);
    }
    return bytes.toByteArray();
  }

  static byte[] of(JunkModel model) throws IOException {
    return write(
        JUNK,
        out -> {
          out.writeFloat(model.textScale());
          out.writeFloat(model.findingScale());
          out.writeDouble(model.bias());
          out.writeDouble(model.threshold());
          out.writeInt(model.weights().length);
          out.write(model.weights());
        });
  }

  static JunkModel junk(String what, byte[] bytes) {
    return read(
        what,
        bytes,
        JUNK,
        in -> {
          float text = in.readFloat();
          float finding = in.readFloat();
          double bias = in.readDouble();
          double threshold = in.readDouble();
          return new JunkModel(block(in), text, finding, bias, threshold);
        });
  }

  static byte[] of(LinearModel model) throws IOException {
    return write(
        LINEAR,
        out -> {
          out.writeInt(model.classes().size());
          for (int c = 0; c < model.classes().size(); c++) {
            out.writeUTF(model.classes().get(c));
            out.writeFloat(model.scales()[c]);
            out.writeFloat(model.biases()[c]);
            out.writeInt(model.weights()[c].length);
            out.write(model.weights()[c]);
          }
          out.writeInt(model.rarity().length);
          out.write(model.rarity());
        });
  }

  static LinearModel linear(String what, byte[] bytes) {
    return read(
        what,
        bytes,
        LINEAR,
        in -> {
          int n = in.readInt();
          if (n < 2 || n > MAX_CLASSES) {
            throw new IOException("impossible number of classes");
          }
          var classes = new ArrayList<String>();
          byte[][] weights = new byte[n][];
          float[] scales = new float[n];
          float[] biases = new float[n];
          for (int c = 0; c < n; c++) {
            classes.add(in.readUTF());
            scales[c] = in.readFloat();
            biases[c] = in.readFloat();
            weights[c] = block(in);
          }
          return new LinearModel(classes, weights, scales, biases, block(in));
        });
  }

  /** A token table's bytes: vocabulary, magnitudes, directions. */
  public static byte[] of(List<String> vocabulary, float[] magnitudes, byte[] directions)
      throws IOException {
    return write(
        TOKENS,
        out -> {
          byte[] words = String.join("\n", vocabulary).getBytes(StandardCharsets.UTF_8);
          out.writeInt(words.length);
          out.write(words);
          for (float magnitude : magnitudes) {
            out.writeFloat(magnitude);
          }
          out.writeInt(directions.length);
          out.write(directions);
        });
  }

  static TokenTable tokens(String what, byte[] bytes) {
    return read(
        what,
        bytes,
        TOKENS,
        in -> {
          List<String> vocabulary =
              List.of(new String(block(in), StandardCharsets.UTF_8).split("\n", -1));
          float[] magnitudes = new float[vocabulary.size()];
          for (int i = 0; i < magnitudes.length; i++) {
            magnitudes[i] = in.readFloat();
          }
          return new TokenTable(vocabulary, block(in), magnitudes);
        });
  }

  private static byte[] block(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("impossible length");
    }
    return in.readNBytes(length);
  }
}
