package dev.postmeridian.mime;

import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.field.ContentDispositionFieldLenientImpl;
import org.apache.james.mime4j.field.ContentTypeFieldLenientImpl;
import org.apache.james.mime4j.stream.Field;
import org.jspecify.annotations.Nullable;

/** What a part's own header says of it: charset, name, disposition, Content-ID. */
final class PartHeader {
  private static final int MAX_NAME = 255;

  private @Nullable String charset;
  private @Nullable String name;
  private @Nullable String fileName;
  private @Nullable String contentId;
  private boolean attachment;
  private boolean multipart;

  void read(Field field) {
    try {
      switch (field.getName().strip().toLowerCase(Locale.ROOT)) {
        case "content-type" -> contentType(field);
        case "content-disposition" -> disposition(field);
        case "content-id" -> contentId = field.getBody().strip().replaceAll("[<>]", "");
        default -> {
          // nothing of a part's other fields matters here
        }
      }
    } catch (RuntimeException e) {
      // a field too broken for a lenient parser says nothing
    }
  }

  private void contentType(Field field) {
    var type = ContentTypeFieldLenientImpl.PARSER.parse(field, DecodeMonitor.SILENT);
    charset = type.getParameter("charset");
    name = type.getParameter("name");
    multipart = type.isMultipart();
  }

  private void disposition(Field field) {
    var disposition = ContentDispositionFieldLenientImpl.PARSER.parse(field, DecodeMonitor.SILENT);
    attachment = disposition.isAttachment();
    fileName = disposition.getFilename();
  }

  Optional<String> charset() {
    return Optional.ofNullable(charset);
  }

  Optional<String> name() {
    return Optional.ofNullable(fileName != null ? fileName : name)
        .map(Headers::words)
        .map(n -> n.length() > MAX_NAME ? n.substring(0, MAX_NAME) : n);
  }

  Optional<String> contentId() {
    return Optional.ofNullable(contentId).filter(id -> !id.isEmpty() && id.length() <= MAX_NAME);
  }

  boolean isMultipart() {
    return multipart;
  }

  boolean isAttachment() {
    return attachment || fileName != null;
  }
}
