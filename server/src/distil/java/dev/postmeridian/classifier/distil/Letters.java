package dev.postmeridian.classifier.distil;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes letters of customer service as mails without a header, which the junk model takes for
 * wanted mail of today. Usage: {@code Letters BITEXT_CSV OUT_FOLDER}.
 */
final class Letters {
  private static final int EACH_CATEGORY = 60;

  private Letters() {}

  public static void main(String[] args) throws IOException {
    List<List<String>> rows = Sentences.rows(Files.readString(Path.of(args[0])));
    int category = rows.getFirst().indexOf("category");
    int letter = rows.getFirst().indexOf("response");
    Path folder = Files.createDirectories(Path.of(args[1]));
    Map<String, Integer> written = new TreeMap<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      int number = written.merge(row.get(category), 1, Integer::sum);
      if (number <= EACH_CATEGORY) {
        Path file = folder.resolve("%s-%03d".formatted(row.get(category), number));
        Files.writeString(file, "\n" + row.get(letter) + "\n");
      }
    }
  }
}
