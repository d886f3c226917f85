package dev.postmeridian.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** A file as YAML 1.2 nodes that know their places; what stands in the way is a problem. */
final class YamlText {
  private static final long MAX_BYTES = 16L << 20;

  private YamlText() {}

  /** The file's root node; empty if a problem was found that hides all others. */
  static Optional<Node> read(Path file, Findings findings) {
    try {
      if (Files.isDirectory(file)) {
        return fail(
            findings, "This is a folder", "Name the file in it, such as postmeridian.yaml.");
      }
      if (Files.size(file) > MAX_BYTES) {
        return fail(findings, "The file is larger than 16 MiB", "Name a deployment file.");
      }
      return compose(Files.readAllBytes(file), findings);
    } catch (NoSuchFileException _) {
      return fail(findings, "There is no such file", "Check the path.");
    } catch (AccessDeniedException _) {
      return fail(findings, "The file cannot be read", "Give your user the right to read it.");
    } catch (IOException e) {
      return fail(findings, "The file cannot be read: " + e.getMessage(), "Check the disk.");
    }
  }

  /** The root node of YAML text in UTF-8. */
  static Optional<Node> compose(byte[] bytes, Findings findings) {
    var text = decode(bytes, findings);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      var settings = LoadSettings.builder().setCodePointLimit((int) MAX_BYTES).build();
      var root = new Composer(settings, new ShallowParser(settings, text.get())).getSingleNode();
      return root.isPresent()
          ? root
          : fail(findings, "The file is empty", "Start with 'regions:'; the README shows one.");
    } catch (MarkedYamlEngineException e) {
      findings.add(syntax(e));
    } catch (YamlEngineException e) {
      fail(findings, "The file is not YAML: " + e.getMessage(), "Save it as YAML 1.2 in UTF-8.");
    }
    return Optional.empty();
  }

  private static Optional<String> decode(byte[] bytes, Findings findings) {
    for (byte b : bytes) {
      if (b == 0) {
        return fail(findings, "The file is binary, or UTF-16", "Save it as YAML text in UTF-8.");
      }
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException _) {
      return fail(findings, "The file is not text in UTF-8", "Save it as YAML text in UTF-8.");
    }
  }

  private static Finding syntax(MarkedYamlEngineException e) {
    var mark = e.getProblemMark().or(e::getContextMark);
    String problem = e.getProblem() == null ? "this is not YAML" : e.getProblem();
    String said = problem.matches("(?s).*(TAB|\\\\t|\t).*") ? "tabs may not indent" : problem;
    return new Finding(
        Finding.Severity.ERROR,
        mark.map(m -> m.getLine() + 1).orElse(1),
        mark.map(m -> m.getColumn() + 1).orElse(1),
        "YAML ends here: " + said.replaceAll("\\s+", " ").strip(),
        syntaxRemedy(said));
  }

  private static String syntaxRemedy(String said) {
    if (said.contains("tabs")) {
      return "Indent with spaces.";
    }
    if (said.contains("mapping values are not allowed")) {
      return "Align this key with its neighbours, or quote a value that holds a colon.";
    }
    if (said.contains("could not find expected ':'")) {
      return "Write 'key: value', with a space after the colon.";
    }
    if (said.contains("alias") || said.contains("anchor")) {
      return "Quote a value that starts with * or &.";
    }
    return "Check the indentation, quotes and brackets on this line and the one above.";
  }

  private static <T> Optional<T> fail(Findings findings, String what, String remedy) {
    findings.add(new Finding(Finding.Severity.ERROR, 0, 0, what, remedy));
    return Optional.empty();
  }
}
