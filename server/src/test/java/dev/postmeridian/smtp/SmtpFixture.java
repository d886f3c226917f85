package dev.postmeridian.smtp;

import dev.postmeridian.intake.IntakeFixture;
import dev.postmeridian.intake.IntakeLimits;
import dev.postmeridian.mail.MailAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Listeners on free ports before an in-memory log. */
final class SmtpFixture implements AutoCloseable {
  private final IntakeFixture intake = new IntakeFixture();
  private final List<SmtpServer> servers = new ArrayList<>();
  IntakeLimits intakeLimits = new IntakeLimits(100_000, 1 << 20, 5);
  Optional<SSLContext> tls = Optional.empty();
  Optional<MailAddress> postmaster = Optional.empty();

  /** Small limits, so that tests reach them quickly. */
  static SmtpLimits limits() {
    return new SmtpLimits(
        5,
        50,
        40,
        512,
        1000,
        Duration.ofSeconds(20),
        Duration.ofSeconds(20),
        5,
        Duration.ofSeconds(5));
  }

  SmtpServer smtp() {
    return start(Protocol.SMTP, limits());
  }

  SmtpServer lmtp() {
    return start(Protocol.LMTP, limits());
  }

  SmtpServer start(Protocol protocol, SmtpLimits limits) {
    var listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var settings = new SmtpSettings(protocol, listen, IntakeFixture.HOST, postmaster, limits);
    var server = SmtpServer.start(settings, intake.intake(intakeLimits), tls);
    servers.add(server);
    return server;
  }

  dev.postmeridian.intake.LogInMemory log() {
    return intake.log;
  }

  @Override
  public void close() {
    servers.forEach(SmtpServer::close);
  }
}
