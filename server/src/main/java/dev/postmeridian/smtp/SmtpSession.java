package dev.postmeridian.smtp;

import dev.postmeridian.intake.Intake;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** One client's session, from greeting to goodbye. Run by one thread. */
final class SmtpSession implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpSession.class);
  private static final Marker SELDOM = MarkerFactory.getMarker("seldom");
  static final Reply STOPPING = Reply.of(421, "4.3.2", "The server is stopping, try again later");
  static final Reply TIMED_OUT = Reply.of(421, "4.4.2", "Nothing complete came in time, goodbye");
  private static final Reply TOO_MANY_ERRORS = Reply.of(421, "4.7.0", "Too many errors, goodbye");
  private static final Reply INTERNAL =
      Reply.of(421, "4.3.0", "Something is broken here, try again later");
  private static final Reply TOO_LONG = Reply.of(500, "5.5.6", "The command line is too long");
  private static final Reply BARE_LF =
      Reply.of(500, "5.5.2", "A line must end with CR LF; this one has a bare LF");
  private static final Reply BARE_CR =
      Reply.of(500, "5.5.2", "A line must end with CR LF; this one has a bare CR");
  private static final Reply NOT_UTF8 =
      Reply.of(500, "5.5.2", "The command line is neither ASCII nor UTF-8");

  private final Connection connection;
  private final SmtpSettings settings;
  private final Intake intake;
  private final Commands commands;
  private final Optional<SSLSocketFactory> tls;
  private final BooleanSupplier stopping;
  private SessionState state = new SessionState.Ungreeted();
  private int errors;
  private boolean tlsIsNext;

  SmtpSession(
      Connection connection,
      SmtpSettings settings,
      Intake intake,
      Commands commands,
      Optional<SSLSocketFactory> tls,
      BooleanSupplier stopping) {
    this.connection = connection;
    this.settings = settings;
    this.intake = intake;
    this.commands = commands;
    this.tls = tls;
    this.stopping = stopping;
  }

  SmtpSettings settings() {
    return settings;
  }

  Intake intake() {
    return intake;
  }

  Connection connection() {
    return connection;
  }

  SessionState state() {
    return state;
  }

  void state(SessionState next) {
    state = next;
  }

  boolean canStartTls() {
    return tls.isPresent() && !connection.isEncrypted();
  }

  /** STARTTLS was accepted: the reply to it is the last thing in clear. */
  void startTlsAfterReply() {
    tlsIsNext = true;
  }

  /** A mail was dealt with: the client knows the protocol after all. */
  void errorsForgiven() {
    errors = 0;
  }

  @Override
  public void run() {
    try (connection) {
      connection.open();
      converse();
    } catch (SSLHandshakeException e) {
      LOG.info(SELDOM, "TLS handshake failed");
    } catch (IOException _) {
      LOG.debug("connection lost");
    }
  }

  private void converse() throws IOException {
    connection.send(
        Reply.lines(220, List.of(settings.host() + " " + banner() + " Postmeridian ready")));
    var reader = new CommandReader(connection, settings.limits().commandLineBytes());
    Optional<Reply> reply;
    do {
      connection.expect(Wait.For.COMMAND, settings.limits().idle().toNanos());
      reply = reply(reader);
      if (reply.isPresent()) {
        connection.send(reply.get());
      }
    } while (reply.isPresent() && !reply.get().isLast() && goOn());
    if (reply.isPresent() && reply.get().code() == 221) {
      connection.flush();
    } else {
      connection.finish();
    }
  }

  private String banner() {
    return settings.protocol() == Protocol.LMTP ? "LMTP" : "ESMTP";
  }

  private boolean goOn() throws IOException {
    if (stopping.getAsBoolean()) {
      connection.send(STOPPING);
      return false;
    }
    if (tlsIsNext && tls.isPresent()) {
      tlsIsNext = false;
      connection.startTls(tls.get());
      state = new SessionState.Ungreeted();
    }
    return true;
  }

  /** The reply to the next command; empty if the client has left. */
  private Optional<Reply> reply(CommandReader reader) throws IOException {
    return switch (reader.read()) {
      case CommandLine.Text(String text) -> Optional.of(counted(run(text)));
      case CommandLine.Broken broken -> Optional.of(counted(reply(broken)));
      case CommandLine.End _ -> Optional.empty();
    };
  }

  private Reply run(String line) throws IOException {
    try {
      return commands.run(this, line);
    } catch (RuntimeException e) {
      // a bug: loud, but without the message, which may quote the mail
      LOG.error("{} at {}", e.getClass().getName(), List.of(e.getStackTrace()));
      return INTERNAL;
    }
  }

  private Reply reply(CommandLine.Broken broken) {
    return switch (broken) {
      case TOO_LONG -> TOO_LONG;
      case BARE_LF -> BARE_LF;
      case BARE_CR -> BARE_CR;
      case NOT_UTF8 -> NOT_UTF8;
    };
  }

  private Reply counted(Reply reply) {
    if (reply.isError() && ++errors > settings.limits().errors()) {
      return TOO_MANY_ERRORS;
    }
    return reply;
  }
}
