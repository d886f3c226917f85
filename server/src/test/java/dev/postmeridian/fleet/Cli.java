package dev.postmeridian.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program's command line, run here and now as a user would; nodes are processes of their own.
 */
public final class Cli {
  /** What a command printed and how it ended. */
  public record Result(int exitCode, String out, String err) {
    public JsonNode json() {
      return JsonMapper.shared().readTree(out);
    }
  }

  private Cli() {}

  public static Result run(String... arguments) {
    TestProgram.use();
    var out = new StringWriter();
    var err = new StringWriter();
    int exitCode =
        Main.commandLine(arguments)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Result(exitCode, out.toString(), err.toString());
  }

  /** What starts a node's virtual machine; its arguments follow. */
  public static List<String> nodeProgram() {
    TestProgram.use();
    return NodeJvm.command(Main.class, List.of());
  }

  public static Result succeed(String... arguments) {
    var result = run(arguments);
    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    return result;
  }
}
