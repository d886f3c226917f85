package dev.postmeridian.smtp;

import dev.postmeridian.mail.Domain;
import dev.postmeridian.mail.MailAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * One listener.
 *
 * @param listen port 0 takes a free one
 * @param host the name the server greets with
 * @param postmaster who gets mail for {@code <postmaster>} without a domain (RFC 5321, section
 *     4.5.1); empty refuses it with 550 5.1.1
 */
public record SmtpSettings(
    Protocol protocol,
    InetSocketAddress listen,
    Domain host,
    Optional<MailAddress> postmaster,
    SmtpLimits limits) {}
