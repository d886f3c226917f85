package dev.postmeridian.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.console.SampleMail;
import dev.postmeridian.desk.RawMail;
import dev.postmeridian.mail.MessageId;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MessagesServiceTest extends RegionOnHttp {
  @Test
  void messagesComeInPagesWithTheNamesThatScriptsDependOn() throws Exception {
    JsonNode first = json(get("/v1/messages?limit=20"));
    assertThat(first.get("messages")).hasSize(20);
    assertThat(names(first.get("messages").get(0)))
        .contains(
            "id",
            "region",
            "country",
            "mailbox",
            "received_at",
            "subject",
            "junk",
            "queue",
            "priority",
            "language",
            "needs_reply",
            "confidence",
            "model",
            "state",
            "reasons",
            "from",
            "corrected",
            "done",
            "done_by",
            "done_at");
    JsonNode second = json(get("/v1/messages?limit=20&before=" + first.get("next").stringValue()));
    assertThat(second.get("messages")).hasSize(10);
    assertThat(second.get("next").isNull()).isTrue();
    assertThat(ids(second)).doesNotContainAnyElementsOf(ids(first));
  }

  @Test
  void filtersNarrowTheList() throws Exception {
    JsonNode billing = json(get("/v1/messages?queue=Billing&junk=ham&state=triaged&limit=1000"));
    assertThat(billing.get("messages")).isNotEmpty();
    assertThat(billing.get("messages"))
        .allSatisfy(m -> assertThat(m.get("queue").stringValue()).isEqualTo("Billing"));
    assertThat(json(get("/v1/messages?q=no-such-word")).get("messages")).isEmpty();
  }

  @Test
  void whatPressesMostComesFirstPageByPageAndOfSeveralPriorities() throws Exception {
    String query = "limit=3&order=pressing&priority=high&priority=urgent";
    JsonNode first = json(get("/v1/messages?" + query));
    JsonNode second =
        json(get("/v1/messages?" + query + "&before=" + first.get("next").stringValue()));
    var both = new ArrayList<>(first.get("messages").valueStream().toList());
    second.get("messages").forEach(both::add);
    var priorities = both.stream().map(m -> m.get("priority").stringValue()).toList();
    assertThat(priorities)
        .startsWith("urgent")
        .contains("high")
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(ids(second)).doesNotContainAnyElementsOf(ids(first));
    String body = "{\"limit\":3,\"order\":\"pressing\",\"priority\":[\"high\",\"urgent\"]}";
    assertThat(ids(json(search(body)))).isEqualTo(ids(first));
    String form = query.replace("priority=high", "priority=&priority=high");
    assertThat(ids(json(get("/v1/messages?" + form)))).isEqualTo(ids(first));
    assertThat(ids(json(get("/v1/messages?priority=&priority=&limit=1")))).hasSize(1);
    String newest = json(get("/v1/messages?limit=1")).get("next").stringValue();
    assertThat(get("/v1/messages?order=pressing&before=" + newest).statusCode()).isEqualTo(400);
  }

  @Test
  void whatIsDoneIsListedApart() throws Exception {
    String id = firstTriaged();
    JsonNode done = json(correct(id, "{\"done\":true}"));
    assertThat(done.get("done_by").stringValue()).isEqualTo("admin");
    assertThat(done.get("state").stringValue()).isEqualTo("triaged");
    assertThat(ids(json(get("/v1/messages?done=true")))).containsExactly(id);
    assertThat(ids(json(get("/v1/messages?limit=1000&done=false")))).doesNotContain(id);
    assertThat(ids(json(get("/v1/messages?limit=1000")))).contains(id);
    assertThat(ids(json(get("/v1/messages?needs_reply=true&language=ka")))).isEmpty();
    assertThat(json(correct(id, "{\"done\":false}")).get("done_at").isNull()).isTrue();
  }

  @Test
  void aValueThatCannotBeIsRefusedWithARemedy() throws Exception {
    for (String query :
        List.of(
            "limit=0",
            "limit=x",
            "order=x",
            "priority=high,x",
            "junk=perhaps",
            "state=x",
            "before=x",
            "language=xx",
            "mailbox=acme.example",
            "q=***",
            "state=triaged&state=x",
            "page=-1",
            "done=x",
            "surprise=1")) {
      HttpResponse<String> answer = get("/v1/messages?" + query);
      assertThat(answer.statusCode()).as(query).isEqualTo(400);
      assertProblem(answer);
    }
  }

  @Test
  void aMessageIsShownWithDecisionHistoryAndThread() throws Exception {
    JsonNode view = json(get("/v1/messages/" + firstTriaged()));
    assertThat(names(view))
        .contains("id", "sender", "bytes", "parsed", "decision", "history", "thread", "queue");
    assertThat(view.get("decision").get("runner_up").get("margin").isNumber()).isTrue();
    assertThat(view.get("decision").get("closest_queue").isNull()).isTrue();
    JsonNode review = json(get("/v1/messages/" + SampleMail.id(6))).get("decision");
    assertThat(review.get("queue").stringValue()).isEqualTo("review");
    assertThat(review.get("runner_up").isNull()).isTrue();
    assertThat(review.get("closest_queue").stringValue()).isEqualTo("Legal");
    assertThat(names(view.get("reasons").get(0)))
        .containsExactlyInAnyOrder("about", "kind", "evidence", "weight");
  }

  @Test
  void theRawMessageComesAsItCame() throws Exception {
    String id = firstTriaged();
    HttpResponse<String> raw = get("/v1/messages/" + id + "/raw");
    assertThat(raw.headers().firstValue("content-type")).hasValue("message/rfc822");
    assertThat(raw.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    assertThat(raw.body().getBytes(StandardCharsets.UTF_8))
        .isEqualTo(desk.raw("admin", new MessageId(id)).flatMap(RawMail::whole).orElseThrow());
  }

  @Test
  void anUnknownMessageIs404() throws Exception {
    for (String id : List.of("0".repeat(32), "nonsense", "%2e%2e")) {
      HttpResponse<String> answer = get("/v1/messages/" + id);
      assertThat(answer.statusCode()).as(id).isEqualTo(404);
      assertProblem(answer);
    }
  }

  @Test
  void aCorrectionIsAnsweredWithTheMessageAsCorrected() throws Exception {
    String id = firstTriaged();
    JsonNode view = json(correct(id, "{\"queue\":\"Sales\",\"priority\":\"urgent\"}"));
    assertThat(view.get("queue").stringValue()).isEqualTo("Sales");
    assertThat(view.get("priority").stringValue()).isEqualTo("urgent");
    assertThat(view.get("corrected").booleanValue()).isTrue();
    assertThat(json(correct(id, "{\"junk\":\"yes\"}")).get("junk").stringValue()).isEqualTo("spam");
    assertThat(
            json(correct(id, "{\"junk\":\"no\",\"needs_reply\":true}")).get("junk").stringValue())
        .isEqualTo("ham");
  }

  @Test
  void aCorrectionThatMakesNoSenseIsRefused() throws Exception {
    String id = firstTriaged();
    assertThat(correct(id, "{}").statusCode()).isEqualTo(422);
    assertThat(correct(id, "{\"queue\":\"Nowhere\"}").statusCode()).isEqualTo(400);
    assertThat(correct(id, "{\"queue\":7}").statusCode()).isEqualTo(400);
    assertThat(correct(id, "{\"color\":\"red\"}").statusCode()).isEqualTo(400);
    assertThat(correct(id, "no json").statusCode()).isEqualTo(400);
    for (String nothing : List.of("[]", "null")) {
      assertThat(correct(id, nothing).statusCode()).isEqualTo(400);
      assertProblem(correct(id, nothing));
    }
  }

  @Test
  void capitalsInTheNameOfAQueueDoNotMatter() throws Exception {
    assertThat(json(correct(firstTriaged(), "{\"queue\":\"sALES\"}")).get("queue").stringValue())
        .isEqualTo("Sales");
    assertThat(json(get("/v1/messages?queue=billing")).get("messages")).isNotEmpty();
  }

  @Test
  void junkAndItsQueueGoTogether() throws Exception {
    String id = firstTriaged();
    JsonNode spam = json(correct(id, "{\"junk\":\"yes\"}"));
    assertThat(spam.get("queue").stringValue()).isEqualTo("junk");
    JsonNode back = json(correct(id, "{\"junk\":\"no\"}"));
    assertThat(back.get("queue").stringValue()).isEqualTo("Billing");
    JsonNode moved = json(correct(id, "{\"queue\":\"junk\"}"));
    assertThat(moved.get("junk").stringValue()).isEqualTo("spam");
    JsonNode wanted = json(correct(id, "{\"queue\":\"Sales\"}"));
    assertThat(wanted.get("junk").stringValue()).isEqualTo("ham");
    HttpResponse<String> both = correct(id, "{\"junk\":\"yes\",\"queue\":\"Billing\"}");
    assertThat(both.statusCode()).isEqualTo(422);
    assertProblem(both);
  }

  @Test
  void aMessageIsShownWithItsTextAndIds() throws Exception {
    String path = "/v1/messages/" + firstTriaged();
    JsonNode parsed = json(get(path)).get("parsed");
    assertThat(parsed.get("text").stringValue()).contains("Rechnung 4711");
    assertThat(get(path + "/raw").body())
        .contains("Message-ID: <" + parsed.get("message_id").stringValue() + ">");
  }

  @Test
  void aSearchMayKeepItsWordsOutOfTheUrl() throws Exception {
    HttpResponse<String> found = search("{\"q\":\"Rechnung\",\"limit\":2}");
    assertThat(json(found).get("messages")).hasSizeBetween(1, 2);
    for (String body :
        List.of("{\"q\":\"x\",\"surprise\":1}", "{\"q\":5}", "{\"q\":null}", "null")) {
      assertThat(search(body).statusCode()).as(body).isEqualTo(400);
      assertProblem(search(body));
    }
  }

  @Test
  void aQueueThatIsNotThereIsRefusedWithThoseThatAre() throws Exception {
    HttpResponse<String> answer = get("/v1/messages?queue=nope");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).get("remedy").stringValue()).contains("Billing", "review", "junk");
  }

  @Test
  void whoFindsNoRoomToReadIsToldToComeAgain() {
    String path = "/v1/messages/" + SampleMail.id(0);
    for (String refused : List.of(path, path + "/raw")) {
      var answer = room.read("ada", SampleMail.id(1), _ -> sent(refused)).orElseThrow();
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("retry-after")).isPresent();
      assertProblem(answer);
    }
  }

  @Test
  void aCorrectionThatTheDatabaseRefusesIsNoFault() throws Exception {
    desk.refuse();
    HttpResponse<String> answer = correct(firstTriaged(), "{\"queue\":\"support\"}");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
    assertProblem(answer);
    assertThat(answer.body()).contains("a clock was set back");
  }
}
