package dev.postmeridian.classifier;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.ExitCode;
import dev.postmeridian.cli.IoCause;
import dev.postmeridian.mail.MailContent;
import dev.postmeridian.mime.MailReader;
import dev.postmeridian.mime.Reading;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Labelled data in any form the commands accept, told apart by what is in it: a folder of raw mail
 * with a folder for each label, an index in TREC's form, CSV with a header, or JSON Lines.
 */
final class TrainingData {
  private static final Pattern TREC = Pattern.compile("(?i)(spam|ham)\\s+(\\S.*)");

  private final String textColumn;
  private final String labelColumn;
  private final MailReader reader = new MailReader();
  private final Map<String, Integer> bad = new LinkedHashMap<>();
  private boolean timeOrdered;

  TrainingData(String textColumn, String labelColumn) {
    this.textColumn = textColumn;
    this.labelColumn = labelColumn;
  }

  /** Rows that could not be used, by cause. */
  Map<String, Integer> bad() {
    return bad;
  }

  void reject(String cause) {
    bad.merge(cause, 1, Integer::sum);
  }

  /** Whether the data is in the order of time, as an index is. */
  boolean isTimeOrdered() {
    return timeOrdered;
  }

  /**
   * Reads all examples, in an order that is the same each time.
   *
   * @throws CommandFailure if the data is missing, empty or of no known form
   */
  void read(Path path, Consumer<Example> into) {
    if (!Files.isReadable(path)) {
      throw failure(path + " cannot be read: there is no such file or folder, or no permission");
    }
    try {
      if (Files.isDirectory(path)) {
        folders(path, into);
      } else {
        file(path, into);
      }
    } catch (IOException e) {
      throw failure(path + " cannot be read: " + IoCause.inWords(e));
    }
  }

  private static CommandFailure failure(String message) {
    return new CommandFailure(ExitCode.FAILED, message);
  }

  private void folders(Path root, Consumer<Example> into) throws IOException {
    List<Path> labels = children(root).filter(Files::isDirectory).toList();
    if (labels.isEmpty()) {
      throw failure(root + " has no folders: put the mail of each label into a folder of its name");
    }
    for (Path label : labels) {
      for (Path file : children(label).filter(Files::isRegularFile).toList()) {
        mail(label.getFileName().toString(), file, into);
      }
    }
  }

  private static Stream<Path> children(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList().stream();
    }
  }

  private void mail(String label, Path file, Consumer<Example> into) {
    try {
      switch (reader.read(Files.readAllBytes(file))) {
        case Reading.Message message -> into.accept(new Example(label, message.content()));
        case Reading.Unreadable unreadable -> reject(unreadable.reason());
      }
    } catch (IOException e) {
      reject("a mail file cannot be read");
    }
  }

  private void file(Path path, Consumer<Example> into) throws IOException {
    try (BufferedReader lines = lenient(path)) {
      lines.mark(1 << 16);
      String first = lines.readLine();
      while (first != null && first.isBlank()) {
        first = lines.readLine();
      }
      if (first == null) {
        throw failure(path + " is empty");
      }
      lines.reset();
      if (first.stripLeading().startsWith("{")) {
        jsonLines(lines, into);
      } else if (TREC.matcher(first).matches()) {
        index(path, lines, into);
      } else {
        csv(path, lines, into);
      }
    }
  }

  /** UTF-8, with what is none of it replaced. */
  private static BufferedReader lenient(Path path) throws IOException {
    return new BufferedReader(
        new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8));
  }

  private void index(Path path, BufferedReader lines, Consumer<Example> into) throws IOException {
    timeOrdered = true;
    Path base = path.toAbsolutePath().getParent();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher entry = TREC.matcher(line.strip());
      if (entry.matches() && base != null) {
        mail(entry.group(1), base.resolve(entry.group(2)), into);
      } else if (!line.isBlank()) {
        reject("a line of the index is not 'spam PATH' or 'ham PATH'");
      }
    }
  }

  private void jsonLines(BufferedReader lines, Consumer<Example> into) throws IOException {
    JsonMapper json = JsonMapper.shared();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isBlank()) {
        continue;
      }
      try {
        JsonNode row = json.readTree(line);
        take(row.path(labelColumn).asString(""), jsonText(row), into);
      } catch (JacksonException e) {
        reject("a line is not a JSON object");
      }
    }
  }

  /** The text, or subject and body where a row has these instead. */
  private String jsonText(JsonNode row) {
    if (row.has(textColumn) || !row.has("body")) {
      return row.path(textColumn).asString("");
    }
    return row.path("subject").asString("") + "\n" + row.path("body").asString("");
  }

  private void csv(Path path, BufferedReader lines, Consumer<Example> into) throws IOException {
    var rows = new CsvRows(lines);
    List<String> header = rows.next().orElse(List.of());
    int text = header.indexOf(textColumn);
    int label = header.indexOf(labelColumn);
    if (header.stream().anyMatch(name -> name.chars().anyMatch(TrainingData::isNoText))) {
      throw failure(path + " is not text: name a folder of mail, an index, CSV or JSON Lines");
    }
    if (text < 0 || label < 0) {
      throw failure(
          path
              + " has the columns "
              + header
              + ", not '"
              + labelColumn
              + "' and '"
              + textColumn
              + "': name yours with --label-column and --text-column");
    }
    for (var row = rows.next(); row.isPresent(); row = rows.next()) {
      if (row.get().size() == header.size()) {
        take(row.get().get(label), row.get().get(text), into);
      } else if (row.get().size() != 1 || !row.get().getFirst().isBlank()) {
        reject("a row has another number of columns than the header");
      }
    }
  }

  private static boolean isNoText(int c) {
    return c == '\ufffd' || (Character.isISOControl(c) && !Character.isWhitespace(c));
  }

  private void take(String label, String text, Consumer<Example> into) {
    if (label.isBlank()) {
      reject("a row has no label");
    } else if (text.isBlank()) {
      reject("a row has no text");
    } else {
      into.accept(new Example(label.strip(), MailContent.of("", text)));
    }
  }
}
