package dev.postmeridian.classifier;

import dev.postmeridian.mail.MailContent;
import dev.postmeridian.mime.MailReader;
import dev.postmeridian.mime.Reading;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.triage.Decider;
import dev.postmeridian.triage.JunkModel;
import dev.postmeridian.triage.LinearModel;
import dev.postmeridian.triage.Queue;
import dev.postmeridian.triage.QueueTuning;
import dev.postmeridian.triage.TokenTable;
import dev.postmeridian.triage.Triage;
import java.util.List;
import java.util.Set;

/** The models that ship with the program, for a mailbox never seen. */
public final class Starter {
  private static final String FOLDER = "/dev/postmeridian/classifier/starter/";

  private final JunkModel junk;
  private final LinearModel needsReply;
  private final TokenTable tokens;
  private final int version;

  private Starter(JunkModel junk, LinearModel needsReply, TokenTable tokens, int version) {
    this.junk = junk;
    this.needsReply = needsReply;
    this.tokens = tokens;
    this.version = version;
  }

  /**
   * Reads the shipped weights, a few MiB, and checks their digests.
   *
   * @throws ModelFileException if the program's own files are damaged
   */
  public static Starter load() {
    ModelFolder.Loaded junk = shipped("junk");
    return new Starter(
        WeightsForm.junk("the junk model", junk.weights()),
        WeightsForm.linear("the needs-reply model", shipped("needs-reply").weights()),
        WeightsForm.tokens("the token table", shipped("tokens").weights()),
        junk.manifest().version());
  }

  private static ModelFolder.Loaded shipped(String name) {
    return ModelFolder.read(
        "the shipped model '" + name + "'", ModelFolder.resource(FOLDER + name));
  }

  /** Triage by the starter that trusts no other server's checks of a sender. */
  public Triage triage(List<Queue> queues, ModelTier tier, Set<String> languages) {
    return triage(queues, tier, languages, Set.of());
  }

  /**
   * Triage by the starter.
   *
   * @param languages ISO 639-1 codes of the languages to tell apart; empty means all known ones
   * @param trusted authserv-ids of servers whose checks of a sender count (RFC 8601, section 5)
   */
  public Triage triage(
      List<Queue> queues, ModelTier tier, Set<String> languages, Set<String> trusted) {
    var decider =
        new Decider(
            junk,
            needsReply,
            tokens,
            QueueTuning.FITTED,
            queues,
            "starter@" + version + "/" + tier.word(),
            tier == ModelTier.GDPR_COMPLIANT,
            trusted);
    var reader = new MailReader();
    var detector = new Languages(languages);
    return request ->
        switch (reader.read(request.data())) {
          case Reading.Unreadable unreadable -> new Triage.Unreadable(unreadable.reason());
          case Reading.Message message -> decided(message.content(), request, decider, detector);
        };
  }

  private static Triage.Outcome decided(
      MailContent content, Triage.Request request, Decider decider, Languages detector) {
    String language = detector.of(content.mail().subject() + "\n" + content.mail().text());
    return new Triage.Triaged(
        content.mail(), decider.decide(content, request.mailbox(), language, request.receivedAt()));
  }
}
