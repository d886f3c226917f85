package dev.postmeridian.classifier;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes a token table as a model's folder; the tool that distils the table uses it. */
public final class TokenTableFile {
  private TokenTableFile() {}

  /**
   * Writes the table.
   *
   * @param directions for each token as many bytes as there are dimensions
   * @param magnitudes for each token what one unit of its bytes is worth
   * @return digest of the weights
   */
  public static String write(
      Path folder,
      List<String> vocabulary,
      float[] magnitudes,
      byte[] directions,
      int sentences,
      Map<String, Double> metrics)
      throws IOException {
    String data =
        "distilled from all-MiniLM-L6-v2 (quantised) on sentences of banking77, bitext, it_tickets,"
            + " clinc150, parakweet and the SpamAssassin corpus";
    String licence =
        "Apache-2.0 (MiniLM, parakweet), CC-BY-4.0, CC-BY-3.0, CDLA-Sharing-1.0, MIT, PDDL-1.0";
    var manifest = new Manifest(1, "tokens", 1, "", data, licence, sentences, metrics);
    byte[] weights = WeightsForm.of(vocabulary, magnitudes, directions);
    return ModelFolder.write(folder, manifest, weights).sha256();
  }
}
