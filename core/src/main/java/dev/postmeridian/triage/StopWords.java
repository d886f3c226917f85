package dev.postmeridian.triage;

import java.util.Locale;
import java.util.Set;

/** Words that every text of a language has, which tell nothing of a queue. */
final class StopWords {
  private static final Set<String> WORDS =
      Set.copyOf(
          new java.util.HashSet<>(
              java.util.List.of(
                  ("the and for are but not you all any can had her was one our out day get has him his"
                          + " how its may new now old see two who did let say she too use with that this"
                          + " from they will would there their what about which when your have been were"
                          + " than then them these some such into only also more most other very just"
                          + " hello dear regards best kind please"
                          + " der die das und ist nicht ein eine einen einem einer eines mit auf für von"
                          + " den dem des sich auch als aus bei nach wie oder aber wir sie ich ihr ihre"
                          + " ihren ihrem uns unser unsere haben hat sind wird werden zum zur über mehr"
                          + " kann dass bitte sehr geehrte damen herren hallo freundlichen grüßen"
                          + " les des une est pas que qui pour dans par sur avec plus vous nous votre"
                          + " notre vos nos mon mes son ses leur cette ces être avoir sont ont aux bonjour"
                          + " madame monsieur cordialement bien"
                          + " los las una unos unas que por para con del sus como más pero este esta esto"
                          + " estos estas nos les hay son muy ser tiene hola estimado estimada señor"
                          + " saludos cordiales favor"
                          + " gli uno che non per con del della dei delle dello nel nella sono come più"
                          + " anche questo questa nostro vostro suo sua loro buongiorno gentile cordiali"
                          + " saluti"
                          + " dos das uma uns não por para com sem seu sua seus suas mais como mas este"
                          + " esta isso isto são foi ser tem nos você vocês olá prezado prezados"
                          + " atenciosamente"
                          + " het een van voor met zijn niet dat die deze wij onze uw naar ook maar om te"
                          + " aan bij door beste geachte groeten")
                      .split(" "))));

  /** Beginnings of what politeness says in every mail of Japanese and Chinese. */
  private static final Set<String> PAIRS =
      Set.of(
          "願い", "願し", "致し", "申し", "頂き", "頂け", "下さ", "連絡", "知ら", "何卒", "宜し", "世話", "失礼", "株式", "式会",
          "会社", "様方", "您好", "谢谢", "謝謝", "请问", "請問", "我们", "我們", "你们", "你們", "公司");

  private StopWords() {}

  static boolean containsPair(String pair) {
    return PAIRS.contains(pair);
  }

  static boolean contains(String word) {
    return word.length() < 3 || WORDS.contains(word);
  }

  /** Whether a piece of a text is but a stop word, one or two letters, or signs around these. */
  static boolean isCommon(String piece) {
    int start = 0;
    int end = piece.length();
    while (start < end && !Character.isLetterOrDigit(piece.charAt(start))) {
      start++;
    }
    while (end > start && !Character.isLetterOrDigit(piece.charAt(end - 1))) {
      end--;
    }
    String word = piece.substring(start, end).toLowerCase(Locale.ROOT);
    boolean few = word.length() < 3 && word.chars().allMatch(Character::isAlphabetic);
    return few || WORDS.contains(word);
  }
}
