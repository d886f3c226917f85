package dev.postmeridian.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.console.SampleMail;
import dev.postmeridian.desk.InMemoryDesk;
import dev.postmeridian.desk.MessageView;
import dev.postmeridian.desk.ReadingRoom;
import dev.postmeridian.effect.EffectDesk;
import dev.postmeridian.effect.EffectFilter;
import dev.postmeridian.effect.EffectKey;
import dev.postmeridian.effect.EffectLine;
import dev.postmeridian.effect.EffectName;
import dev.postmeridian.effect.EffectState;
import dev.postmeridian.handover.Handover;
import dev.postmeridian.handover.HandoverInbox;
import dev.postmeridian.handover.HandoverJournal;
import dev.postmeridian.handover.HandoverStore;
import dev.postmeridian.handover.HoldingsCounter;
import dev.postmeridian.intake.IntakeFixture;
import dev.postmeridian.intake.IntakeLimits;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Jurisdiction;
import dev.postmeridian.residency.Mailboxes;
import dev.postmeridian.sealing.ClearCopies;
import dev.postmeridian.sealing.EscrowedIdKeys;
import dev.postmeridian.sealing.HeldKey;
import dev.postmeridian.sealing.KeyId;
import dev.postmeridian.sealing.Opener;
import dev.postmeridian.sealing.RegionKeys;
import dev.postmeridian.sealing.Restoration;
import dev.postmeridian.sealing.RestorationStore;
import dev.postmeridian.sealing.RestorationStore.Progress;
import dev.postmeridian.sealing.SealingPeer;
import dev.postmeridian.sealing.SealingTransport;
import dev.postmeridian.telemetry.Meters;
import dev.postmeridian.telemetry.MetricsService;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the hand-written description true. */
class OpenApiTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNode API = JSON.readTree(OpenApiService.description());

  private static final RegionName REGION = new RegionName("eu-west-1");
  private final InMemoryDesk desk = SampleMail.desk(20);
  private final RegionKeys keys = never(RegionKeys.class);
  private final EscrowedIdKeys idKeys = never(EscrowedIdKeys.class);
  private final Restoration restoration =
      new Restoration(
          Set.of(),
          new SealingPeer(IntakeFixture.residency(), SealingTransport.NONE),
          new Opener(REGION, _ -> Optional.empty()),
          never(RestorationStore.class),
          ClearCopies.NONE);

  private final HoldingsCounter holdings = never(HoldingsCounter.class);
  private final Handover handover =
      new Handover(
          new Jurisdiction(REGION, IntakeFixture.residency()),
          new Mailboxes(Map.of(), Map.of()),
          never(HandoverStore.class),
          never(HandoverJournal.class),
          (_, _) -> new byte[0],
          never(HandoverInbox.class),
          () -> {});

  @Test
  void everyRouteIsDescribedAndEveryDescribedRouteIsThere() {
    Set<String> described = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : API.get("paths").properties()) {
      path.getValue()
          .propertyNames()
          .forEach(method -> described.add(method + " " + path.getKey()));
    }
    assertThat(described).containsExactlyElementsOf(routes());
  }

  @Test
  void responsesHoldExactlyTheNamesThatAreDescribed() {
    MessageView view = desk.find("admin", SampleMail.id(1)).orElseThrow();
    JsonNode message = json(MessageJson.of(view.summary()));
    assertDescribed(message, "Message");
    assertDescribed(message.get("reasons").get(0), "Reason");
    JsonNode whole = json(MessageViewJson.of(view, Optional.empty()));
    Set<String> names = new TreeSet<>(described(schema("Message")));
    names.addAll(described(schema("MessageView").get("allOf").get(1)));
    assertThat(names(whole)).isEqualTo(names);
    assertDescribed(whole.get("parsed"), "Parsed");
    assertDescribed(whole.get("decision"), "Decision");
    assertDescribed(whole.get("decision").get("runner_up"), "RunnerUp");
    assertDescribed(whole.get("history").get(0), "Event");
    assertDescribed(json(new MessagesService.Page(List.of(), null)), "MessagePage");
    assertDescribed(
        json(QueuesService.QueueLine.of(REGION, desk.queues("admin").getFirst())), "Queue");
    var key = new EffectKey(SampleMail.id(1), new EffectName("tickets"));
    var line =
        new EffectLine(
            key,
            new Country("DE"),
            1,
            EffectState.DEAD,
            1,
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "");
    assertDescribed(json(OutboxService.Line.of(REGION, line)), "Effect");
    assertDescribed(json(new OutboxService.Page(List.of(), null)), "EffectPage");
    assertDescribed(json(new OutboxService.Changed("r", 1)), "EffectsChanged");
    assertDescribed(
        json(ResidencyService.ResidencyState.of(REGION, ResidencyService.NEVER)), "Residency");
    var counts = new HoldingsCounter.Holdings(Map.of(), Map.of(), Map.of());
    assertDescribed(json(ResidencyService.HoldingsJson.of(REGION, counts)), "Holdings");
    assertDescribed(json(Problem.unknownMessage()), "Problem");
    var status =
        new StatusService.RegionStatus(
            "r",
            "ready",
            List.of(),
            List.of(),
            "t",
            "v",
            "c",
            new StatusService.Messages(1L, 1L, 0L),
            List.of(new PeerJson("p", "down", "", "why", null, null, null, 1)),
            List.of());
    assertDescribed(json(status), "Status");
    assertThat(names(json(status).at("/peers/0")))
        .isEqualTo(described(schema("Status").at("/properties/peers/items")));
    var country = new Country("DE");
    var decision = IntakeFixture.router().decide(country);
    var explanation = json(RouteExplanationJson.of(IntakeFixture.HERE, country, decision));
    assertDescribed(explanation, "RouteExplanation");
    assertDescribed(explanation.get("candidates").get(0), "Candidate");
    var held = new HeldKey(new KeyId("0123456789abcdef"), Instant.EPOCH, Optional.empty(), true);
    assertDescribed(json(KeysService.KeyLine.of(REGION, held)), "Key");
    assertDescribed(json(new KeysService.Keys(List.of())), "Keys");
    assertDescribed(json(new KeysService.Exported("r", List.of(), "")), "ExportedKeys");
    assertDescribed(json(new KeysService.Escrowed(1)), "EscrowedCount");
    assertDescribed(json(new KeysService.Imported(1, 1)), "ImportedCount");
    var progress = new Progress(REGION, Optional.empty(), 1, 1, 0, true);
    var state =
        new Restoration.State(
            false, Optional.empty(), List.of(progress), Map.of(REGION, true), true);
    var restored = json(RestorationService.RestorationState.of(REGION, state));
    assertDescribed(restored, "Restoration");
    assertDescribed(restored.get("holders").get(0), "Holder");
    assertDescribed(restored.get("clear").get(0), "ClearCopy");
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    API.findValuesAsString("$ref")
        .forEach(ref -> assertThat(API.at(ref.substring(1)).isMissingNode()).as(ref).isFalse());
  }

  private Set<String> routes() {
    var node = new NodeIdentity(new RegionName("eu-west-1"), ModelTier.GDPR_COMPLIANT, "1", "c");
    var intake = new IntakeFixture().intake(IntakeLimits.DEFAULT);
    List<HttpService> services =
        List.of(
            new MessagesService(desk, new ReadingRoom(desk), SampleMail.queueNames()),
            new QueuesService(REGION, desk),
            new OutboxService(REGION, new NoEffects()),
            new StatusService(node, desk, () -> RegionState.READY, List::of),
            new HealthService(() -> RegionState.READY),
            new OpenApiService(),
            new KeysService(REGION, keys, idKeys),
            new RestorationService(REGION, restoration),
            new ResidencyService(REGION, handover, holdings),
            new MetricsService(new Meters()),
            new MessageIntakeService(intake),
            new RouteExplainService(
                IntakeFixture.HERE,
                IntakeFixture.residency(),
                IntakeFixture.router(),
                intake::recipient));
    Set<String> found = new TreeSet<>();
    services.forEach(s -> s.routing(collecting(found)));
    return found;
  }

  private record NoEffects() implements EffectDesk {
    @Override
    public List<EffectLine> list(String actor, EffectFilter filter) {
      return List.of();
    }

    @Override
    public int retry(String actor, EffectFilter filter) {
      return 0;
    }

    @Override
    public int drop(String actor, EffectFilter filter) {
      return 0;
    }
  }

  // Routes are registered without a call of what answers them.
  private static <T> T never(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, _) -> {
              throw new AssertionError(method.getName());
            }));
  }

  // The routes a service registers, told by the one interface it registers them with.
  private static HttpRules collecting(Set<String> found) {
    return (HttpRules)
        Proxy.newProxyInstance(
            HttpRules.class.getClassLoader(),
            new Class<?>[] {HttpRules.class},
            (self, method, args) -> {
              if (args != null && args.length == 2 && args[0] instanceof String path) {
                found.add(method.getName().toLowerCase(Locale.ROOT) + " " + path);
              }
              return self;
            });
  }

  private static void assertDescribed(JsonNode value, String schema) {
    assertThat(names(value)).as(schema).isEqualTo(new TreeSet<>(described(schema(schema))));
  }

  private static JsonNode schema(String name) {
    return API.get("components").get("schemas").get(name);
  }

  private static Set<String> described(JsonNode schema) {
    return names(schema.get("properties"));
  }

  private static Set<String> names(JsonNode node) {
    return new TreeSet<>(node.propertyNames());
  }

  private static JsonNode json(Object value) {
    return JSON.readTree(Json.bytes(value));
  }
}
