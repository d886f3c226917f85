package dev.postmeridian.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.triage.Triage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelHealthTest {
  private static final Triage.Request MAIL =
      new Triage.Request(
          "Subject: x\r\n\r\nHello".getBytes(),
          MailAddress.parse("a@b.example"),
          MaybeSender.parse(""),
          Instant.EPOCH);

  private final AtomicLong nanos = new AtomicLong();
  private boolean brokenForOne;
  private boolean brokenForAll;

  @ParameterizedTest
  @EnumSource(ModelTier.class)
  void aModelIsIllOnceItCannotDecideItsOwnCheckAndWellOnceItCan(ModelTier tier) {
    var starter = Starter.load().triage(List.of(), tier, Set.of());
    var health = new ModelHealth(request -> assessed(starter, request), nanos::get);
    assertThat(health.assess(MAIL)).isInstanceOf(Triage.Triaged.class);
    brokenForOne = true;
    assertThatThrownBy(() -> health.assess(MAIL)).isInstanceOf(IllegalStateException.class);
    assertThat(health.isHealthy()).as("the message's doing").isTrue();
    brokenForAll = true;
    assertThatThrownBy(() -> health.assess(MAIL)).isInstanceOf(IllegalStateException.class);
    assertThat(health.isHealthy()).as("the model's doing").isFalse();
    assertThat(health.trouble()).hasValueSatisfying(why -> assertThat(why).contains("the model"));
    brokenForAll = false;
    assertThat(health.isHealthy()).as("not tried again yet").isFalse();
    nanos.addAndGet(Duration.ofSeconds(11).toNanos());
    assertThat(health.isHealthy()).isTrue();
    assertThat(health.trouble()).isEmpty();
  }

  private Triage.Outcome assessed(Triage model, Triage.Request request) {
    if (brokenForAll || (brokenForOne && request == MAIL)) {
      throw new IllegalStateException("broken");
    }
    return model.assess(request);
  }
}
