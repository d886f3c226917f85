package dev.postmeridian.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.desk.Correction;
import dev.postmeridian.desk.EndedLogins;
import dev.postmeridian.desk.InMemoryDesk;
import dev.postmeridian.desk.InMemoryEndedLogins;
import dev.postmeridian.desk.ReadingRoom;
import dev.postmeridian.http.BearerToken;
import dev.postmeridian.http.HttpLimits;
import dev.postmeridian.http.RegionHttpServer;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleServiceTest {
  private static final String TOKEN = "a-token-for-tests-only";

  private final HttpClient client = HttpClient.newHttpClient();
  private final EndedLogins ended = new InMemoryEndedLogins();
  private InMemoryDesk desk;
  private ReadingRoom room;
  private RegionHttpServer server;

  @BeforeEach
  void start() {
    desk = SampleMail.desk(30);
    room = new ReadingRoom(desk, 1 << 20, Duration.ofMillis(1));
    server = node();
  }

  /** One more node of the region. */
  private RegionHttpServer node() {
    BearerToken token = new BearerToken(TOKEN);
    var console =
        new ConsoleService(
            ConsoleSettings.of("eu-west-1", "gdpr-compliant", "1"),
            desk,
            room,
            ended,
            token::matches,
            token.deriveKey("console login"));
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new RegionHttpServer(address, HttpLimits.DEFAULT, token, List.of(), List.of(console))
        .start();
  }

  @AfterEach
  void stop() {
    server.stop();
    client.close();
  }

  @Test
  void withoutALoginEveryPageLeadsToTheLogin() throws Exception {
    String id = SampleMail.id(0).hex();
    for (String path : List.of("/", "/messages/" + id, "/messages/" + id + "/raw", "/events")) {
      HttpResponse<String> answer = send(request(path));
      assertThat(answer.statusCode()).as(path).isEqualTo(303);
      assertThat(answer.headers().firstValue("location")).hasValue("/login");
    }
  }

  @Test
  void theTokenOpensASessionThatScriptsCannotReadAndOtherSitesCannotUse() throws Exception {
    HttpResponse<String> answer = post("/login", "", Map.of("token", TOKEN));
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("set-cookie").orElse(""))
        .startsWith("postmeridian-eu-west-1=")
        .contains("HttpOnly")
        .contains("SameSite=Strict")
        .doesNotContain(TOKEN);
  }

  @Test
  void whoeverCameForAMessageIsThereAfterTheLogin() throws Exception {
    String message = "/messages/" + SampleMail.id(0) + "?queue=Billing";
    HttpResponse<String> asked = send(request(message).header("Accept", "text/html"));
    String login = asked.headers().firstValue("location").orElseThrow();
    String page = send(request(login)).body();
    assertThat(page).contains("name=\"to\" value=\"" + message + "\"");
    assertThat(location(Map.of("token", TOKEN, "to", message))).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//elsewhere.example",
        "/\\elsewhere.example",
        "https://elsewhere.example",
        "/a\r\nb"
      })
  void aLoginLeadsToNobodyElsesPage(String to) throws Exception {
    assertThat(location(Map.of("token", TOKEN, "to", to))).isEqualTo("/");
  }

  private String location(Map<String, String> form) throws Exception {
    return post("/login", "", form).headers().firstValue("location").orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, {}",
    "multipart/form-data;boundary=x, --x--",
    "application/x-www-form-urlencoded, token=%zz%",
    "application/x-www-form-urlencoded, ''",
  })
  void whatIsNoFormOpensNothingAndIsNoFault(String type, String body) throws Exception {
    var post = HttpRequest.BodyPublishers.ofString(body);
    assertThat(send(request("/login").header("Content-Type", type).POST(post)).statusCode())
        .isEqualTo(401);
    String path = "/messages/" + SampleMail.id(1) + "/corrections";
    var correction = request(path).header("Cookie", login()).header("Content-Type", type);
    assertThat(send(correction.POST(post)).statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({"queue, nope", "junk, zzz", "needs_reply, maybe", "nothing, at all"})
  void aCorrectionThatNamesNothingWeHaveChangesNothingAndSaysSo(String field, String value)
      throws Exception {
    String cookie = login();
    var form =
        Map.of(
            "csrf", csrf(cookie), "priority", field.equals("nothing") ? "" : "high", field, value);
    MessageId id = SampleMail.id(1);
    HttpResponse<String> answer = post("/messages/" + id + "/corrections", cookie, form);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Nothing was changed");
    assertThat(desk.find("admin", id).orElseThrow().summary().corrected()).isFalse();
  }

  @Test
  void anotherTokenOpensNothing() throws Exception {
    HttpResponse<String> answer = post("/login", "", Map.of("token", "another-token-altogether"));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
    assertThat(answer.body()).contains("not the token of eu-west-1");
  }

  @Test
  void whoLeavesEndsTheSessionForEveryCopyOfItAtEveryNode() throws Exception {
    String cookie = login();
    String other = login();
    RegionHttpServer here = server;
    RegionHttpServer there = node();
    server = there;
    assertThat(send(request("/").header("Cookie", cookie)).statusCode()).isEqualTo(200);
    server = here;
    assertThat(post("/logout", cookie, Map.of("csrf", csrf(cookie))).statusCode()).isEqualTo(303);
    assertThat(send(request("/").header("Cookie", cookie)).statusCode()).isEqualTo(303);
    assertThat(send(request("/").header("Cookie", other)).statusCode()).isEqualTo(200);
    server = there;
    try {
      assertThat(send(request("/").header("Cookie", cookie)).statusCode()).isEqualTo(303);
      assertThat(send(request("/").header("Cookie", other)).statusCode()).isEqualTo(200);
    } finally {
      server = here;
      there.stop();
    }
  }

  @Test
  void aCorrectionThatTheDatabaseRefusesIsSaidWithItsRemedy() throws Exception {
    String cookie = login();
    var fields = Map.of("csrf", csrf(cookie), "queue", "Sales");
    desk.refuse();
    var answer = post("/messages/" + SampleMail.id(1) + "/corrections", cookie, fields);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("The correction is not stored", "a clock was set back");
  }

  @Test
  void whoBrowsesToACorrectionSeesItsMessage() throws Exception {
    String message = "/messages/" + SampleMail.id(1);
    String cookie = login();
    var answer = send(request(message + "/corrections?queue=Legal").header("Cookie", cookie));
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("location")).hasValue(message + "?queue=Legal");
    assertThat(send(request("/messages/x/corrections").header("Cookie", cookie)).statusCode())
        .isEqualTo(404);
    assertThat(send(request("/logout")).headers().firstValue("location")).hasValue("/");
  }

  @ParameterizedTest
  @CsvSource({
    "queue, no queue “nope”, Unknown queue",
    "priority, no priority “nope”, Unknown priority",
    "junk, no verdict “nope”, Unknown verdict",
    "language, no language “nope”, Unknown language",
    "state, no state “nope”, Unknown state",
    "order, no order “nope”, Unknown order",
    "mailbox, “nope” is not an address, Unknown mailbox",
    "before, no such place, Unknown page",
    "page, no filter “page”, Unknown filter"
  })
  void whatDoesNotExistIsNeitherShownAsEmptyNorAsAll(String name, String words, String title)
      throws Exception {
    var answer = send(request("/?" + name + "=nope").header("Cookie", login()));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("<title>" + title + " ", words)
        .doesNotContain("Nadia Okafor");
    assertThat(answer.body().contains("deployment file")).isEqualTo(name.equals("queue"));
  }

  @Test
  void oneFilterThatIsAskedForTwiceIsNoneOfTheTwo() throws Exception {
    var answer = send(request("/?state=triaged&state=nope").header("Cookie", login()));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("no state “triaged,nope”");
  }

  @Test
  void aSearchForSignsSaysThatThereIsNoWordInThem() throws Exception {
    var answer = send(request("/?q=%25%25").header("Cookie", login()));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("There is no word in “%%”").doesNotContain("No mail here");
  }

  @Test
  void whoBrowsesToNowhereGetsAPageAndAProgramAProblem() throws Exception {
    String cookie = login();
    var page = send(request("/nowhere").header("Cookie", cookie).header("Accept", "text/html,*/*"));
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("No such page");
    var problem = send(request("/nowhere").header("Cookie", cookie));
    assertThat(problem.statusCode()).isEqualTo(404);
    assertThat(problem.body()).contains("unknown-path");
    var post = send(form("/nowhere", Map.of()).header("Accept", "text/html"));
    assertThat(post.statusCode()).as("no method is right here").isEqualTo(404);
  }

  @Test
  void behindTlsTheCookieIsSecure() throws Exception {
    assertThat(setCookie("https://desk.example")).contains("Secure");
    assertThat(setCookie("http://127.0.0.1:1")).doesNotContain("Secure");
  }

  private String setCookie(String origin) throws Exception {
    return send(form("/login", Map.of("token", TOKEN)).header("Origin", origin))
        .headers()
        .firstValue("set-cookie")
        .orElseThrow();
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsSaidAndNotCalledAFault() throws Exception {
    String cookie = login();
    desk.fail(true);
    HttpResponse<String> answer = send(request("/").header("Cookie", cookie));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
    assertThat(answer.body()).contains("database does not answer");
  }

  @Test
  void whoFindsNoRoomToReadIsToldToComeAgain() throws Exception {
    String cookie = login();
    String path = "/messages/" + SampleMail.id(0);
    for (String refused : List.of(path, path + "/body", path + "/raw")) {
      HttpRequest.Builder request = request(refused).header("Cookie", cookie);
      var answer = room.read("ada", SampleMail.id(1), _ -> sent(request)).orElseThrow();
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("retry-after")).isPresent();
      assertThat(answer.body()).contains("Many large messages");
    }
  }

  private HttpResponse<String> sent(HttpRequest.Builder request) {
    try {
      return send(request);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aForgedSessionIsNoSession() throws Exception {
    String cookie = login();
    for (String forged : List.of(cookie + "x", cookie.replaceFirst("=\\d", "=9"), "x=1.2.3")) {
      assertThat(send(request("/").header("Cookie", forged)).statusCode()).isEqualTo(303);
    }
  }

  @Test
  void theListShowsWhoSubjectAndQueue() throws Exception {
    String page = send(request("/").header("Cookie", login())).body();
    assertThat(page).contains("Nadia Okafor", "Label printer station offline", "Support", "Urgent");
    assertThat(page).contains("eu-west-1", "gdpr-compliant");
  }

  @Test
  void aCorrectionFromOurPageIsDoneAndSaysWhatItDid() throws Exception {
    MessageId id = SampleMail.id(1);
    String cookie = login();
    HttpResponse<String> answer =
        send(
            form("/messages/" + id + "/corrections", Map.of("csrf", csrf(cookie), "queue", "Sales"))
                .header("Cookie", cookie)
                .header("HX-Request", "true"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("Moved from Billing to Sales").contains("Undo");
    assertThat(desk.find("admin", id).orElseThrow().summary().queue().orElseThrow().value())
        .isEqualTo("Sales");
  }

  @Test
  void aCorrectionWithoutProofThatItIsOursIsRefused() throws Exception {
    MessageId id = SampleMail.id(1);
    String cookie = login();
    String path = "/messages/" + id + "/corrections";
    assertThat(post(path, cookie, Map.of("queue", "Sales")).statusCode()).isEqualTo(403);
    assertThat(post(path, cookie, Map.of("csrf", "x", "queue", "Sales")).statusCode())
        .isEqualTo(403);
    HttpResponse<String> foreign =
        send(
            form(path, Map.of("csrf", csrf(cookie), "queue", "Sales"))
                .header("Cookie", cookie)
                .header("Sec-Fetch-Site", "cross-site"));
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(desk.find("admin", id).orElseThrow().summary().corrected()).isFalse();
  }

  @Test
  void whatAPersonSaidStandsAboveTheLineAndWhatTheModelSaidBelow() throws Exception {
    MessageId id = SampleMail.id(2);
    Correction said =
        new Correction(
            Optional.empty(),
            Optional.of(new QueueName("Legal")),
            Optional.of(Priority.HIGH),
            Optional.of(false),
            Optional.empty());
    desk.correct("admin", id, said);
    String page = send(request("/messages/" + id).header("Cookie", login())).body();
    String decision = page.substring(page.indexOf("<section class=\"decision"));
    String text = decision.substring(0, decision.indexOf("<details")).replaceAll("<[^>]*>", " ");
    String[] sides = text.replaceAll("\\s+", " ").split("The model had said:");
    assertThat(sides[0])
        .contains(
            "By a person's word: Legal, high priority, needs no reply.",
            " High ",
            "Needs no reply");
    assertThat(sides[1])
        .contains("Orders", "Normal priority, needs a reply.", "confidence")
        .doesNotContain("High", "no reply");
  }

  @Test
  void asMuchOfAnIdAsListsPrintLeadsToItsMessage() throws Exception {
    MessageId id = SampleMail.id(7);
    String begun = id.hex().substring(0, 8);
    String cookie = login();
    for (String path :
        List.of(
            "/messages/" + begun,
            "/messages/" + begun.substring(0, 4),
            "/messages/" + begun.toUpperCase(Locale.ROOT),
            "/?q=" + begun)) {
      var answer = send(request(path).header("Cookie", cookie));
      assertThat(answer.statusCode()).as(path).isEqualTo(303);
      assertThat(answer.headers().firstValue("location")).hasValue("/messages/" + id);
    }
    var word = send(request("/?q=" + begun.substring(0, 4)).header("Cookie", cookie));
    assertThat(word.statusCode()).as("what is shorter may be a word").isEqualTo(200);
    hold(id.hex().substring(0, 8) + "0".repeat(24));
    var several = send(request("/messages/" + begun).header("Cookie", cookie));
    assertThat(several.statusCode()).isEqualTo(400);
    assertThat(several.body()).contains("Write more of the id");
    var unknown = send(request("/messages/ffffffff").header("Cookie", cookie));
    assertThat(unknown.statusCode()).isEqualTo(404);
  }

  private void hold(String id) {
    desk.hold(
        new MessageId(id),
        new Country("DE"),
        "help@kontor.example",
        "",
        Instant.now(),
        new byte[0],
        Optional.empty(),
        Optional.empty(),
        Optional.of("no header"));
  }

  @Test
  void rawMailIsADownloadThatNoBrowserOpens() throws Exception {
    String path = "/messages/" + SampleMail.id(0) + "/raw";
    HttpResponse<String> raw = send(request(path).header("Cookie", login()));
    assertThat(raw.headers().firstValue("content-disposition").orElse("")).startsWith("attachment");
    assertThat(raw.headers().firstValue("x-content-type-options")).hasValue("nosniff");
  }

  @Test
  void whereAttachmentsAreIsSaid() throws Exception {
    MessageId id =
        SampleMail.addRaw(
            desk,
            200,
            """
            From: ada@mail.example
            Subject: An order
            Content-Type: application/pdf
            Content-Disposition: attachment; filename=order.pdf

            %PDF
            """);
    String page = send(request("/messages/" + id).header("Cookie", login())).body();
    assertThat(page).contains("order.pdf", "Attachments are in the");
    Correction spam =
        new Correction(
            Optional.of(JunkVerdict.SPAM),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    desk.correct("admin", id, spam);
    assertThat(send(request("/messages/" + id).header("Cookie", login())).body())
        .contains("This mail is called junk: open none of them.");
  }

  @Test
  void olderMessagesComeAsRowsAlone() throws Exception {
    for (int i = 100; i < 160; i++) {
      SampleMail.arrive(desk, i);
    }
    String cookie = login();
    Matcher older =
        Pattern.compile("id=\"more\".*?hx-get=\"([^\"]+)\"")
            .matcher(send(request("/").header("Cookie", cookie)).body());
    assertThat(older.find()).isTrue();
    String link = older.group(1).replace("&amp;", "&");
    String rows = send(request(link).header("Cookie", cookie).header("HX-Target", "more")).body();
    assertThat(rows).contains("class=\"row\"").doesNotContain("<html");
  }

  private String login() throws Exception {
    HttpResponse<String> answer = post("/login", "", Map.of("token", TOKEN));
    return answer.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
  }

  private String csrf(String cookie) throws Exception {
    String page = send(request("/").header("Cookie", cookie)).body();
    Matcher token = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(page);
    assertThat(token.find()).isTrue();
    return token.group(1);
  }

  private HttpResponse<String> post(String path, String cookie, Map<String, String> fields)
      throws Exception {
    return send(form(path, fields).header("Cookie", cookie));
  }

  private HttpRequest.Builder form(String path, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return request(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
