package dev.postmeridian.cli;

import dev.postmeridian.cli.sample.SampleMails;
import dev.postmeridian.mail.MailAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings mail in: files of one's own, or samples to look at. */
@Command(
    name = "send",
    description = "Sends mail from files, or sample mail, to the regions that may take it.",
    footer = {
      "",
      "Without --region each mail goes to the nearest lawful region, and to the same one if it is",
      "sent again. Interrupted, run the same command again: what was accepted is not sent twice.",
      "With --region, samples are for mailboxes whose mail that region may lawfully take.",
      "A file that begins with a line 'From ' is read as an mbox, whatever option names it.",
      "",
      "Exit codes: 0 every mail was accepted, 1 some was not, or there was none.",
      "",
      "Examples:",
      "  ./postmeridian send --sample 50",
      "  ./postmeridian send --to support@acme.example --eml mail.eml",
      "  ./postmeridian send --to archive@nordwind.example --mbox 2025.mbox --json"
    })
public final class SendCommand implements Callable<Integer> {
  @ArgGroup private MailSource source = new MailSource();

  @Option(names = "--to", paramLabel = "ADDRESS", description = "The recipient.")
  private Optional<String> to = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "ADDRESS",
      description = "The envelope sender (default: what the mail says).")
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Makes the same samples again on the same day.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description =
          "How long a region may be silent before its mail is given up (default: ${DEFAULT-VALUE}).")
  private int wait = 10;

  @Option(names = "--json", description = "Print the summary as one JSON object.")
  private boolean json;

  @Mixin private RegionOptions regions;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    validate();
    var endpoints = regions.endpoints();
    for (Endpoint endpoint : endpoints) {
      var _ = endpoint.token().get(); // no other region stands in for one without
    }
    var apis = endpoints.stream().map(RegionApi::new).toList();
    var summary = new SendSummary();
    var out = spec.commandLine().getOut();
    var report = new SendReport(summary, json, out, err(), goOn(), next());
    var interrupted = new Thread(report::interruption, "send-interrupted");
    Runtime.getRuntime().addShutdownHook(interrupted);
    try {
      send(apis, summary);
    } finally {
      forget(interrupted);
    }
    report.end();
    return summary.everythingSent() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // the process is ending, and the hook has its say
    }
  }

  private void validate() {
    source.check();
    if (wait < 0) {
      throw new CommandFailure(ExitCode.USAGE, "--wait " + wait + ": write seconds from 0.");
    }
    to.ifPresent(address -> checkAddress("--to", address));
    from.filter(address -> !address.isEmpty()).ifPresent(a -> checkAddress("--from", a));
    if (source.sample().isPresent() && seed.isEmpty()) {
      seed = Optional.of(new SecureRandom().nextInt(1_000_000) + 0L);
    }
  }

  private static void checkAddress(String option, String address) {
    try {
      MailAddress.parse(address);
    } catch (IllegalArgumentException _) {
      throw new CommandFailure(
          ExitCode.USAGE, option + " '" + address + "' is no address. Write name@domain.");
    }
  }

  private void send(List<RegionApi> apis, SendSummary summary) throws InterruptedException {
    var nearest = new NearestLawful(apis, regions.state());
    var feed = feed(nearest, summary);
    boolean show = !json && ProgressBar.isTerminal();
    try (var journal = SendJournal.open(regions.state(), journalName());
        var _ = new ProgressBar(summary, source.sample().orElse(0), err(), show)) {
      try (var sender =
          new Sender(nearest, journal, summary, Duration.ofSeconds(wait), err()::println)) {
        feed.into(sender);
      }
      if (summary.everythingSent()) {
        journal.finished();
      }
    }
    if (summary.totals().total() == 0) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "There is no mail in "
              + source.files()
              + ". In an mbox each mail begins with a line 'From ', in a folder each is a file"
              + " that begins with a header field, or is named *.eml."
              + summary.skippedWords().map(words -> " Skipped: " + words).orElse(""));
    }
  }

  /** Hands the mails that were asked for to a sender. */
  private interface Feed {
    void into(Sender sender) throws InterruptedException;
  }

  private Feed feed(NearestLawful nearest, SendSummary summary) {
    if (source.sample().isEmpty()) {
      String recipient = recipient();
      return sender -> source.read(taker(recipient, sender, summary));
    }
    var samples = samples(nearest);
    return sender -> {
      for (int i = 0; i < source.sample().get(); i++) {
        sender.send("sample " + (i + 1), samples.get(i));
      }
    };
  }

  private MailFiles.Taker taker(String recipient, Sender sender, SendSummary summary) {
    return new MailFiles.Taker() {
      @Override
      public void take(String name, byte[] mail) throws InterruptedException {
        String envelope = from.orElseGet(() -> MailFiles.senderOf(mail));
        sender.send(name, new OutgoingMail(recipient, envelope, mail));
      }

      @Override
      public void skipped(String name) {
        summary.skipped(name);
      }

      @Override
      public void unreadable(String name, IOException why) {
        summary.unreadable(name, "cannot be read: " + IoCause.inWords(why) + ".");
      }
    };
  }

  private SampleMails samples(NearestLawful nearest) {
    long chosen = seed.orElseThrow();
    var samples =
        to.map(address -> SampleMails.to(address, chosen))
            .orElseGet(() -> SampleMails.spread(new SampleDomains(regions, nearest).all(), chosen));
    if (!json) {
      err().println("Sample mail with --seed " + chosen + ".");
    }
    return samples;
  }

  private String recipient() {
    return to.orElseThrow(
        () -> new CommandFailure(ExitCode.USAGE, "Name the recipient with --to ADDRESS."));
  }

  private String journalName() {
    return String.join("\n", to.orElse(""), source.name(), seed.map(Object::toString).orElse(""));
  }

  /** How to go on: samples are the same again only with their seed. */
  private String goOn() {
    return source
        .sample()
        .map(n ->
            "to go on, run today ./postmeridian send --sample "
                + n
                + " --seed "
                + seed.orElseThrow()
                + to.map(address -> " --to " + address).orElse("")
                + regions.again())
        .orElse("run the same command again to go on.");
  }

  private String next() {
    return "./postmeridian messages list"
        + regions.again()
        + ", or the console (./postmeridian status"
        + regions.again()
        + ").";
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
