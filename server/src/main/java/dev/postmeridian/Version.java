package dev.postmeridian;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What this program is: its version, the commit it was built from, and the JDK it runs on. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "postmeridian " + built("version") + ", commit " + built("commit") + ", JDK " + jdk()
    };
  }

  /** The version, such as {@code 0.1.0}. */
  public static String number() {
    return built("version");
  }

  /** The commit it was built from, short; {@code unknown} outside the launcher. */
  public static String commit() {
    return built("commit");
  }

  private static String jdk() {
    return Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
  }

  private static String built(String key) {
    try (var stream = Version.class.getResourceAsStream("/postmeridian.properties")) {
      var properties = new Properties();
      properties.load(Objects.requireNonNull(stream, "postmeridian.properties"));
      return properties.getProperty(key, "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own properties cannot be read", e);
    }
  }
}
