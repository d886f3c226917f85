package dev.postmeridian.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where a fleet keeps everything, if nobody says otherwise: the user's own data folder. */
public final class DataFolder {
  private DataFolder() {}

  /** The default folder of this user on this system (XDG Base Directory; Apple's on macOS). */
  public static Path standard() {
    return standard(System.getenv(), System.getProperty("os.name", ""), home());
  }

  /** What a command needs to be told to use this folder: " --data DIR", or nothing. */
  public static String option(Path folder) {
    var whole = folder.toAbsolutePath().normalize();
    return whole.equals(standard()) ? "" : " --data " + ShellWord.of(whole.toString());
  }

  /** A path as a shell takes it, in as few characters as it needs. */
  static String shown(Path path) {
    Path home = home();
    return path.startsWith(home) && !path.equals(home) ? "~/" + home.relativize(path) : path + "";
  }

  private static Path home() {
    return Path.of(System.getenv().getOrDefault("HOME", System.getProperty("user.home", ".")));
  }

  static Path standard(Map<String, String> environment, String system, Path home) {
    String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
    if (xdg.startsWith("/")) {
      return Path.of(xdg, "postmeridian");
    }
    return system.toLowerCase(Locale.ROOT).contains("mac")
        ? home.resolve("Library/Application Support/Postmeridian")
        : home.resolve(".local/share/postmeridian");
  }
}
