package dev.postmeridian.classifier.distil;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sentence embedding model that the token table learns from: all-MiniLM-L6-v2, quantised. */
final class Teacher implements AutoCloseable {
  static final int DIMENSIONS = 384;
  private static final int MAX_TOKENS = 96;
  private static final int BATCH = 32;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final Map<String, Integer> vocabulary = new HashMap<>();

  Teacher() throws IOException, OrtException {
    try (InputStream model = resource("/all-minilm-l6-v2-q.onnx");
        InputStream tokenizer = resource("/all-minilm-l6-v2-q-tokenizer.json")) {
      var options = new OrtSession.SessionOptions();
      options.setIntraOpNumThreads(1); // one thread, so that sums are the same each time
      session = environment.createSession(model.readAllBytes(), options);
      JsonNode vocab = JsonMapper.shared().readTree(tokenizer).path("model").path("vocab");
      vocab.properties().forEach(e -> vocabulary.put(e.getKey(), e.getValue().asInt()));
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = Teacher.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException(name + " is not on the class path");
    }
    return in;
  }

  Map<String, Integer> vocabulary() {
    return vocabulary;
  }

  /** Unit vectors of texts, in their order. */
  float[][] embed(List<String> texts) throws OrtException {
    float[][] vectors = new float[texts.size()][];
    Integer[] order = new Integer[texts.size()];
    int[][] ids = new int[texts.size()][];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = tokens(texts.get(i));
      order[i] = i;
    }
    Arrays.sort(order, (a, b) -> Integer.compare(ids[a].length, ids[b].length));
    for (int at = 0; at < order.length; at += BATCH) {
      Integer[] batch = Arrays.copyOfRange(order, at, Math.min(order.length, at + BATCH));
      float[][] found = run(Arrays.stream(batch).map(i -> ids[i]).toArray(int[][]::new));
      for (int b = 0; b < batch.length; b++) {
        vectors[batch[b]] = found[b];
      }
    }
    return vectors;
  }

  private float[][] run(int[][] ids) throws OrtException {
    int width = ids[ids.length - 1].length;
    long[][] input = new long[ids.length][width];
    long[][] mask = new long[ids.length][width];
    for (int b = 0; b < ids.length; b++) {
      for (int t = 0; t < ids[b].length; t++) {
        input[b][t] = ids[b][t];
        mask[b][t] = 1;
      }
    }
    try (var inputs = OnnxTensor.createTensor(environment, input);
        var masks = OnnxTensor.createTensor(environment, mask);
        var types = OnnxTensor.createTensor(environment, new long[ids.length][width]);
        var result =
            session.run(
                Map.of("input_ids", inputs, "attention_mask", masks, "token_type_ids", types))) {
      float[][][] states = (float[][][]) result.get(0).getValue();
      float[][] pooled = new float[ids.length][];
      for (int b = 0; b < ids.length; b++) {
        pooled[b] = mean(states[b], ids[b].length);
      }
      return pooled;
    }
  }

  private static float[] mean(float[][] states, int length) {
    float[] mean = new float[DIMENSIONS];
    for (int t = 0; t < length; t++) {
      for (int d = 0; d < DIMENSIONS; d++) {
        mean[d] += states[t][d];
      }
    }
    return Vectors.unit(mean);
  }

  private int[] tokens(String text) {
    var ids = new ArrayList<Integer>();
    ids.add(id("[CLS]"));
    for (String word : words(text)) {
      pieces(word, ids);
      if (ids.size() >= MAX_TOKENS - 1) {
        break;
      }
    }
    ids.add(id("[SEP]"));
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }

  private int id(String token) {
    return vocabulary.getOrDefault(token, 0);
  }

  /** Words and single punctuation signs, lower case and without accents. */
  static List<String> words(String text) {
    String folded =
        Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
            .replaceAll("\\p{Mn}+", "");
    var words = new ArrayList<String>();
    int at = 0;
    while (at < folded.length()) {
      int end = at;
      while (end < folded.length() && Character.isLetterOrDigit(folded.charAt(end))) {
        end++;
      }
      if (end > at) {
        words.add(folded.substring(at, end));
        at = end;
      } else {
        if (!Character.isWhitespace(folded.charAt(at))) {
          words.add(folded.substring(at, at + 1));
        }
        at++;
      }
    }
    return words;
  }

  private void pieces(String word, List<Integer> ids) {
    int mark = ids.size();
    int at = 0;
    while (at < word.length()) {
      int end = word.length();
      Integer token = null;
      while (end > at && token == null) {
        token = vocabulary.get(at == 0 ? word.substring(at, end) : "##" + word.substring(at, end));
        end -= token == null ? 1 : 0;
      }
      if (token == null) {
        ids.subList(mark, ids.size()).clear();
        ids.add(id("[UNK]"));
        return;
      }
      ids.add(token);
      at = end;
    }
  }

  /** The vector of one token alone, between the signs that begin and end a text. */
  float[][] embedTokens(List<String> tokens) throws OrtException {
    float[][] vectors = new float[tokens.size()][];
    for (int at = 0; at < tokens.size(); at += 64) {
      int end = Math.min(tokens.size(), at + 64);
      int[][] ids = new int[end - at][];
      for (int i = at; i < end; i++) {
        ids[i - at] = new int[] {id("[CLS]"), id(tokens.get(i)), id("[SEP]")};
      }
      float[][] found = run(ids);
      System.arraycopy(found, 0, vectors, at, found.length);
    }
    return vectors;
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
