package dev.postmeridian.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The console on a phone, and for who reads it by other means than eyes. */
abstract class ConsoleForEveryone extends ConsoleInTheBrowser {
  /** Rows look alike: to judge each colour of thirty takes most of the time. */
  private static final String FEW = "q=offline";

  @Test
  void aPhoneShowsOnePaneAtATime() {
    Page phone = desktop.agent(390, 844, ColorScheme.LIGHT);
    assertThat(phone.locator("#list")).isVisible();
    assertThat(phone.locator("#queues")).isHidden();
    phone.locator("#rows > .row > a").first().click();
    assertThat(phone.locator("#message article")).isVisible();
    assertThat(phone.locator("#list")).isHidden();
    phone.getByText("‹ List").click();
    assertThat(phone.locator("#list")).isVisible();
    phone.locator("#list").getByText("Queues").click();
    assertThat(phone.locator("#queues")).isVisible();
    assertThat(phone.evaluate("document.documentElement.scrollWidth <= 390")).isEqualTo(true);
    phone.keyboard().press("?");
    for (var key : phone.locator("#keys dt kbd").all()) {
      assertThat(key).isVisible();
    }
    phone.keyboard().press("Escape");
    phone.setViewportSize(320, 700);
    phone.navigate(desktop.url("/?order=pressing"));
    phone.evaluate("pill.textContent = '12 new'; pill.hidden = false");
    BoundingBox filter = phone.locator(".filters summary").boundingBox();
    assertThat(filter.x + filter.width).as("the filter beside what is new").isLessThan(320);
    phone.navigate(desktop.url("/messages/" + SampleMail.id(1)));
    phone.locator(".why summary").click();
    for (String whole : List.of(".why table", ".bar [data-key=s]")) {
      BoundingBox box = phone.locator(whole).boundingBox();
      assertThat(box.x + box.width).as(whole).isLessThan(320 - 8);
    }
    assertThat(phone.locator(".bar [data-key=s]").boundingBox().y).as("one row").isLessThan(96);
    phone.context().close();
  }

  @Test
  void everyPageIsAccessibleInLightAndDark() {
    Page agent = desktop.agent(1440, 900, ColorScheme.LIGHT);
    var html = SampleMail.addRaw(DESK, 903, Letters.NEWSLETTER);
    assertAccessibleInBoth(agent, "/?queue=Support&junk=ham&" + FEW);
    assertAccessibleInBoth(agent, "/messages/" + SampleMail.id(4) + "?q=account");
    agent.keyboard().press("?");
    assertViolatesNothing("keys", axe(agent));
    assertAccessible(agent, "/messages/" + SampleMail.id(29) + "?" + FEW);
    assertAccessible(agent, "/messages/" + html + "?" + FEW);
    assertAccessible(agent, "/messages/none");
    agent.setViewportSize(390, 844);
    assertAccessible(agent, "/messages/" + SampleMail.id(0) + "?" + FEW);
    agent.context().clearCookies();
    assertAccessibleInBoth(agent, "/login");
    agent.context().close();
    DESK.forget(html);
  }

  /** The dark has the same elements in other colours: only these are looked at again. */
  private static void assertAccessibleInBoth(Page agent, String path) {
    assertAccessible(agent, path);
    agent.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertViolatesNothing(path + " in the dark", axe(agent).withRules(List.of("color-contrast")));
    agent.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  private static void assertAccessible(Page agent, String path) {
    agent.navigate(desktop.url(path));
    assertViolatesNothing(path, axe(agent));
  }

  private static AxeBuilder axe(Page agent) {
    var violationsAlone = new AxeRunOptions();
    violationsAlone.setResultTypes(List.of("violations"));
    return new AxeBuilder(agent).setLegacyMode(true).options(violationsAlone);
  }

  private static void assertViolatesNothing(String what, AxeBuilder axe) {
    assertThat(axe.analyze().getViolations())
        .as(what)
        .allSatisfy(v ->
            assertThat(v.getNodes())
                .as(v.getId() + ": " + v.getHelp())
                .extracting(n -> n.getHtml())
                .isEmpty());
  }
}
