package dev.postmeridian.console;

/** Raw mails with HTML, kind and unkind. */
final class Letters {
  private Letters() {}

  static final String NEWSLETTER =
      html(
          "Your parcel cannot reach you",
          """
          <html><head><style>@import url(http://evil.example/a.css); p{color:red}</style></head>
          <body bgcolor="#ffffff">
          <table width="560" align="center" cellpadding="8"><tr><td style="background:#eef;border-radius:6px">
          <h2 style="color:#223">Harbour Line Logistics</h2></td></tr><tr><td>
          <img src="http://pixel.example/open.gif" width="1" height="1">
          <img src="http://pics.example/box.png" alt="a box on a doorstep">
          <p>Hello, our driver <b>cannot reach</b> your door: the station has been <i>offline</i> since noon
          and every scan has timed out.</p>
          <p><a href="https://harbourline.example/track">Track your parcel</a></p>
          <ul><li>Parcel 20931</li><li>Two boxes</li></ul></td></tr></table></body></html>
          """);

  static String html(String subject, String body) {
    return """
    From: Harbour Line <news@harbourline.example>
    To: help@kontor.example
    Subject: %s
    MIME-Version: 1.0
    Content-Type: text/html; charset=utf-8

    %s\
    """
        .formatted(subject, body);
  }
}
