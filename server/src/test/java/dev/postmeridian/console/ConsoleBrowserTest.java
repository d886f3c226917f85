package dev.postmeridian.console;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The console in a real browser: its parts share one, which costs as much as many pages. */
class ConsoleBrowserTest {
  @BeforeAll
  static void start() {
    ConsoleInTheBrowser.start();
  }

  @AfterAll
  static void stop() {
    ConsoleInTheBrowser.stop();
  }

  @Nested
  class Reading extends ConsoleReading {}

  @Nested
  class Correcting extends ConsoleCorrecting {}

  @Nested
  class Keys extends ConsoleKeys {}

  @Nested
  class ForEveryone extends ConsoleForEveryone {}

  @Nested
  class Hostile extends HostileMail {}
}
