package dev.postmeridian.classifier;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.ExitCode;
import dev.postmeridian.cli.IoCause;
import dev.postmeridian.cli.MailFiles;
import dev.postmeridian.config.CheckedFile;
import dev.postmeridian.config.ConfigOption;
import dev.postmeridian.config.Deployment;
import dev.postmeridian.config.DeploymentFile;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.mime.MailReader;
import dev.postmeridian.mime.Reading;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.triage.Triage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what the starter model decides of messages, and why, without a running service. */
@Command(
    name = "classify",
    description = "Prints what the starter model decides of messages, and why.",
    footer = {
      "",
      "Queues are those of --config, else of postmeridian.yaml in the current folder, else the",
      "sample's. Exit codes: 0 all were read, 1 some could not be.",
      "A reason: about what, of what kind, its weight for (+) or against (-), what was seen.",
      "The tier production-optimized has no sentence embedding yet: it decides as latency-optimized.",
      "",
      "Examples:",
      "  ./postmeridian classify mail.eml",
      "  ./postmeridian classify --mbox inbox.mbox --json",
      "  cat mail.eml | ./postmeridian classify -"
    })
public final class ClassifyCommand implements Callable<Integer> {
  private static final Path STANDARD_INPUT = Path.of("-");

  private static final MailAddress NOBODY = MailAddress.parse("someone@mailbox.example");
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s<>,;:\"]{1,64}@[^\\s<>,;:\"]{1,255}");

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Messages, folders of messages, or - for standard input.")
  private List<Path> files = List.of();

  @Option(names = "--mbox", paramLabel = "FILE", description = "A mailbox file of many messages.")
  private List<Path> mboxes = List.of();

  @Mixin private ConfigOption config;

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      description = "Kind of model (default: ${DEFAULT-VALUE}).")
  private String tier = "latency-optimized";

  @Option(
      names = "--mailbox",
      paramLabel = "ADDRESS",
      description = "Whom the messages came to (default: the address in To).")
  private Optional<String> mailbox = Optional.empty();

  @Option(
      names = "--trusted-authserv-id",
      paramLabel = "NAME",
      description = "A mail server whose Authentication-Results count (default: none).")
  private Set<String> trusted = Set.of();

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Spec private CommandSpec spec;

  private final List<String> notRead = new ArrayList<>();
  private Optional<MailAddress> named = Optional.empty();
  private int unreadable;
  private int read;

  @Override
  public Integer call() throws InterruptedException {
    if (files.isEmpty() && mboxes.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "name message files, --mbox FILE, or - for standard input");
    }
    named = mailbox.map(this::named);
    Triage triage = triage();
    var out = spec.commandLine().getOut();
    DecisionLine line = json ? new JsonDecisionLine(out) : new PlainDecisionLine(out);
    var taker = taker(triage, line);
    for (Path mbox : mboxes) {
      MailFiles.mbox(mbox, taker);
    }
    for (Path file : files) {
      classify(file, taker);
    }
    out.flush();
    notRead.forEach(why -> spec.commandLine().getErr().println("postmeridian: " + why + "."));
    if (read == 0 && notRead.isEmpty()) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "no message was found in what you named"
              + (mboxes.isEmpty() ? "" : ": in an mbox each begins with a line 'From '"));
    }
    return unreadable == 0 && notRead.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private Triage triage() {
    ModelTier kind =
        Arrays.stream(ModelTier.values())
            .filter(t -> t.word().equals(tier))
            .findFirst()
            .orElseThrow(() ->
                new ParameterException(
                    spec.commandLine(),
                    "--tier is production-optimized, gdpr-compliant or latency-optimized"));
    Deployment deployment = deployment();
    List<Country> countries =
        deployment.regions().stream().flatMap(r -> r.dataResidency().stream()).toList();
    return Starter.load()
        .triage(deployment.queues(), kind, CountryLanguages.of(countries), trusted);
  }

  private Deployment deployment() {
    Optional<Path> file = config.named().or(config::here);
    CheckedFile reading =
        file.map(DeploymentFile::read)
            .orElseGet(() -> DeploymentFile.parse(DeploymentFile.sample(), Path.of(".")));
    if (reading instanceof CheckedFile.Usable usable) {
      return usable.deployment();
    }
    String name = file.map(Path::toString).orElse("the sample file");
    throw new CommandFailure(
        ExitCode.USAGE, name + " is refused: " + reading.findings().getFirst().in(name));
  }

  private static void classify(Path file, MailFiles.Taker taker) throws InterruptedException {
    if (file.equals(STANDARD_INPUT)) {
      MailFiles.read(System.in, "standard input", taker);
    } else if (Files.isDirectory(file)) {
      MailFiles.folder(file, taker);
    } else {
      MailFiles.eml(file, taker);
    }
  }

  private MailFiles.Taker taker(Triage triage, DecisionLine line) {
    return new MailFiles.Taker() {
      @Override
      public void take(String name, byte[] mail) {
        decide(name, mail, triage, line);
      }

      @Override
      public void skipped(String name) {
        spec.commandLine().getErr().println(name + " is skipped: it is no mail.");
      }

      @Override
      public void unreadable(String name, IOException why) {
        notRead.add(name + " cannot be read: " + IoCause.inWords(why));
      }
    };
  }

  /** What is named; else the first address in To, as far as it says whom the message came to. */
  private MailAddress receiver(byte[] data) {
    return named.or(() -> addressed(data)).orElse(NOBODY);
  }

  private static Optional<MailAddress> addressed(byte[] data) {
    return new MailReader().read(data) instanceof Reading.Message message
        ? message.content().header("To").flatMap(ClassifyCommand::firstAddress)
        : Optional.empty();
  }

  private static Optional<MailAddress> firstAddress(String field) {
    Matcher address = ADDRESS.matcher(field);
    try {
      return address.find() ? Optional.of(MailAddress.parse(address.group())) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private MailAddress named(String address) {
    try {
      return MailAddress.parse(address);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--mailbox is no address: " + e.getMessage(), e);
    }
  }

  private void decide(String name, byte[] data, Triage triage, DecisionLine line) {
    read++;
    var request = new Triage.Request(data, receiver(data), MaybeSender.NULL, Instant.now());
    switch (triage.assess(request)) {
      case Triage.Triaged triaged -> line.decided(name, triaged);
      case Triage.Unreadable because -> {
        unreadable++;
        line.unreadable(name, because.reason());
      }
    }
  }
}
