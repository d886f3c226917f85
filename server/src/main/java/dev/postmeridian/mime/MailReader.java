package dev.postmeridian.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * Reads raw bytes as a message (RFC 5322, MIME), in one pass over the bytes.
 *
 * <p>Parsing is permissive, for people's mail is broken in every way there is; {@link MimeLimits}
 * bound what is kept, so time grows with the bytes alone. The parser's own limits are for its
 * buffers: a header field is the one thing it holds whole. Safe for many threads.
 */
public final class MailReader {
  private static final int FIELD_LINE_BYTES = 256 << 10;
  private static final int FIELD_BYTES = 1 << 20;

  private static final MimeConfig PERMISSIVE =
      new MimeConfig.Builder()
          .setStrictParsing(false)
          .setMalformedHeaderStartsBody(false)
          .setMaxLineLen(FIELD_LINE_BYTES)
          .setMaxHeaderLen(FIELD_BYTES)
          .setMaxHeaderCount(-1)
          .setMaxContentLen(-1)
          .build();

  private final MimeLimits limits;

  /** A reader within the usual limits. */
  public MailReader() {
    this(MimeLimits.DEFAULT);
  }

  /** A reader within these limits. */
  public MailReader(MimeLimits limits) {
    this.limits = limits;
  }

  /** Reads a message; what is broken is mended and named, what is no message is unreadable. */
  public Reading read(byte[] data) {
    int start = afterMboxSeparator(data);
    if (start >= data.length) {
      return new Reading.Unreadable("the message is empty");
    }
    var draft = new MessageDraft(limits);
    try {
      pull(new ByteArrayInputStream(data, start, data.length - start), draft);
    } catch (IOException | MimeException | RuntimeException e) {
      draft.defect("the MIME structure breaks off; what came before is shown");
    }
    if (draft.hasNoKnownField() && isBinary(data, start)) {
      return new Reading.Unreadable("these bytes are no message: no header, and not text");
    }
    return draft.finish(data, start);
  }

  private void pull(ByteArrayInputStream in, MessageDraft draft) throws IOException, MimeException {
    var stream = new MimeTokenStream(PERMISSIVE, DecodeMonitor.SILENT, null);
    stream.parse(in);
    for (EntityState state = stream.getState();
        state != EntityState.T_END_OF_STREAM && draft.wantsMore();
        state = stream.next()) {
      switch (state) {
        case T_FIELD -> draft.field(stream.getField());
        case T_END_HEADER -> {
          draft.headerEnds();
          if (draft.isDeep()) {
            stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
          }
        }
        case T_BODY -> draft.leaf(stream.getBodyDescriptor(), stream.getDecodedInputStream());
        case T_START_MULTIPART -> draft.enter();
        case T_END_MULTIPART -> draft.leave();
        case T_START_MESSAGE -> draft.enterMessage();
        case T_END_MESSAGE -> draft.leaveMessage();
        default -> {
          // preambles, epilogues and raw entities are for nobody
        }
      }
    }
  }

  /** Skips a first line {@code From ...}, which mailbox files leave before a message. */
  private static int afterMboxSeparator(byte[] data) {
    byte[] from = {'F', 'r', 'o', 'm', ' '};
    if (data.length < from.length || !java.util.Arrays.equals(data, 0, 5, from, 0, 5)) {
      return 0;
    }
    int at = 0;
    while (at < data.length && data[at] != '\n') {
      at++;
    }
    return at + 1;
  }

  private static boolean isBinary(byte[] data, int start) {
    int end = Math.min(data.length, start + 4096);
    int odd = 0;
    for (int i = start; i < end; i++) {
      if (data[i] == 0) {
        return true;
      }
      if (data[i] < 32 && data[i] >= 0 && "\t\r\n\f\u001b".indexOf(data[i]) < 0) {
        odd++;
      }
    }
    return odd * 20 > end - start;
  }
}
