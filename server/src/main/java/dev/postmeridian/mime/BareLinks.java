package dev.postmeridian.mime;

import dev.postmeridian.mail.Link;
import java.util.ArrayList;
import java.util.List;

/** URLs written out in plain text. */
final class BareLinks {
  private static final int MAX_URL = 2000;
  private static final String ENDS = " \t\r\n<>\"'`{}|\\^()[]";
  private static final String TRAILING = ".,;:!?*";

  private BareLinks() {}

  static List<Link> find(CharSequence text, int limit) {
    var links = new ArrayList<Link>();
    String all = text.toString();
    int at = all.indexOf("://");
    while (at >= 0 && links.size() < limit) {
      int start = schemeStart(all, at);
      int end = end(all, at + 3);
      if (start >= 0 && end > at + 3) {
        String url = all.substring(start, end);
        links.add(new Link(url, url));
      }
      at = all.indexOf("://", Math.max(end, at + 3));
    }
    return links;
  }

  private static int schemeStart(String text, int colon) {
    if (text.regionMatches(true, colon - 5, "https", 0, 5)) {
      return colon - 5;
    }
    return text.regionMatches(true, colon - 4, "http", 0, 4) ? colon - 4 : -1;
  }

  private static int end(String text, int from) {
    int end = from;
    while (end < text.length()
        && end - from < MAX_URL
        && ENDS.indexOf(text.charAt(end)) < 0
        && text.charAt(end) > ' ') {
      end++;
    }
    while (end > from && TRAILING.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }
}
