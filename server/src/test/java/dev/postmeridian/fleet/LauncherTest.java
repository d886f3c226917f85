package dev.postmeridian.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that find a JDK and the program, on made-up machines. */
class LauncherTest {
  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path folder;

  private record Result(int exitCode, String output) {}

  @Test
  void theNewestEnoughJdkAmongOthersIsFound() throws Exception {
    jdk("roots/old", "21.0.2");
    jdk("roots/with space", "25.0.1");
    Files.createDirectories(folder.resolve("roots/broken"));

    assertThat(findJdk("").output()).isEqualTo(folder.resolve("roots/with space") + "\n");
  }

  @Test
  void javaHomeGoesFirstIfItIsNewEnough() throws Exception {
    jdk("roots/a", "25");
    jdk("mine", "26-ea");
    jdk("ancient", "17.0.1");

    assertThat(findJdk(folder.resolve("mine").toString()).output())
        .isEqualTo(folder.resolve("mine") + "\n");
    assertThat(findJdk(folder.resolve("ancient").toString()).output())
        .isEqualTo(folder.resolve("roots/a") + "\n");
  }

  @Test
  void aMachineWithoutJdkIsToldWhatToInstall() throws Exception {
    jdk("roots/old", "21.0.2");

    var result = findJdk("");

    assertThat(result.exitCode()).isEqualTo(69);
    assertThat(result.output()).contains("needs a JDK 25").contains("temurin-25-jdk");
  }

  @Test
  void aBuiltProgramIsStaleOnlyAfterASourceChanged() throws Exception {
    checkout();
    assertThat(isStale()).isFalse();
    var source = Files.writeString(folder.resolve("core/src/main/New.java"), "");
    Files.setLastModifiedTime(
        source, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 10_000));
    assertThat(isStale()).isTrue();
  }

  @Test
  void theJarsAreFoundWhereTheCheckoutIsNow() throws Exception {
    checkout();
    var result = bash("program_classpath \"$(program_current \"$ROOT\")\"");
    assertThat(result.output())
        .isEqualTo(folder + "/target/program-1/p.jar:" + folder + "/target/program-1/lib/a.jar\n");
  }

  @Test
  void aCacheOfAnotherJdkIsPassedOver() throws Exception {
    checkout();
    var program = folder.resolve("target/program-1");
    Files.writeString(program.resolve("client.aot"), "");
    Files.writeString(program.resolve("jdk"), "JAVA_VERSION=\"25.0.1\"\n");
    jdk("jdk", "25.0.2");
    assertThat(bash("JAVA_HOME=$ROOT/jdk; program_aot \"$ROOT/target/program-1\" client").output())
        .isEmpty();
    jdk("jdk", "25.0.1");
    assertThat(bash("JAVA_HOME=$ROOT/jdk; program_aot \"$ROOT/target/program-1\" client").output())
        .isEqualTo(program.resolve("client.aot") + "\n");
  }

  @Test
  void aNodeInTheForegroundHasTheVirtualMachineOfThoseThatUpStarts() throws Exception {
    var java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    jdk("jdk", "25");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    checkout();
    for (String part : new String[] {"postmeridian", "build/jdk.sh", "build/program.sh"}) {
      Files.createDirectories(folder.resolve(part).getParent());
      Files.copy(CHECKOUT.resolve(part), folder.resolve(part));
    }
    String given =
        run("JAVA_HOME='"
                + folder
                + "/jdk' POSTMERIDIAN_NODE_OPTS='-Xmx1g -Xss1m' '"
                + folder
                + "/postmeridian' node --region one")
            .output();
    String file = "server/src/main/resources/dev/postmeridian/fleet/node.options";
    assertThat(given)
        .contains("@" + folder + "/" + file + "\n-Xmx1g\n-Xss1m\n")
        .endsWith("node\n--region\none\n");
    assertThat(Files.readString(CHECKOUT.resolve(file))).contains(NodeJvm.options());
    assertThat(NodeJvm.options()).contains("-XX:+ExitOnOutOfMemoryError", "-Xmx176m");
  }

  private boolean isStale() throws Exception {
    return bash("program_is_stale \"$ROOT\"").exitCode() == 0;
  }

  private void checkout() throws IOException {
    for (String part : new String[] {"core", "cli", "server"}) {
      Files.createDirectories(folder.resolve(part + "/src/main"));
      Files.writeString(folder.resolve(part + "/pom.xml"), "");
    }
    Files.writeString(folder.resolve("pom.xml"), "");
    var program = Files.createDirectories(folder.resolve("target/program-1"));
    Files.writeString(program.resolve("classpath"), "@/p.jar:@/lib/a.jar\n");
    Files.writeString(folder.resolve("target/program"), "program-1\n");
  }

  private void jdk(String name, String version) throws IOException {
    var home = folder.resolve(name);
    var bin = Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    var javac = bin.resolve("javac");
    if (!Files.exists(javac)) {
      Files.createFile(javac);
    }
    Files.setPosixFilePermissions(javac, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Result findJdk(String javaHome) throws Exception {
    return run(
        "PATH=/nowhere; JAVA_HOME='"
            + javaHome
            + "'; POSTMERIDIAN_JDK_ROOTS='"
            + folder.resolve("roots")
            + "'; dirname() { /usr/bin/dirname \"$@\"; };"
            + " sed() { /usr/bin/env -S PATH=/usr/bin:/bin sed \"$@\"; };"
            + " cat() { /usr/bin/env -S PATH=/usr/bin:/bin cat \"$@\"; };"
            + " . '"
            + CHECKOUT
            + "/build/jdk.sh'; echo \"$JAVA_HOME\"");
  }

  private Result bash(String script) throws Exception {
    return run("ROOT='" + folder + "'; . '" + CHECKOUT + "/build/program.sh'; " + script);
  }

  private static Result run(String script) throws Exception {
    var process = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true).start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), output);
  }
}
