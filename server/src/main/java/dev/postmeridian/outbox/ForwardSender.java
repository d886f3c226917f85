package dev.postmeridian.outbox;

import dev.postmeridian.effect.EffectClaim;
import dev.postmeridian.effect.Target;
import dev.postmeridian.mail.Domain;
import dev.postmeridian.mail.MailAddress;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.eclipse.angus.mail.util.MailConnectException;
import org.eclipse.angus.mail.util.SocketConnectException;

/** Forwards mail to an address by SMTP: the mail as it came, a trace before it. */
final class ForwardSender implements Sender {
  private static final int MEBIBYTE = 1 << 20;
  private static final int MOST_PASSWORD_BYTES = 1024;

  private final Target.Forward target;
  private final Function<EffectClaim, Optional<byte[]>> content;
  private final Semaphore mebibytes;
  private final int most;
  private final Session session;

  /**
   * @param content reads a mail; empty if it is gone
   * @param mebibytes room for mail in memory, shared by all who forward
   * @param host the name that this node goes by
   * @param timeout of each step of the dialogue
   */
  ForwardSender(
      Target.Forward target,
      Function<EffectClaim, Optional<byte[]>> content,
      Semaphore mebibytes,
      Domain host,
      Duration timeout) {
    this.target = target;
    this.content = content;
    this.mebibytes = mebibytes;
    this.most = mebibytes.availablePermits();
    this.session = Session.getInstance(properties(target, host, timeout));
  }

  private static Properties properties(Target.Forward target, Domain host, Duration timeout) {
    String millis = String.valueOf(timeout.toMillis());
    String tls = String.valueOf(target.relay().tls());
    var properties = new Properties();
    properties.put("mail.smtp.host", target.relay().host());
    properties.put("mail.smtp.port", String.valueOf(target.relay().port()));
    properties.put("mail.smtp.localhost", host.value());
    properties.put("mail.smtp.connectiontimeout", millis);
    properties.put("mail.smtp.timeout", millis);
    properties.put("mail.smtp.writetimeout", millis);
    properties.put("mail.smtp.starttls.enable", tls);
    properties.put("mail.smtp.starttls.required", tls);
    properties.put("mail.smtp.ssl.checkserveridentity", tls);
    properties.put("mail.smtp.auth", String.valueOf(target.relay().login().isPresent()));
    properties.put("mail.smtp.quitwait", "false");
    return properties;
  }

  @Override
  public Answer send(EffectClaim claim) throws InterruptedException {
    int room = room(claim);
    mebibytes.acquire(room);
    try {
      Optional<byte[]> mail = content.apply(claim);
      if (mail.isEmpty()) {
        return new Answer.Nothing();
      }
      return ForwardedMail.isLooping(mail.get(), target.to())
          ? new Answer.Never(
              "the mail came back from where it was forwarded to: it goes in circles")
          : sent(claim, mail.get());
    } finally {
      mebibytes.release(room);
    }
  }

  private int room(EffectClaim claim) {
    long bytes = claim.bytes();
    return Math.clamp((bytes + MEBIBYTE - 1) / MEBIBYTE, 1, most);
  }

  private Answer sent(EffectClaim claim, byte[] mail) {
    var message = new RawMessage(session, ForwardedMail.trace(claim, target.to()), mail);
    message.setEnvelopeFrom(target.sender().address().map(MailAddress::toString).orElse("<>"));
    try (var transport = (SMTPTransport) session.getTransport("smtp")) {
      connect(transport);
      if (message.isEightBit() && transport.supportsExtension("8BITMIME")) {
        message.setMailExtension("BODY=8BITMIME");
      }
      var to = new InternetAddress(target.to().toString());
      transport.sendMessage(message, new InternetAddress[] {to});
      return new Answer.Taken();
    } catch (UnusableException e) {
      return Answer.down(e.why());
    } catch (MessagingException e) {
      return failed(e);
    }
  }

  private void connect(SMTPTransport transport) throws MessagingException, UnusableException {
    Optional<Target.Login> login = target.relay().login();
    if (login.isEmpty()) {
      transport.connect();
      return;
    }
    transport.connect(login.get().user(), password(login.get()));
  }

  private static String password(Target.Login login) throws UnusableException {
    try (var in = Files.newInputStream(login.passwordFile())) {
      return new String(in.readNBytes(MOST_PASSWORD_BYTES), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UnusableException("the password file cannot be read");
    }
  }

  private static Answer failed(MessagingException e) {
    int code = SmtpCodes.of(e);
    String words = "the mail server answered " + code;
    if (e instanceof AuthenticationFailedException || code == 530 || code == 535) {
      return Answer.down("the mail server refused the login");
    }
    if (code >= 500) {
      return new Answer.Never(words);
    }
    if (code >= 400) {
      return Answer.down(words);
    }
    return switch (e) {
      case MailConnectException _ -> Answer.down("no connection with the mail server");
      default ->
          Answer.down(
              e.getNextException() instanceof SocketConnectException
                  ? "no connection with the mail server"
                  : "the dialogue with the mail server broke, or it offers no STARTTLS");
    };
  }
}
