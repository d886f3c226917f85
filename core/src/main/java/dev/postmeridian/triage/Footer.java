package dev.postmeridian.triage;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a mail program or a company puts below what its sender wrote: all from a line of two dashes
 * on, and sentences that tell whom a mail reached by mistake what to do. It neither presses nor
 * asks. A declared rule, in the languages that mail is answered in.
 */
final class Footer {
  private static final Pattern SIGNATURE = Pattern.compile("(?m)^[ \\t]*--[ \\t\\r]*$");

  private static final Pattern SENTENCE_END =
      Pattern.compile("(?<=[.!?])\\s|(?<=[。！？])|\\n[ \\t\\r]*\\n|\\z");

  private static final Pattern SENDER =
      words(
          "senders?|absender(?:in)?|expéditeur|émetteur|remitente|remetente|mittente|afzender",
          "送信者|送信元|差出人|发件人|發件人|寄件人|寄件者");

  /** What he who got it is to do, and why; a footer says two of the three. */
  private static final List<Pattern> TOLD =
      List.of(
          words(
              "notif\\p{L}+|inform(?!ati)\\p{L}*|advise|contact\\p{L}*|kontaktier\\p{L}+|benachrichtig\\p{L}+"
                  + "|verständig\\p{L}+|préven\\p{L}+|avis(?:er|ez|ar|e|en|are)|avverti\\p{L}+|avvis\\p{L}+"
                  + "|comuni\\p{L}+|waarschuw\\p{L}*|op de hoogte",
              "連絡|通知|知らせ|告知|联系|聯繫"),
          words(
              "delet\\p{L}+|destroy\\p{L}*|erase|lösch\\p{L}+|vernicht\\p{L}+|supprim\\p{L}+|détrui\\p{L}+"
                  + "|effac\\p{L}+|elimin\\p{L}+|borr\\p{L}+|destru\\p{L}+|apag\\p{L}+|exclu(?:a|am|ir)"
                  + "|cancell\\p{L}+|distrugg\\p{L}+|verwijder\\p{L}*|vernietig\\p{L}*|wissen",
              "削除|破棄|消去|删除|刪除|销毁|銷毀"),
          words(
              "in error|by mistake|intended recipient|irrtum|irrtümlich\\p{L}*|versehentlich"
                  + "|richtige[rn]? (?:adressat|empfänger)\\p{L}*|par erreur|por error|por erro|por engano"
                  + "|per errore|ten onrechte|per vergissing|abusievelijk",
              "誤って|誤送信|误收|错误|誤收|錯誤"));

  private Footer() {}

  /** A text without its signature and footer. */
  static String cut(String text) {
    Matcher signature = SIGNATURE.matcher(text);
    String written = signature.find() ? text.substring(0, signature.start()) : text;
    return SENDER.matcher(written).find() ? withoutNotices(written) : written;
  }

  private static String withoutNotices(String text) {
    var rest = new StringBuilder();
    Matcher ends = SENTENCE_END.matcher(text);
    for (int start = 0; ends.find(); start = ends.end()) {
      String sentence = text.substring(start, ends.start());
      rest.append(isNotice(sentence) ? "" : sentence).append(ends.group());
    }
    return rest.toString();
  }

  /** A question is none: he who asks whether he should do it waits for an answer. */
  private static boolean isNotice(String sentence) {
    return SENDER.matcher(sentence).find()
        && TOLD.stream().filter(told -> told.matcher(sentence).find()).count() >= 2
        && !Requests.isQuestion(sentence);
  }

  /** Words of scripts with spaces, a line break being one, and of scripts without. */
  private static Pattern words(String spaced, String joined) {
    return Pattern.compile(
        "(?<!\\p{L})(?:" + spaced.replace(" ", "\\s+") + ")(?!\\p{L})|" + joined,
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
