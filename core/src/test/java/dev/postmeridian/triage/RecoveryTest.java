package dev.postmeridian.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.mail.MailContent;
import dev.postmeridian.mail.ParsedMail;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[RESOLVED] Database outage | The outage began at 8. No action needed.",
        "[RESOLVED:2] db writes failing | All writes succeed.",
        "[OK] Disk is full alert | Production is down since 8.",
        "RECOVERY Host Alert: db1 is UP | db1",
        "Server | Our server was down last year. All fine now.",
        "Mail | The server is down since 8? No. It works again now.",
        "Ausfall | Der Totalausfall von heute früh ist behoben.",
        "Panne | Le site était en panne. Tout fonctionne de nouveau.",
        "障害 | システムは復旧しました。"
      })
  void whatIsOverDoesNotPress(String subject, String text) {
    ParsedMail mail = MailContent.of(subject, text).mail();

    assertThat(Recovery.in(mail, text)).isPresent();
    assertThat(Deadlines.of(mail, text, "und", LocalDate.EPOCH).reasons(false))
        .extracting(Reason::evidence)
        .noneMatch(words -> words.startsWith("work stands still"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Re: [RESOLVED] Database outage | It is down.",
        "Mail | It worked again yesterday, now it is down.",
        "Mail | It works again, but the printer is still down.",
        "Mail | If it works again, tell us.",
        "Login | Das Login geht jetzt nicht mehr, seit heute ein Totalausfall.",
        "OK to go | All requests fail.",
        "OK: new order | Production down.",
        "[closed] office | Production down.",
        "Shop | Our shop is down again. Last week you told us that the problem was solved.",
        "Site | The whole site is down. It was working fine yesterday, everything is fine in staging.",
        "Prod | Production is down for all users. Login is fixed, checkout is dead.",
        "Server | Production is down. That is fixed, checkout is dead.",
        "Server | The outage is over, all fine. Another problem: the printer burns.",
        "Shop | Unser Shop steht still. Der Drucker geht wieder.",
        "Server | Nobody can work, the server is down. The printer is fixed.",
        "Prod | Production is down. Your status page says: everything is fixed.",
        "Prod | The service fails, it works again, fails again, it works again.",
        "Prod | Production is down. If, and only if, it works again, thanks.",
        "Prod | Production is down. They claim, it is fixed."
      })
  void whatFailsStillIsNotOver(String subject, String text) {
    ParsedMail mail = MailContent.of(subject, text).mail();

    assertThat(Recovery.in(mail, text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Production is down. Your status page says:\n\n“The issue is resolved.”",
        "We cannot sell until,\nit works again.\nThanks",
        "Tell me the moment\nit works again"
      })
  void whatIsLedInByMoreIsNotOver(String text) {
    assertThat(Recovery.in(MailContent.of("Prod", text).mail(), text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "There was an outage last week.",
        "Gestern gab es einen Totalausfall.",
        "Le mois dernier, le site était en panne le mois dernier."
      })
  void anOutageOfLongAgoDoesNotPress(String text) {
    assertThat(Deadlines.in(text, "und", LocalDate.EPOCH).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The ERP is down since yesterday.",
        "The server went down yesterday.",
        "Our website went down last night and is still down. Please fix it.",
        "There was an outage last week and now production is down.",
        "Seit dem Totalausfall gestern steht alles still.",
        "Our shop was in an outage last night, it is not over.",
        "There was an outage last night and none of our tills works.",
        "After the outage last night none of our tills works.",
        "We had an outage last night, it is not over.",
        "Nach dem Totalausfall gestern ist das ganze Lager ohne System."
      })
  void whatStandsStillPressesWheneverItBegan(String text) {
    assertThat(Deadlines.in(text, "und", LocalDate.EPOCH).isEmpty()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[FIRING:1] payments-db writes failing",
        "[Triggered] CPU on web-1",
        "[PROBLEM] disk full",
        "** PROBLEM Service Alert: web/http is CRITICAL **",
        "CRITICAL: disk full"
      })
  void aMonitorsAlarmPressesThoughAProgramSendsIt(String subject) {
    assertThat(Monitor.alarm(MailContent.of(subject, "").mail())).isPresent();
    assertThat(Monitor.alarm(MailContent.of("Re: " + subject, "").mail())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Problem: my invoice",
        "PROBLEM: cannot log in",
        "Critical remarks",
        "OK: paid",
        "[Problem] my invoice",
        "[Offer] down"
      })
  void whatPeopleWriteIsNoAlarm(String subject) {
    assertThat(Monitor.alarm(MailContent.of(subject, "").mail())).isEmpty();
  }

  @Test
  void noSlaPressesForWhatIsOver() {
    MailContent mail = MailContent.of("[RESOLVED] outage", "");
    Optional<Reason> over = Recovery.in(mail.mail(), "");
    var scored =
        PriorityScore.of(
            mail,
            JunkVerdict.HAM,
            Deadlines.of(mail.mail(), "", "en", LocalDate.EPOCH),
            new NeedsReply.Answer(false, false, List.of()),
            over,
            Duration.ofMinutes(30));

    assertThat(scored.priority()).isEqualTo(Priority.NORMAL);
    assertThat(scored.reasons()).isEqualTo(List.of(over.orElseThrow()));
  }
}
