package dev.postmeridian.link;

import dev.postmeridian.region.RegionName;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who is at the other end of the link.
 *
 * @param region the name in its certificate; what it says of itself does not count
 */
public record LinkPeer(RegionName region) {
  private static final int DNS_NAME = 2;

  /**
   * The one region that a certificate names: the only one of its DNS names (RFC 5280, section
   * 4.2.1.6) without a dot. Empty if there is none, or several.
   */
  static Optional<LinkPeer> of(X509Certificate certificate) {
    var names = dnsNames(certificate).filter(name -> name.indexOf('.') < 0).toList();
    if (names.size() != 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(new LinkPeer(new RegionName(names.getFirst())));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Stream<String> dnsNames(X509Certificate certificate) {
    try {
      var names = certificate.getSubjectAlternativeNames();
      return names == null ? Stream.of() : names.stream().flatMap(LinkPeer::dnsName);
    } catch (CertificateParsingException _) {
      return Stream.of();
    }
  }

  private static Stream<String> dnsName(List<?> name) {
    return name.getFirst() instanceof Integer type && type == DNS_NAME
        ? Stream.of(String.valueOf(name.get(1)))
        : Stream.of();
  }
}
