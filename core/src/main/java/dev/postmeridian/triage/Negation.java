package dev.postmeridian.triage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a phrase is denied where it stands: {@code not really urgent}, {@code no need to answer
 * right away}, {@code eilt nicht}, {@code 至急ではありません}. Declared words of denial in the same clause,
 * next to the phrase but for words that only grade or link. What hangs on a condition is not
 * denied: {@code if you do not pay immediately}.
 */
final class Negation {
  private static final int MAX_CLAUSE = 60;
  private static final String CLAUSE_ENDS = ".,;:!?()。、，；：！？（）\n";

  private static final String DENIALS =
      "not|isn't|wasn't|aren't|nothing|none|no|nor|never|non|neither|no longer"
          + "|nicht|nicht mehr|nichts|kein|keine|keinen|keiner|keinerlei|keineswegs|weder|ohne"
          + "|pas|n'est plus|rien|aucune?|nullement|jamais|sans|ni"
          + "|nada|sin|ningun[ao]?|ningún|nunca|tampoco|no es más|no es ya"
          + "|não|nao|não é mais|sem|nenhuma?|nem"
          + "|niente|nulla|nessuna?|senza|né|non è più"
          + "|niet|niet meer|niets|geen|zonder";

  /** Words that grade or link, between a denial and what it denies. */
  private static final String LINKS =
      "an?|the|that|so|all that|very|really|too|particularly|especially|terribly|overly|super"
          + "|exactly|strictly|immediately|in any way|at all|of this is|of it is|of that is|is|here"
          + "|here is|which is|need for|reason for"
          + "|sehr|wirklich|besonders|allzu|ganz|gar|unbedingt|gerade|überhaupt|ist|daran ist"
          + "|an|mir|uns|extrem"
          + "|très|si|vraiment|particulièrement|trop|tellement|du tout|d'|de|une|un|forcément"
          + "|es|está|era|muy|tan|para|algo|demasiado|realmente|especialmente|una|tiene que ser"
          + "|é|está|muito|tão|particularmente|uma|um"
          + "|è|molto|così|troppo|particolarmente|di|davvero|affatto"
          + "|zo|erg|heel|echt|bijzonder|zeer|direct|per se";

  /** Nobody has to do anything in haste: up to three words may say what. */
  private static final String NO_DUTIES =
      "no need to|no rush to|need not|needn't|don't need to|do not need to|don't have to"
          + "|do not have to|doesn't have to|does not have to|doesn't need to|does not need to"
          + "|pas besoin de|inutile de|pas obligé de|pas obligés de|pas nécessaire de"
          + "|no hace falta|no es necesario|no es preciso|no tiene que|no tienen que"
          + "|não precisa|não precisam|não é preciso|não é necessário"
          + "|non serve|non occorre|non è necessario|non c'è bisogno di"
          + "|hoeft niet|hoeven niet|muss nicht|müssen nicht|braucht nicht|brauchen nicht";

  private static final Pattern BEFORE =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}'])(?:(?:"
              + DENIALS
              + ")(?:[ -](?:"
              + LINKS
              + ")){0,3}|(?:"
              + NO_DUTIES
              + ")(?: (?!(?:but|aber|sondern|mais|pero|mas|ma|maar) )[\\p{L}'-]{1,20}){0,3})"
              + " ?(?:[dlb]')?-?$");

  private static final Pattern CONDITION =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])(?:if|unless|wenn|falls|sofern|sollten?|si|s'il|s'ils|se|caso|qualora"
              + "|indien|als|mits)(?![\\p{L}\\p{N}])|如|若|要是|もし");

  /** A verb, or a copula behind the phrase, and the denial, as German and Dutch put it. */
  private static final Pattern AFTER =
      Pattern.compile(
          "^(?:eilt|[\\p{L}']{2,20} (?:ist|is))(?: (?:es|das|dies|het|dit|dat|mir|uns|gar|überhaupt"
              + "|wirklich|also|aber|jedoch|er|hier|daran)){0,4} (?:nicht|nichts|niet|keineswegs)"
              + "(?! (?:nur|bloß|alleen|zuletzt)|\\p{L})");

  private static final Pattern JOINED_BEFORE =
      Pattern.compile(
          "(?:不|非|没有?|沒有?|无|無|毋)(?:是|太|很|那么|那麼|怎么|怎麼|需要?|必|用|须|須|会|會|算|要|特别|特別|一定|什么|什麼){0,3}$");

  private static final Pattern JOINED_AFTER =
      Pattern.compile(
          "^[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]{0,10}?(?:(?:では|じゃ|で)(?:な[いくかし]|ありません|ございません)"
              + "|(?:性|必要)(?:は|が|も)?(?:な[いくし]|ありません|ございません)|は?不要)");

  private Negation() {}

  /** Whether what stands from {@code start} to {@code end} is denied. */
  static boolean of(CharSequence text, int start, int end) {
    String before = clauseBefore(text, start);
    String after = clauseAfter(text, end);
    boolean joined = text.charAt(start) >= '\u3000';
    boolean denied =
        joined
            ? JOINED_AFTER.matcher(after).find()
            : AFTER.matcher(text.subSequence(start, end) + after).find();
    return denied ? !isCondition(before) : endsDenying(before, joined ? JOINED_BEFORE : BEFORE);
  }

  /** Whether what begins at {@code start} hangs on a condition in its clause. */
  static boolean isConditional(CharSequence text, int start) {
    return isCondition(clauseBefore(text, start));
  }

  private static boolean endsDenying(String before, Pattern denials) {
    Matcher denial = denials.matcher(before);
    return denial.find() && !isCondition(before.substring(0, denial.start()));
  }

  private static boolean isCondition(String clause) {
    return CONDITION.matcher(clause).find();
  }

  /** The part of the clause, of bounded length, that stands before. */
  static String clauseBefore(CharSequence text, int end) {
    int start = end;
    while (start > 0 && end - start < MAX_CLAUSE && !endsClause(text.charAt(start - 1))) {
      start--;
    }
    return text.subSequence(start, end).toString();
  }

  /** The part of the clause, of bounded length, that follows. */
  static String clauseAfter(CharSequence text, int start) {
    int end = start;
    while (end < text.length() && end - start < MAX_CLAUSE && !endsClause(text.charAt(end))) {
      end++;
    }
    return text.subSequence(start, end).toString();
  }

  private static boolean endsClause(char c) {
    return CLAUSE_ENDS.indexOf(c) >= 0;
  }
}
