package dev.postmeridian.config;

import dev.postmeridian.triage.Queue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads {@code postmeridian.yaml}: every problem at once, each with its line and its remedy. */
public final class DeploymentFile {
  private static final String SAMPLE = "postmeridian.yaml";

  private final Findings findings = new Findings();
  private final Path folder;

  private DeploymentFile(Path folder) {
    this.folder = folder;
  }

  /** Reads a file; paths in it are relative to its folder. */
  public static CheckedFile read(Path file) {
    var folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
    var reader = new DeploymentFile(folder);
    var section =
        YamlText.read(file, reader.findings)
            .flatMap(root -> new Setting("", root, reader.findings).section("'regions:' and more"));
    return reader.outcome(section.flatMap(reader::deployment));
  }

  /** Reads text in place of a file; relative paths in it are relative to the folder. */
  public static CheckedFile parse(String yaml, Path folder) {
    var reader = new DeploymentFile(folder);
    var section =
        YamlText.compose(yaml.getBytes(StandardCharsets.UTF_8), reader.findings)
            .flatMap(root -> new Setting("", root, reader.findings).section("'regions:' and more"));
    return reader.outcome(section.flatMap(reader::deployment));
  }

  /** The commented sample that {@code up} writes where there is no file. */
  public static String sample() {
    try (var stream = DeploymentFile.class.getResourceAsStream(SAMPLE)) {
      return new String(
          Objects.requireNonNull(stream, SAMPLE).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own sample cannot be read", e);
    }
  }

  private CheckedFile outcome(Optional<Deployment> deployment) {
    if (deployment.isEmpty() || findings.hasErrors()) {
      return new CheckedFile.Refused(findings.inOrder());
    }
    return new CheckedFile.Usable(deployment.get(), findings.inOrder());
  }

  private Optional<Deployment> deployment(Section file) {
    var regions = new RegionsReader(findings, folder).read(file);
    var rules = new ResidencyReader(regions.regions()).read(file);
    var fleet = FleetSettingsReader.read(file);
    var mailboxes = new MailboxesReader(findings, regions.regions(), rules.unlisted()).read(file);
    var queues = file.optional("queues").map(QueuesReader::read).orElseGet(Defaults::queues);
    var retention = file.optional("retention").flatMap(RetentionReader::read);
    var limits = file.optional("limits").map(LimitsReader::read).orElse(Limits.DEFAULTS);
    var outbox =
        file.optional("outbox")
            .map(s -> new OutboxReader(queues, mailboxes, folder).read(s))
            .orElse(List.of());
    LaterKeys.report(file, findings);
    file.finish();
    if (findings.hasErrors()) {
      return Optional.empty();
    }
    return Optional.of(
        new Deployment(
            regions.regions(),
            regions.settings(),
            rules,
            fleet,
            mailboxes,
            queues,
            retention.orElse(Retention.DEFAULTS),
            limits,
            outbox));
  }

  /** What holds where the file is silent; the sample's queues serve every file without its own. */
  static final class Defaults {
    private Defaults() {}

    static List<Queue> queues() {
      var findings = new Findings();
      return YamlText.compose(sample().getBytes(StandardCharsets.UTF_8), findings)
          .flatMap(root -> new Setting("", root, findings).section("the sample"))
          .flatMap(section -> section.optional("queues"))
          .map(QueuesReader::read)
          .orElseThrow(() -> new IllegalStateException("the sample has no queues"));
    }
  }
}
