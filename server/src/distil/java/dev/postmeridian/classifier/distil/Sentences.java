package dev.postmeridian.classifier.distil;

import dev.postmeridian.mime.MailReader;
import dev.postmeridian.mime.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gathers the sentences to distil on. Usage: {@code Sentences TICKETS MAIL OUT}. */
final class Sentences {
  private final Set<String> sentences = new LinkedHashSet<>();

  public static void main(String[] args) throws IOException {
    var gathered = new Sentences();
    gathered.tickets(Path.of(args[0]));
    gathered.mail(Path.of(args[1]));
    Files.write(Path.of(args[2]), gathered.sentences);
  }

  private void add(String text) {
    String sentence = text.replaceAll("\\s+", " ").strip();
    if (sentence.length() > 2) {
      sentences.add(sentence);
    }
  }

  private void tickets(Path folder) throws IOException {
    column(folder.resolve("banking77_train.csv"), "text");
    column(folder.resolve("bitext_6480.csv"), "instruction");
    column(folder.resolve("it_tickets_train.csv"), "text");
    JsonNode clinc = JsonMapper.shared().readTree(Files.readString(folder.resolve("clinc150_dev.json")));
    clinc.path("train").forEach(pair -> add(pair.get(0).asString()));
    for (String line : Files.readAllLines(folder.resolve("parakweet_needs_reply_train.txt"))) {
      add(line.substring(line.indexOf('\t') + 1));
    }
  }

  private void column(Path file, String name) throws IOException {
    List<List<String>> rows = rows(Files.readString(file));
    int column = rows.getFirst().indexOf(name);
    rows.stream().skip(1).filter(row -> row.size() > column).forEach(row -> add(row.get(column)));
  }

  static List<List<String>> rows(String csv) {
    var rows = new ArrayList<List<String>>();
    var row = new ArrayList<String>();
    var value = new StringBuilder();
    boolean quoted = false;
    for (char c : csv.toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
        value.append(c);
      } else if (c != '\r') {
        row.add(value.toString());
        value.setLength(0);
        if (c == '\n') {
          rows.add(List.copyOf(row));
          row.clear();
        }
      }
    }
    return rows;
  }

  /** Subjects, and the first paragraphs of each mail that read like prose. */
  private void mail(Path folder) throws IOException {
    var reader = new MailReader();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (reader.read(Files.readAllBytes(file)) instanceof Reading.Message message) {
          add(message.content().mail().subject());
          paragraphs(message.content().mail().text());
        }
      }
    }
  }

  private void paragraphs(String text) {
    int taken = 0;
    for (String paragraph : text.split("\n\\s*\n")) {
      String words = paragraph.replaceAll("(?m)^[> ]+", " ").replaceAll("\\s+", " ").strip();
      if (taken < 4 && words.length() >= 25 && words.length() <= 400 && words.matches(".*[a-z]{3}.*")) {
        add(words);
        taken++;
      }
    }
  }
}
