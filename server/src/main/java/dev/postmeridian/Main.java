package dev.postmeridian;

import dev.postmeridian.classifier.ClassifyCommand;
import dev.postmeridian.classifier.TrainCommand;
import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.CorrectCommand;
import dev.postmeridian.cli.ExitCode;
import dev.postmeridian.cli.KeysCommand;
import dev.postmeridian.cli.MessagesCommand;
import dev.postmeridian.cli.OutboxCommand;
import dev.postmeridian.cli.QueuesCommand;
import dev.postmeridian.cli.RegionCommand;
import dev.postmeridian.cli.RouteCommand;
import dev.postmeridian.cli.SendCommand;
import dev.postmeridian.cli.StatusCommand;
import dev.postmeridian.config.ConfigCommand;
import dev.postmeridian.config.DnsCommand;
import dev.postmeridian.config.ResidencyCommand;
import dev.postmeridian.fleet.DownCommand;
import dev.postmeridian.fleet.NodeCommand;
import dev.postmeridian.fleet.UpCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program's entry: every command, and what becomes of its failures. */
@Command(
    name = "postmeridian",
    description = "Active-active email triage that keeps mail where the law says it must stay.",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Start here:",
      "  ./postmeridian up                  three regions on this machine",
      "  ./postmeridian send --sample 50    mail to look at",
      "  ./postmeridian messages list       what became of it",
      "",
      "Complete commands with Tab: source <(./postmeridian generate-completion)"
    })
public final class Main {
  private static final int HELP_COLUMNS = 100;
  private static final int MAX_SUGGESTIONS = 2;

  private Main() {}

  public static void main(String[] args) {
    System.exit(commandLine(args).execute(args));
  }

  /**
   * The command line, writing to this process's own streams.
   *
   * @param args what it will execute: where they begin with a command, the others are left out, for
   *     to describe them all takes longer than most commands do
   */
  public static CommandLine commandLine(String... args) {
    var line = new CommandLine(new Main());
    var commands = commands();
    if (args.length > 0 && commands.containsKey(args[0])) {
      line.addSubcommand(commands.get(args[0]).get());
    } else {
      commands.values().forEach(command -> line.addSubcommand(command.get()));
      line.addSubcommand(new GenerateCompletion()).addSubcommand(new HelpCommand());
    }
    // what people type after any command that has others
    line.getSubcommands().values().stream()
        .filter(command -> !command.getSubcommands().isEmpty())
        .forEach(command -> command.addSubcommand(new HelpCommand()));
    return line.registerConverter(Path.class, Main::path)
        .setUsageHelpWidth(HELP_COLUMNS)
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(Main::run)
        .setParameterExceptionHandler((e, _) -> misused(e))
        .setExecutionExceptionHandler((e, command, _) -> failed(e, command));
  }

  /** In the order of the help. */
  private static SequencedMap<String, Supplier<Object>> commands() {
    var commands = new LinkedHashMap<String, Supplier<Object>>();
    commands.put("up", () -> new UpCommand(Main.class));
    commands.put("status", StatusCommand::new);
    commands.put("down", () -> new DownCommand(Main.class));
    commands.put("send", SendCommand::new);
    commands.put("messages", MessagesCommand::new);
    commands.put("correct", CorrectCommand::new);
    commands.put("queues", QueuesCommand::new);
    commands.put("route", RouteCommand::new);
    commands.put("residency", ResidencyCommand::new);
    commands.put("dns", DnsCommand::new);
    commands.put("outbox", OutboxCommand::new);
    commands.put("keys", KeysCommand::new);
    commands.put("region", RegionCommand::new);
    commands.put("config", ConfigCommand::new);
    commands.put("classify", ClassifyCommand::new);
    commands.put("train", TrainCommand::new);
    commands.put("node", () -> new NodeCommand(RegionNode::start));
    return commands;
  }

  /** An unset variable of a script names no file, least of all the current folder. */
  private static Path path(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("it is empty; write a path, or leave it out");
    }
    return Path.of(text);
  }

  /** Help is for what exists: an unknown word is told even beside --help. */
  private static int run(CommandLine.ParseResult parsed) {
    for (CommandLine command : parsed.asCommandLineList()) {
      if (!command.getUnmatchedArguments().isEmpty()) {
        throw new UnmatchedArgumentException(command, command.getUnmatchedArguments());
      }
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  /** Says what is wrong and where to read on: a whole page of usage would hide it. */
  private static int misused(ParameterException e) {
    CommandLine command = e.getCommandLine();
    if (e.getMessage() != null && e.getMessage().startsWith("Missing required subcommand")) {
      command.usage(command.getErr());
      return ExitCode.USAGE;
    }
    command.getErr().println("postmeridian: " + sentence(words(e)));
    suggest(e, command);
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println("See ./" + name + " --help.");
    return ExitCode.USAGE;
  }

  /** A command of a group is known by its own name, too, and one that stands alone in any group. */
  private static void suggest(ParameterException e, CommandLine command) {
    List<String> elsewhere = unknown(e).stream().flatMap(word -> elsewhere(word, command)).toList();
    if (elsewhere.isEmpty()) {
      suggestLike(e, command);
    } else {
      command.getErr().println("Did you mean: " + String.join(" or ", elsewhere) + "?");
    }
  }

  private static Stream<String> elsewhere(String word, CommandLine command) {
    String program = command.getCommandSpec().root().name();
    return command.getParent() == null
        ? command.getSubcommands().entrySet().stream()
            .filter(group -> group.getValue().getSubcommands().containsKey(word))
            .map(group -> String.join(" ", program, group.getKey(), word))
        : Stream.of(word).filter(commands()::containsKey).map(alone -> program + " " + alone);
  }

  /** Of what is written like it, the likest: more would bury it. */
  private static void suggestLike(ParameterException e, CommandLine command) {
    if (!(e instanceof UnmatchedArgumentException unmatched) || unmatched.isUnknownOption()) {
      UnmatchedArgumentException.printSuggestions(e, command.getErr());
      return;
    }
    String like =
        unmatched.getSuggestions().stream()
            .filter(word -> !word.equals("generate-completion"))
            .limit(MAX_SUGGESTIONS)
            .map(word -> command.getCommandSpec().qualifiedName() + " " + word)
            .collect(Collectors.joining(" or "));
    if (!like.isEmpty()) {
      command.getErr().println("Did you mean: " + like + "?");
    }
  }

  private static Optional<String> unknown(ParameterException e) {
    return e instanceof UnmatchedArgumentException unmatched
        ? Optional.of(unmatched.getUnmatched().getFirst())
        : Optional.empty();
  }

  private static String words(ParameterException e) {
    if (unknown(e).isPresent()) {
      String unknown = unknown(e).get();
      return unknown.isBlank() ? "an argument is empty" : "'" + unknown + "' is unknown here";
    }
    return String.valueOf(e.getMessage())
        .replaceFirst("^Error: ", "")
        .replaceFirst("is not an? (int|long)$", "is not a whole number")
        .replaceFirst("is not a double$", "is not a number");
  }

  /** Whoever wrote the words, they end as a sentence does, or as the statement to run. */
  static String sentence(String words) {
    return words.matches("(?s).*[.?:;]") ? words : words + ".";
  }

  private static int failed(Exception e, CommandLine command) throws Exception {
    if (e instanceof CommandFailure failure) {
      command.getErr().println("postmeridian: " + sentence(failure.said()));
      return failure.exitCode();
    }
    throw e;
  }
}
