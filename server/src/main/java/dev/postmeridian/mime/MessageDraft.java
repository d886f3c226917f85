package dev.postmeridian.mime;

import dev.postmeridian.mail.HeaderField;
import dev.postmeridian.mail.MailContent;
import dev.postmeridian.mail.ParsedMail;
import dev.postmeridian.mail.ParsedMail.Attachment;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.Field;

/** A message while its tokens come in: which part is read, what it holds, what was broken. */
final class MessageDraft {
  private static final Set<String> USUAL =
      Set.of("from", "to", "subject", "date", "message-id", "received", "content-type");

  private final MimeLimits limits;
  private final List<HeaderField> headers = new ArrayList<>();
  private final List<Attachment> attachments = new ArrayList<>();
  private final List<MailBody.InlinePart> inline = new ArrayList<>();
  private final Set<String> defects = new LinkedHashSet<>();
  private final BodyTexts texts;
  private PartHeader part = new PartHeader();
  private int headerChars;
  private boolean topHeaderRead;
  private int depth;
  private int enclosing;
  private int parts;
  private int pictureRoom;

  MessageDraft(MimeLimits limits) {
    this.limits = limits;
    this.pictureRoom = limits.maxPictureBytes();
    this.texts = new BodyTexts(limits);
  }

  boolean wantsMore() {
    return parts <= limits.maxParts();
  }

  boolean isDeep() {
    return depth >= limits.maxDepth();
  }

  /** Whether no field is one that mail has: random bytes may have a colon at the right place. */
  boolean hasNoKnownField() {
    return headers.stream()
        .noneMatch(field -> USUAL.contains(field.name().toLowerCase(Locale.ROOT)));
  }

  boolean hasNoHeader() {
    return headers.isEmpty();
  }

  void defect(String words) {
    if (defects.size() < 20) {
      defects.add(words);
    }
  }

  void field(Field field) {
    part.read(field);
    if (topHeaderRead) {
      return;
    }
    if (headers.size() >= limits.maxHeaderFields() || headerChars >= limits.maxHeaderTotal()) {
      defect("the header is longer than anybody's; the rest of its fields is not read");
      return;
    }
    var decoded = Headers.decode(field, limits.maxHeaderChars());
    headers.add(decoded);
    headerChars += decoded.value().length();
  }

  void headerEnds() {
    topHeaderRead = true;
    parts++;
    if (!wantsMore()) {
      defect("more than " + limits.maxParts() + " parts; the rest is not read");
    }
    if (isDeep() && part.isMultipart()) {
      defect("nested deeper than " + limits.maxDepth() + " levels; the rest is one part");
    }
  }

  void enter() {
    depth++;
    part = new PartHeader();
  }

  void leave() {
    depth--;
  }

  void enterMessage() {
    if (!topHeaderRead) {
      return; // the message itself
    }
    depth++;
    enclosing++;
    attach(part.name().orElse("message.eml"), "message/rfc822", 0);
    part = new PartHeader();
  }

  void leaveMessage() {
    if (enclosing > 0) {
      depth--;
      enclosing--;
    }
  }

  void leaf(BodyDescriptor descriptor, InputStream body) throws IOException {
    PartHeader header = part;
    part = new PartHeader();
    String type = descriptor.getMimeType().toLowerCase(Locale.ROOT);
    boolean isText = type.startsWith("text/") && !header.isAttachment();
    boolean isShown = !isText && header.contentId().isPresent();
    int kept = isText ? limits.maxTextChars() : isShown ? pictureRoom : 0;
    byte[] bytes = body.readNBytes(kept);
    long size = bytes.length + rest(body);
    if (isText && (type.equals("text/plain") || type.equals("text/html"))) {
      if (size > bytes.length) {
        defect("a text part is longer than " + limits.maxTextChars() + " bytes; the rest is cut");
      }
      String words = Charsets.decode(bytes, Charsets.named(header.charset().orElse(null)));
      if (!texts.add(type.equals("text/html"), enclosing > 0, words)) {
        defect("texts together are longer than the limit; the rest is cut");
      }
    } else {
      attach(header.name().orElse(""), type, size);
    }
    header
        .contentId()
        .filter(id -> inline.size() < limits.maxAttachments())
        .ifPresent(id ->
            inline.add(new MailBody.InlinePart(id, type, size, picture(isShown, bytes, size))));
  }

  private byte[] picture(boolean isShown, byte[] bytes, long size) {
    if (!isShown || size > bytes.length) {
      return new byte[0];
    }
    pictureRoom -= bytes.length;
    return bytes;
  }

  private static long rest(InputStream body) throws IOException {
    byte[] buffer = new byte[8192];
    long count = 0;
    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
      count += n;
    }
    return count;
  }

  private void attach(String name, String type, long bytes) {
    if (attachments.size() < limits.maxAttachments()) {
      attachments.add(new Attachment(name, type, bytes));
    } else {
      defect("more than " + limits.maxAttachments() + " attachments; the rest is not listed");
    }
  }

  Reading finish(byte[] data, int start) {
    if (hasNoHeader()) {
      defect("no header; all of it is taken as text");
      int length = Math.min(limits.maxTextChars(), data.length - start);
      texts.replacePlain(
          Charsets.decode(Arrays.copyOfRange(data, start, start + length), Optional.empty()));
    }
    BodyTexts.Read read = texts.read();
    var content = new MailContent(parsed(read.text()), headers, read.html(), read.links());
    return new Reading.Message(content, new MailBody(read.html(), read.text(), inline));
  }

  private ParsedMail parsed(String text) {
    return new ParsedMail(
        value("Subject").orElse(""),
        value("From").orElse(""),
        value("Date").flatMap(Headers::date),
        value("Message-ID").map(Headers::messageIds).flatMap(ids -> ids.stream().findFirst()),
        value("In-Reply-To").map(Headers::messageIds).orElse(List.of()),
        value("References").map(Headers::messageIds).orElse(List.of()),
        text,
        attachments,
        List.copyOf(defects));
  }

  private Optional<String> value(String name) {
    return headers.stream().filter(h -> h.is(name)).map(HeaderField::value).findFirst();
  }
}
