package dev.postmeridian.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.postmeridian.mail.MailContent;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactReasonsTest {
  private static final TokenTable TABLE =
      new TokenTable(
          List.of("invoice", "pay", "##ment", "server", "down", "holiday"),
          new byte[] {100, 0, 90, 10, 80, 0, 0, 100, 10, 90, 50, 50},
          new float[] {0.01f, 0.01f, 0.02f, 0.01f, 0.01f, 0.01f});

  @Test
  void reasonsAndBiasAddUpToTheLogOddsOfJunk() {
    JunkModel model = trained();
    FeatureBag bag = JunkFeatures.of(MailContent.of("Free money", "win a prize with the team"));

    JunkModel.Verdict verdict = model.judge(bag, 0);

    double sum = verdict.reasons().stream().mapToDouble(Reason::weight).sum();
    assertThat(verdict.bias() + sum).isCloseTo(model.logOdds(bag), within(1e-9));
    assertThat(verdict.logOdds()).isCloseTo(model.logOdds(bag), within(1e-9));
  }

  @Test
  void theSameExamplesGiveTheSameModelBitForBit() {
    JunkModel one = trained();
    JunkModel two = trained();

    assertThat(one.weights()).isEqualTo(two.weights());
    assertThat(one.bias()).isEqualTo(two.bias());
    assertThat(one.threshold()).isEqualTo(two.threshold());
  }

  @Test
  void reasonsAddUpToWhatSpeaksForTheQueue() {
    var matcher =
        new QueueMatcher(
            List.of(
                queue("billing", "invoices and payments", "the invoice is wrong"),
                queue("incidents", "a server is down", "der Server ist ausgefallen")),
            TABLE,
            new QueueTuning(12, 4, 8, 8, -20, -20));

    QueueMatcher.Match match =
        matcher.match("Invoice", "the payment of our invoices, not the server", "en");

    double sum = match.reasons().stream().mapToDouble(Reason::weight).sum();
    assertThat(matcher.name(match.ahead())).isEqualTo(new QueueName("billing"));
    assertThat(sum).isCloseTo(match.logits()[match.ahead()], within(1e-5));
  }

  @Test
  void aQueueOfManyThingsIsAsLikeAMailAsTheLikestOfThem() {
    var one = new QueueTuning(12, 4, 0, 0, 4, 4);
    Queue many = queue("many", "an invoice, a server, a holiday", "an invoice");
    Queue only = queue("only", "a holiday", "a holiday");

    double among =
        new QueueMatcher(List.of(many), TABLE, one).match("", "the holiday", "en").logits()[0];
    double alone =
        new QueueMatcher(List.of(only), TABLE, one).match("", "the holiday", "en").logits()[0];

    assertThat(among).isCloseTo(alone, within(1e-6));
  }

  @Test
  void greetingsClosingsAndNamesBelowThemSayNothingOfTheQueue() {
    String text =
        """
        Dear billing team,

        the server is down.
        Thanks for the invoice, by the way.

        Kind regards,
        Bill Payment

        PS: holiday
        """;

    assertThat(QueueWords.of("", text))
        .containsKeys("server", "thanks", "invoice", "holiday")
        .doesNotContainKeys("billing", "team", "regards", "bill", "payment");
  }

  @Test
  void pairsOfJoinedScriptsBecomeTheWordsTheyBeginIn() {
    List<Reason> pairs = List.of(pair("請求", 1), pair("求書", 0.5), pair("届き", -0.25));

    List<Reason> words = JoinedWords.of(pairs, "請求書がまだ届きません。請求先も。");

    assertThat(words).extracting(Reason::evidence).containsExactly("請求書", "届きません");
    assertThat(words.stream().mapToDouble(Reason::weight).sum()).isEqualTo(1.25);
  }

  private static Reason pair(String evidence, double weight) {
    return new Reason(Reason.About.QUEUE, Reason.Kind.WORD, evidence, weight);
  }

  @Test
  void mailUnlikeEveryQueueIsLikelierForReview() {
    var matcher =
        new QueueMatcher(
            List.of(queue("billing", "invoices", "an invoice")),
            TABLE,
            new QueueTuning(12, 4, 8, 8, 4, 4));

    QueueMatcher.Match match = matcher.match("", "zebra crossing", "en");

    assertThat(matcher.name(match.behind())).isEqualTo(QueueName.REVIEW);
    assertThat(match.probabilities()[match.ahead()]).isLessThan(0.5);
  }

  @Test
  void linearReasonsAddUpToTheDifferenceOfLogits() {
    var trainer = new LinearTrainer();
    for (int i = 0; i < 12; i++) {
      trainer.add("could you send me report " + i, "yes");
      trainer.add("we went to the lake on day " + i, "no");
    }
    LinearModel model = trainer.train(_ -> {});
    FeatureBag bag = TextFeatures.of("could you send the boat");

    double[] logits = model.logits(bag);
    double sum =
        model.reasons(bag, 1, 0, Reason.About.NEEDS_REPLY).stream()
            .mapToDouble(Reason::weight)
            .sum();

    assertThat(sum)
        .isCloseTo(logits[1] - logits[0] - (model.biases()[1] - model.biases()[0]), within(1e-6));
    assertThat(model.probabilities("could you send it")[1]).isGreaterThan(0.5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "we went to the lake and sent the report of the boat on a day to the team",
        "send report 4 to the lake on some day or other, as soon as the boat is there"
      })
  void whatAReplyIsShownToHangOnAddsUpToTheAnswer(String text) {
    var trainer = new LinearTrainer();
    for (int i = 0; i < 12; i++) {
      trainer.add("send the report number " + i, "yes");
      trainer.add("we went to the lake on day " + i, "no");
      trainer.add("we saw a boat on day " + i, "no");
    }
    LinearModel model = trainer.train(_ -> {});

    NeedsReply.Answer answer =
        new NeedsReply(model)
            .of(
                MailContent.of("", text),
                text,
                JunkVerdict.HAM,
                "en",
                Deadlines.in(text, "en", LocalDate.EPOCH));

    double sum = answer.reasons().stream().mapToDouble(Reason::weight).sum();
    double doubt = answer.reasons().getLast().weight();
    double yes = model.probabilities(text)[model.classes().indexOf("yes")];
    assertThat(sum).isCloseTo(Math.log(yes / (1 - yes)) + doubt, within(1e-6));
    assertThat(answer.needed()).isEqualTo(sum >= 0);
    assertThat(answer.asked()).isEqualTo(sum >= doubt);
    assertThat(answer.reasons()).anyMatch(reason -> reason.evidence().startsWith("any sentence"));
  }

  @Test
  void aWordIsToldWithoutTheSignsAroundItAndOneWithoutWeightNotAtAll() {
    var word = new Reason(Reason.About.JUNK, Reason.Kind.WORD, "(prize!),", 0.7);
    var light = new Reason(Reason.About.JUNK, Reason.Kind.WORD, "meeting", 0.04);

    assertThat(TellingReasons.of(List.of(word, light)))
        .containsExactly(new Reason(Reason.About.JUNK, Reason.Kind.WORD, "prize", 0.7));
  }

  @Test
  void aNameAloneAsksNothing() {
    var trainer = new LinearTrainer();
    for (int i = 0; i < 12; i++) {
      trainer.add("Ada Lovelace report " + i, "yes");
      trainer.add("we went to the lake on day " + i, "no");
    }
    LinearModel model = trainer.train(_ -> {});
    String name = "Ada Lovelace";

    NeedsReply.Answer answer =
        new NeedsReply(model)
            .of(
                MailContent.of("", name),
                name,
                JunkVerdict.HAM,
                "en",
                Deadlines.in(name, "en", LocalDate.EPOCH));

    assertThat(model.probabilities(name)[model.classes().indexOf("yes")]).isGreaterThan(0.5);
    assertThat(answer.asked()).isFalse();
  }

  private static Queue queue(String name, String description, String example) {
    return new Queue(new QueueName(name), description, List.of(example), Duration.ofHours(4));
  }

  private static JunkModel trained() {
    var trainer = new JunkTrainer();
    for (int i = 0; i < 40; i++) {
      trainer.add(MailContent.of("Win money " + i, "free prize money, click to win now"), true);
      trainer.add(MailContent.of("Meeting " + i, "notes of the team and the project plan"), false);
    }
    return trainer.train();
  }
}
