package dev.postmeridian.mime;

import dev.postmeridian.mail.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** HTML read the way a person reads it: text in lines, links apart. */
final class HtmlText implements NodeVisitor {
  private static final Set<String> UNSEEN = Set.of("script", "style", "head", "title", "template");
  private static final Set<String> LINES =
      Set.of(
          "p",
          "div",
          "br",
          "tr",
          "li",
          "ul",
          "ol",
          "table",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "blockquote",
          "pre",
          "hr",
          "section",
          "article",
          "header",
          "footer");

  private final StringBuilder text = new StringBuilder();
  private final List<Link> links = new ArrayList<>();
  private final MimeLimits limits;
  private int unseen;
  private int quotes;

  private HtmlText(MimeLimits limits) {
    this.limits = limits;
  }

  record Rendered(String text, List<Link> links) {}

  static Rendered of(String html, MimeLimits limits) {
    var reader = new HtmlText(limits);
    Jsoup.parse(html).traverse(reader);
    return new Rendered(reader.text.toString().strip(), reader.links);
  }

  @Override
  public void head(Node node, int depth) {
    if (node instanceof TextNode words && unseen == 0 && text.length() < limits.maxTextChars()) {
      append(words.text());
    } else if (node instanceof Element element) {
      enter(element);
    }
  }

  private void enter(Element element) {
    if (UNSEEN.contains(element.normalName())) {
      unseen++;
    } else if (LINES.contains(element.normalName())) {
      line();
      quotes += isQuotation(element) ? 1 : 0;
    } else if (element.normalName().equals("td")) {
      append(" ");
    } else if (element.hasAttr("href") && links.size() < limits.maxLinks()) {
      String target = element.attr("href").strip();
      if (!target.isEmpty() && element.normalName().equals("a")) {
        links.add(new Link(target, seen(element)));
      }
    }
  }

  private static String seen(Element element) {
    String seen = element.text();
    return seen.length() > 200 ? seen.substring(0, 200) : seen;
  }

  @Override
  public void tail(Node node, int depth) {
    if (node instanceof Element element) {
      if (UNSEEN.contains(element.normalName())) {
        unseen--;
      } else if (LINES.contains(element.normalName())) {
        line();
        quotes -= isQuotation(element) ? 1 : 0;
      }
    }
  }

  /** What programs quote of an earlier mail; others indent by this element too. */
  private static boolean isQuotation(Element element) {
    return element.normalName().equals("blockquote")
        && (element.attr("type").equalsIgnoreCase("cite") || element.className().contains("quote"));
  }

  private void append(String words) {
    boolean spaced = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
    String seen = spaced ? words.stripLeading() : words;
    boolean begins = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
    text.append(begins && quotes > 0 && !seen.isBlank() ? "> " + seen : seen);
  }

  private void line() {
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
  }
}
