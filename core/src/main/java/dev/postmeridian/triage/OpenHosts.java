package dev.postmeridian.triage;

import java.util.Set;

/**
 * Declared hosts that anybody can use under a name that is not theirs: pages set up in a minute,
 * links shortened, free mailboxes. Good mail uses them too, so they are evidence and no verdict.
 */
final class OpenHosts {
  private static final Set<String> PAGES =
      Set.of(
          "storage.googleapis.com",
          "sites.google.com",
          "docs.google.com",
          "forms.gle",
          "firebaseapp.com",
          "web.app",
          "appspot.com",
          "run.app",
          "blogspot.com",
          "github.io",
          "gitlab.io",
          "netlify.app",
          "vercel.app",
          "herokuapp.com",
          "pages.dev",
          "workers.dev",
          "r2.dev",
          "azurewebsites.net",
          "windows.net",
          "onmicrosoft.com",
          "amazonaws.com",
          "cloudfront.net",
          "glitch.me",
          "weebly.com",
          "wixsite.com",
          "wordpress.com",
          "webflow.io",
          "notion.site",
          "duckdns.org",
          "ngrok.io",
          "ngrok-free.app",
          "ipfs.io",
          "bit.ly",
          "t.co",
          "tinyurl.com",
          "is.gd",
          "goo.gl",
          "ow.ly",
          "cutt.ly",
          "rb.gy",
          "t.ly",
          "rebrand.ly",
          "shorturl.at",
          "tiny.cc",
          "s.id",
          "qrco.de");

  private static final Set<String> MAILBOXES =
      Set.of(
          "gmail.com",
          "googlemail.com",
          "outlook.com",
          "hotmail.com",
          "live.com",
          "yahoo.com",
          "yahoo.co.jp",
          "icloud.com",
          "aol.com",
          "proton.me",
          "protonmail.com",
          "gmx.de",
          "gmx.net",
          "web.de",
          "mail.ru",
          "yandex.ru",
          "yandex.com",
          "qq.com",
          "163.com",
          "zoho.com",
          "laposte.net",
          "orange.fr",
          "libero.it",
          "uol.com.br",
          "bol.com.br");

  private OpenHosts() {}

  /** Whether anybody can set up a page or a redirection under this host. */
  static boolean hasPagesOfAnybody(String host) {
    for (int at = 0; at >= 0; at = next(host, at)) {
      if (PAGES.contains(host.substring(at))) {
        return true;
      }
    }
    return false;
  }

  private static int next(String host, int at) {
    int dot = host.indexOf('.', at);
    return dot < 0 ? -1 : dot + 1;
  }

  /** Whether anybody gets a mailbox in this domain. */
  static boolean hasMailboxesOfAnybody(String domain) {
    return MAILBOXES.contains(domain);
  }

  /** Whether a domain itself, rather than what stands below it, is one that everybody uses. */
  static boolean isAnybodys(String domain) {
    return MAILBOXES.contains(domain) || PAGES.contains(domain);
  }
}
