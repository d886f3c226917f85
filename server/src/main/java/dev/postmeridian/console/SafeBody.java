package dev.postmeridian.console;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * A mail's HTML made harmless: no script, no form, no style sheet, nothing that is fetched.
 *
 * <p>Two passes. The first counts what the mail would have fetched and puts words where pictures
 * were, unless the mail brings them along; the second, last, lets through only what is known to be
 * harmless. The page around adds a sandboxed frame and a policy that forbids every fetch, so that
 * one hole is not enough.
 *
 * @param html harmless HTML, a fragment
 * @param blocked how many remote things the mail would have fetched
 * @param height guessed from its text, in pixels, as nobody can measure what a sandbox shows
 */
record SafeBody(String html, int blocked, int height) {
  private static final Pattern REMOTE =
      Pattern.compile("\\s*(https?:|//|ftp:)", Pattern.CASE_INSENSITIVE);
  private static final Pattern CSS_FETCH =
      Pattern.compile("url\\s*\\(|@import|image-set|expression", Pattern.CASE_INSENSITIVE);
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,4}%?");
  private static final Pattern OWN_LOOK =
      Pattern.compile("<(?:img|font)\\b|<[^>]*\\b(?:bgcolor|color|background)\\b");
  private static final int MAX_NODES = 50_000;
  private static final int LINE_CHARACTERS = 60;
  private static final int LINE_HEIGHT = 23;
  private static final int BLOCK_MARGIN = 16;
  private static final int PICTURE_HEIGHT = 160;
  private static final int MARGINS = 80;
  private static final int LEAST_HEIGHT = 120;
  private static final int MOST_HEIGHT = 2000;

  private static final HtmlPolicyBuilder COMMON =
      new HtmlPolicyBuilder()
          .allowCommonInlineFormattingElements()
          .allowCommonBlockElements()
          .allowElements(
              "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "pre", "hr", "dl",
              "dt", "dd", "span", "center", "font", "mark", "a")
          .allowAttributes(
              "width", "height", "cellpadding", "cellspacing", "border", "colspan", "rowspan")
          .matching(LENGTH)
          .onElements("table", "td", "th", "tr", "hr")
          .allowAttributes("align", "valign")
          .matching(true, "left", "right", "center", "justify", "top", "middle", "bottom")
          .globally()
          .allowAttributes("bgcolor", "color")
          .matching(Pattern.compile("#?[0-9a-zA-Z]{1,20}"))
          .globally()
          .allowAttributes("dir", "lang", "title")
          .globally()
          .allowStyling();

  private static final PolicyFactory WITHOUT_LINKS = COMMON.toFactory();
  private static final PolicyFactory WITH_LINKS =
      WITHOUT_LINKS.and(
          new HtmlPolicyBuilder()
              .allowElements("a")
              .allowUrlProtocols("http", "https", "mailto")
              .allowAttributes("href")
              .onElements("a")
              .allowAttributes("target")
              .matching(true, "_blank")
              .onElements("a")
              .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
              .toFactory());

  private static final PolicyFactory WITH_LINKS_AND_PICTURES =
      WITH_LINKS.and(
          new HtmlPolicyBuilder()
              .allowElements("img")
              .allowUrlProtocols("data")
              .allowAttributes("src")
              .matching(Pattern.compile("data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]*+"))
              .onElements("img")
              .allowAttributes("alt")
              .onElements("img")
              .allowAttributes("width", "height")
              .matching(LENGTH)
              .onElements("img")
              .toFactory());

  /**
   * @param dirty HTML as it came
   * @param words what to mark
   * @param wanted whether links lead anywhere and pictures show: not in junk
   * @param pictures those that the mail brings along
   */
  static SafeBody of(String dirty, MarkedText words, boolean wanted, Pictures pictures) {
    Document page = Jsoup.parse(dirty);
    int blocked = countRemote(page);
    showPictures(page, wanted ? pictures : Pictures.NONE);
    page.select("script,style,noscript,template,head>*").remove();
    page.select("a[href]").attr("target", "_blank");
    mark(page, words);
    int height = height(page);
    String body = page.body().html();
    return new SafeBody(
        (wanted ? WITH_LINKS_AND_PICTURES : WITHOUT_LINKS).sanitize(body), blocked, height);
  }

  private static int height(Document page) {
    long lines = lines(page.body());
    long headings = page.select("h1,h2").size();
    long blocks = page.select("p,h1,h2,h3,h4,h5,h6,ul,ol,table,blockquote,pre,hr").size();
    long pictures = page.select("img[src^=data:]").size();
    return Math.clamp(
        MARGINS
            + (lines + headings) * LINE_HEIGHT
            + blocks * BLOCK_MARGIN
            + pictures * PICTURE_HEIGHT,
        LEAST_HEIGHT,
        MOST_HEIGHT);
  }

  /** Lines as a browser breaks them: at blocks and breaks, and at the page's width. */
  private static long lines(Element body) {
    StringBuilder text = new StringBuilder();
    NodeVisitor read =
        (node, depth) -> {
          if (node instanceof TextNode words) {
            text.append(isPreformatted(words) ? words.getWholeText() : words.text());
          } else if (node instanceof Element e && breaksLine(e)) {
            text.append('\n');
          }
        };
    NodeTraversor.traverse(read, body);
    return text.toString()
        .lines()
        .filter(l -> !l.isBlank())
        .mapToLong(l -> 1 + l.length() / LINE_CHARACTERS)
        .sum();
  }

  private static boolean breaksLine(Element e) {
    boolean cell = e.normalName().equals("td") || e.normalName().equals("th");
    return !cell && (e.isBlock() || e.normalName().equals("br"));
  }

  private static boolean isPreformatted(TextNode words) {
    Element parent = words.parent();
    return parent != null && parent.closest("pre") != null;
  }

  /** Whether it has no colours or pictures of its own, so that a dark page may show it dark. */
  boolean plain() {
    return !OWN_LOOK.matcher(html).find();
  }

  private static int countRemote(Document page) {
    int count = 0;
    for (Element e : page.getAllElements()) {
      String tag = e.normalName();
      for (String name : List.of("src", "srcset", "background", "poster", "data", "xlink:href")) {
        if (REMOTE.matcher(e.attr(name)).lookingAt()) {
          count++;
        }
      }
      boolean fetchesByHref = tag.equals("link") || tag.equals("image") || tag.equals("use");
      if (fetchesByHref && REMOTE.matcher(e.attr("href")).lookingAt()) {
        count++;
      }
      if (CSS_FETCH.matcher(e.attr("style")).find()
          || (tag.equals("style") && CSS_FETCH.matcher(e.data()).find())) {
        count++;
      }
    }
    return count;
  }

  private static void showPictures(Document page, Pictures pictures) {
    for (Element picture : page.select("img")) {
      Optional<String> brought = pictures.find(picture.attr("src"));
      if (brought.isPresent()) {
        picture.attr("src", brought.get());
        continue;
      }
      String alt = picture.attr("alt").strip();
      boolean tracker = picture.attr("width").equals("1") || picture.attr("height").equals("1");
      if (alt.isEmpty() || tracker) {
        picture.remove();
      } else {
        picture.replaceWith(new Element("span").text("[picture: " + alt + "]"));
      }
    }
  }

  private static void mark(Document page, MarkedText words) {
    List<TextNode> texts = new java.util.ArrayList<>();
    NodeVisitor collect =
        (node, depth) -> {
          if (node instanceof TextNode text && texts.size() < MAX_NODES && !text.isBlank()) {
            texts.add(text);
          }
        };
    NodeTraversor.traverse(collect, page.body());
    for (TextNode text : texts) {
      List<MarkedText.Run> runs = words.runs(text.getWholeText());
      if (runs.stream().noneMatch(MarkedText.Run::marked)) {
        continue;
      }
      for (MarkedText.Run run : runs) {
        text.before(run.marked() ? new Element("mark").text(run.text()) : new TextNode(run.text()));
      }
      text.remove();
    }
  }

  /** What was kept from the reader, in words; empty if nothing. */
  String note() {
    if (blocked == 0) {
      return "";
    }
    String things =
        blocked == 1 ? "1 remote picture or style" : blocked + " remote pictures or styles";
    return String.format(
        Locale.ROOT, "%s blocked: fetching would tell the sender that you read this.", things);
  }
}
