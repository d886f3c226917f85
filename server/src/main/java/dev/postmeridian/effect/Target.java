package dev.postmeridian.effect;

import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where an effect goes. */
public sealed interface Target {
  /**
   * Whether it tells the target of a decision once and for all: a forwarded mail can't be called
   * back, while a webhook is told of each new revision.
   */
  boolean isOnce();

  /** The kind, as the API names it. */
  String kind();

  /**
   * An HTTP receiver that is told of decisions (Standard Webhooks 1.0.0).
   *
   * @param secretFile holds {@code whsec_} secrets, one a line; read again for each attempt
   * @param content whether subject, originator and the beginning of the text go with it
   */
  record Webhook(URI url, Path secretFile, boolean content) implements Target {
    @Override
    public boolean isOnce() {
      return false;
    }

    @Override
    public String kind() {
      return "webhook";
    }
  }

  /**
   * An address that the mail itself goes to.
   *
   * @param sender the envelope's sender; null, so that nothing bounces, unless the file names one
   */
  record Forward(MailAddress to, Relay relay, MaybeSender sender) implements Target {
    @Override
    public boolean isOnce() {
      return true;
    }

    @Override
    public String kind() {
      return "forward";
    }
  }

  /**
   * The mail server that takes forwarded mail.
   *
   * @param tls whether STARTTLS, with a certificate that is valid for the host, is required
   */
  record Relay(String host, int port, boolean tls, Optional<Login> login) {}

  /** How to sign in at a mail server; the file is read again for each attempt. */
  record Login(String user, Path passwordFile) {}
}
