package dev.postmeridian.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.desk.Correction;
import dev.postmeridian.desk.MessageState;
import dev.postmeridian.jobs.WorkListener;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.store.TestRegion;
import dev.postmeridian.triage.QueueName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the work makes of mail for its readers: threads, and words to find it by. */
class ThreadsAndSearchTest {
  @RegisterExtension static final TestRegion region = TestRegion.open();
  private static final Correction TO_SUPPORT =
      new Correction(
          Optional.empty(),
          Optional.of(new QueueName("support")),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
  private final Bench bench = new Bench(region);

  @Test
  void repliesJoinTheirThread() {
    try (var worker = bench.worker("a", Bench::decide)) {
      MessageId first = bench.accept("Message-ID: <1@x>\r\nSubject: order\r\n\r\n");
      await().until(() -> bench.state(first) == MessageState.TRIAGED);
      MessageId reply = bench.accept("In-Reply-To: <1@x>\r\nSubject: something else\r\n\r\n");
      MessageId bySubject = bench.accept("Subject: Re: AW: order\r\n\r\n");
      worker.wake();
      await().until(() -> region.store().desk().pulse().triaged() == 3);
      MessageId stranger = bench.accept("Subject: order\r\n\r\nanother");
      worker.wake();
      await().until(() -> region.store().desk().pulse().triaged() == 4);

      assertThat(bench.view(first).thread())
          .extracting(m -> m.id())
          .containsExactlyInAnyOrder(reply, bySubject);
      assertThat(bench.view(stranger).thread()).isEmpty();
    }
  }

  @Test
  void strangersUnderOneSubjectShareNoThread() {
    try (var worker = bench.worker("a", Bench::decide)) {
      var ids = new ArrayList<MessageId>();
      for (String head :
          List.of(
              "From: Bob <Bob@b.example>\r\nSubject: Invoice",
              "From: eve@e.example\r\nSubject: Re: Invoice",
              "From: bob@b.example\r\nSubject: AW: Invoice",
              "From: \"B\" <bob@b.example>\r\nSubject: Invoice")) {
        // one after the other: who is decided beside what it answers follows it by its references
        // alone
        MessageId id = bench.accept(head + "\r\n\r\n");
        worker.wake();
        await().until(() -> bench.state(id) == MessageState.TRIAGED);
        ids.add(id);
      }

      assertThat(bench.view(ids.getFirst()).thread())
          .extracting(m -> m.id())
          .containsExactly(ids.get(2));
      assertThat(bench.view(ids.get(1)).thread()).isEmpty();
      assertThat(bench.view(ids.get(3)).thread()).isEmpty();
    }
  }

  @Test
  void aReplyThatArrivesBeforeWhatItAnswersIsJoinedByIt() {
    try (var worker = bench.worker("a", Bench::decide)) {
      MessageId reply =
          bench.accept("Message-ID: <2@x>\r\nIn-Reply-To: <1@x>\r\nSubject: b\r\n\r\n");
      worker.wake();
      await().until(() -> region.store().desk().pulse().triaged() == 1);
      MessageId answered = bench.accept("Message-ID: <1@x>\r\nSubject: a\r\n\r\n");
      worker.wake();
      await().until(() -> region.store().desk().pulse().triaged() == 2);

      assertThat(bench.view(answered).thread()).extracting(m -> m.id()).containsExactly(reply);
    }
  }

  @Test
  void whoAnswersMailThatIsNotHereFollowsNobodyUntilItIs() {
    try (var worker = bench.worker("a", Bench::decide)) {
      MessageId early = bench.accept("In-Reply-To: <1@x>\r\nSubject: early\r\n\r\n");
      worker.wake();
      await().until(() -> bench.state(early) == MessageState.TRIAGED);
      Optional<QueueName> queue = bench.view(early).summary().queue();
      region.store().desk().correct("ada", early, TO_SUPPORT);
      MessageId other = bench.accept("In-Reply-To: <1@x>\r\nSubject: other\r\n\r\n");
      worker.wake();
      await().until(() -> bench.state(other) == MessageState.TRIAGED);
      assertThat(bench.view(other).thread()).extracting(m -> m.id()).containsExactly(early);
      assertThat(bench.view(other).summary().queue()).isEqualTo(queue);

      MessageId answered = bench.accept("Message-ID: <1@x>\r\nSubject: a\r\n\r\n");
      worker.wake();
      await().until(() -> bench.state(answered) == MessageState.TRIAGED);
      assertThat(bench.view(answered).summary().queue()).isEqualTo(queue);
      region.store().desk().correct("ada", answered, TO_SUPPORT);
      MessageId late = bench.accept("In-Reply-To: <1@x>\r\nSubject: late\r\n\r\n");
      worker.wake();
      await().until(() -> bench.state(late) == MessageState.TRIAGED);
      assertThat(bench.view(late).thread()).hasSize(3);
      assertThat(bench.view(late).summary().queue()).contains(new QueueName("support"));
    }
  }

  @Test
  void repliesStayInTheQueueThatAPersonMovedTheirThreadTo() {
    try (var worker = bench.worker("a", Bench::decide)) {
      MessageId first = bench.accept("Message-ID: <1@x>\r\nSubject: order\r\n\r\n");
      await().until(() -> bench.state(first) == MessageState.TRIAGED);
      region.store().desk().correct("ada", first, TO_SUPPORT);
      MessageId reply =
          bench.accept("Message-ID: <2@x>\r\nIn-Reply-To: <1@x>\r\nSubject: Re: order\r\n\r\n");
      worker.wake();
      await().until(() -> bench.state(reply) == MessageState.TRIAGED);
      MessageId next = bench.accept("In-Reply-To: <2@x>\r\nSubject: Re: order\r\n\r\nmore");
      worker.wake();
      await().until(() -> bench.state(next) == MessageState.TRIAGED);

      for (MessageId id : List.of(reply, next)) {
        assertThat(bench.view(id).summary().queue()).contains(new QueueName("support"));
        assertThat(bench.view(id).decision().orElseThrow().reasons())
            .anyMatch(reason -> reason.evidence().equals("the mail it answers is in support"));
      }
    }
  }

  @Test
  void repliesToAnAnswerThatLeftByOtherMeansFollowWhatItAnswers() {
    try (var worker = bench.worker("a", Bench::decide)) {
      MessageId first = bench.accept("Message-ID: <1@x>\r\nSubject: order\r\n\r\n");
      await().until(() -> bench.state(first) == MessageState.TRIAGED);
      region.store().desk().correct("ada", first, TO_SUPPORT);
      for (String subject : List.of("Re: order", "Re: order, again", "Re: order, at last")) {
        MessageId reply =
            bench.accept(
                "In-Reply-To: <2@x>\r\nReferences: <1@x> <2@x>\r\nSubject: "
                    + subject
                    + "\r\n\r\n");
        worker.wake();
        await().until(() -> bench.state(reply) == MessageState.TRIAGED);
        assertThat(bench.view(reply).summary().queue())
            .as(subject)
            .contains(new QueueName("support"));
      }
      assertThat(bench.view(first).thread()).hasSize(3);
    }
  }

  @Test
  void whoeverWritesUnderTheSameSubjectDoesNotFollowIntoAnothersQueue() {
    try (var worker = bench.worker("a", Bench::decide)) {
      MessageId first = bench.accept("Message-ID: <1@x>\r\nSubject: hello\r\n\r\n");
      await().until(() -> bench.state(first) == MessageState.TRIAGED);
      Optional<QueueName> queue = bench.view(first).summary().queue();
      region.store().desk().correct("ada", first, TO_SUPPORT);
      MessageId stranger = bench.accept("Subject: Re: hello\r\n\r\n");
      worker.wake();
      await().until(() -> region.store().desk().pulse().triaged() == 2);

      assertThat(bench.view(stranger).thread()).extracting(m -> m.id()).containsExactly(first);
      assertThat(bench.view(stranger).summary().queue()).isEqualTo(queue);
      assertThat(queue).isNotEqualTo(Optional.of(new QueueName("support")));
    }
  }

  @Test
  void whoOnlyHasTheMessageIdOfAnotherMailFollowsNobody() {
    try (var worker = bench.worker("a", Bench::decide)) {
      MessageId first =
          bench.accept("From: a@a.example\r\nMessage-ID: <1@scanner>\r\nSubject: one\r\n\r\n");
      worker.wake();
      await().until(() -> bench.state(first) == MessageState.TRIAGED);
      Optional<QueueName> queue = bench.view(first).summary().queue();
      region.store().desk().correct("ada", first, TO_SUPPORT);
      MessageId other =
          bench.accept("From: e@e.example\r\nMessage-ID: <1@scanner>\r\nSubject: two\r\n\r\n");
      worker.wake();
      await().until(() -> bench.state(other) == MessageState.TRIAGED);

      assertThat(bench.view(other).summary().queue()).isEqualTo(queue);
    }
  }

  @Test
  void searchFindsWordsOfManyLanguages() {
    try (var triage = bench.worker("triage", Bench::decide);
        var indexer = indexer()) {
      MessageId german = bench.accept("Subject: Offene Rechnungen\r\n\r\nBitte überweisen");
      MessageId english = bench.accept("Subject: hello\r\n\r\nOur servers crashed, invoice 4711");
      MessageId japanese = bench.accept("Subject: 請求書について\r\n\r\n先月の請求書、確認をお願いします。");
      MessageId chinese = bench.accept("Subject: 发票\r\n\r\n请查收上个月的电子发票");
      triage.wake();
      indexer.wake();

      await().untilAsserted(() -> assertThat(bench.search("請求書")).containsExactly(japanese));
      await().untilAsserted(() -> assertThat(bench.search("电子发票")).containsExactly(chinese));
      await().untilAsserted(() -> assertThat(bench.search("rechnungen")).containsExactly(german));
      assertThat(bench.search("invoice -crashed")).isEmpty();
      assertThat(bench.search("\"invoice 4711\"")).containsExactly(english);
      assertThat(bench.search("überweisen or crashed")).containsExactlyInAnyOrder(german, english);
      assertThat(bench.search("' & | ! ( <-> :* \\ \"")).isEmpty();
      assertThat(bench.search("証")).isEmpty();
      for (String one : List.of("確", "請", "書")) {
        assertThat(bench.search(one)).containsExactly(japanese);
      }
    }
  }

  @Test
  void searchFindsWhatIsWrittenAndNoWordOfAnotherLanguage() {
    try (var triage = bench.worker("triage", Bench::decide);
        var indexer = indexer()) {
      MessageId boxes = bench.accept("Subject: hello\r\n\r\nThe boxes of May");
      MessageId box = bench.accept("Subject: the box for May\r\n\r\nan mbox of bob@studio.example");
      MessageId script = bench.accept("Subject: <script>alert(1)</script>\r\n\r\nread/write");
      triage.wake();
      indexer.wake();

      await().untilAsserted(() -> assertThat(bench.search("alert")).containsExactly(script));
      await().untilAsserted(() -> assertThat(bench.search("mbox")).containsExactly(box));
      await().untilAsserted(() -> assertThat(bench.search("box")).contains(boxes, box));
      assertThat(bench.search("\"boxes of may\"")).containsExactly(boxes);
      assertThat(bench.search("\"box of may\"")).isEmpty();
      assertThat(bench.search("of the box")).contains(boxes, box);
      assertThat(bench.search("write")).containsExactly(script);
      assertThat(bench.search("studio.example bob")).containsExactly(box);
      assertThat(bench.search("bob@studio.example -boxes")).isEmpty();
      assertThat(bench.search("-box alert")).containsExactly(script);
      assertThat(bench.search("write or mbox or nothing")).containsExactlyInAnyOrder(script, box);
    }
  }

  @Test
  void searchFindsAddressesFilesAndNumbersWholeAndInTheirParts() {
    try (var triage = bench.worker("triage", Bench::decide);
        var indexer = indexer()) {
      MessageId joined =
          bench.accept(
              "Subject: files\r\n\r\nbob@kunde.acme.example: invoice-4711.pdf, Rechnung_815.pdf,"
                  + " AB-1234, RE-2026-0815, Danke.Bitte, AT&T; +49170");
      MessageId apart = bench.accept("Subject: apart\r\n\r\ninvoice 815 of 4711, 0815 in 2026");
      triage.wake();
      indexer.wake();

      await().untilAsserted(() -> assertThat(bench.search("apart")).containsExactly(apart));
      await().untilAsserted(() -> assertThat(bench.search("files")).containsExactly(joined));
      for (String part :
          List.of(
              ("kunde acme acme.example bob@kunde bob@kunde.acme.example invoice 4711 pdf"
                      + " invoice-4711.pdf Rechnung 815 815.pdf 1234 ab-1234 2026 0815 2026-0815"
                      + " RE-2026-0815 Danke Bitte danke.bitte AT&T 49170 \"AB-1234\"")
                  .split(" "))) {
        assertThat(bench.search(part)).as(part).contains(joined);
      }
      assertThat(bench.search("2026-0815")).containsExactly(joined);
      assertThat(bench.search("\"acme.example\"")).isEmpty();
      assertThat(bench.search("4711 -invoice-4711.pdf")).containsExactly(apart);
      assertThat(bench.search("2026 -acme.example")).containsExactly(apart);
    }
  }

  @Test
  void searchFindsMailOfVeryManyWordsAndVeryLongOnesAndTakesLongQuestions() {
    String word = "x".repeat(3_000);
    String words =
        IntStream.range(0, 9_000)
            .mapToObj(i -> strange(i) + "-" + strange(i + 9_000))
            .collect(Collectors.joining(" "));
    try (var triage = bench.worker("triage", Bench::decide);
        var indexer = indexer()) {
      MessageId wide = bench.accept("Subject: wide\r\n\r\n" + word + " " + words);
      triage.wake();
      indexer.wake();

      await().untilAsserted(() -> assertThat(bench.search("wide")).containsExactly(wide));
      for (String asked : List.of(word, "x".repeat(2_040), "ab ".repeat(4_000))) {
        assertThat(bench.search(asked)).size().isLessThanOrEqualTo(1);
      }
      assertThat(bench.search(word)).containsExactly(wide);
    }
  }

  @Test
  void searchFindsMailOfMoreDifferentPairsOfCharactersThanAnIndexHolds() {
    try (var triage = bench.worker("triage", Bench::decide);
        var indexer = indexer()) {
      MessageId common = bench.accept("Subject: common\r\n\r\n" + pairs(0x4e00, 20_000));
      MessageId rare = bench.accept("Subject: rare\r\n\r\n" + pairs(0x20000, 42_000));
      triage.wake();
      indexer.wake();

      await().untilAsserted(() -> assertThat(bench.search("common")).containsExactly(common));
      await().untilAsserted(() -> assertThat(bench.search("rare")).containsExactly(rare));
      assertThat(bench.search(pairs(0x4e00, 20_000).substring(0, 3))).containsExactly(common);
      assertThat(bench.search(pairs(0x20000, 42_000).substring(0, 4))).containsExactly(rare);
    }
  }

  /** 100,000 Chinese characters, hardly two of whose pairs are the same. */
  private static String pairs(int first, int different) {
    var text = new StringBuilder();
    long random = 1;
    for (int i = 0; i < 100_000; i++) {
      random = random * 6364136223846793005L + 1442695040888963407L;
      text.appendCodePoint(first + (int) Long.remainderUnsigned(random >>> 33, different));
    }
    return text.toString();
  }

  /** A word of letters of three bytes, another for each number. */
  private static String strange(int number) {
    return new String(
        new int[] {0x1200 + number / 1600, 0x1200 + number / 40 % 40, 0x1200 + number % 40}, 0, 3);
  }

  private Worker indexer() {
    Assess index =
        TriageWork.indexing(data -> Bench.mail(new String(data, StandardCharsets.UTF_8)));
    return new Worker(
            "index-1",
            region.store().indexJobs(),
            index,
            Bench.QUICK,
            new Semaphore(1),
            WorkListener.NONE,
            () -> false)
        .start();
  }
}
