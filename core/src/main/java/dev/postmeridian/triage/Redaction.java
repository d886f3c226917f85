package dev.postmeridian.triage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes personal data out of a text before any feature is made of it: mail addresses, URLs' paths,
 * telephone, account, card and other long numbers, and names after greetings and closings.
 *
 * <p>A rule for what can be told by its form. Names in running text are not found.
 */
final class Redaction {
  private static final Pattern ADDRESS =
      Pattern.compile("[\\p{L}\\p{N}._%+'-]{1,64}@[\\p{L}\\p{N}.-]{1,255}");
  private static final Pattern URL_REST =
      Pattern.compile("(https?://[^\\s/?#<>\"]{1,255})[^\\s<>\"]*");
  private static final Pattern IBAN =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])\\p{Lu}{2}\\d{2}(?: ?[\\p{Lu}\\d]{2,4}){3,8}(?![\\p{L}\\p{N}])");
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\p{L}\\p{N}])\\+?\\(?\\d(?:[ ()./-]{0,2}\\d){5,24}(?![\\p{L}\\p{N}])");
  private static final Pattern GREETED =
      Pattern.compile(
          "(?m)^(\\s*(?:Dear|Hello|Hi|Hey|Good (?:morning|afternoon|evening)"
              + "|Liebe|Lieber|Hallo|Guten (?:Tag|Morgen|Abend)|Sehr geehrte|Sehr geehrter|Sehr geehrtes"
              + "|Cher|Chère|Bonjour|Bonsoir|Estimado|Estimada|Hola|Querido|Querida|Buenos días"
              + "|Gentile|Egregio|Ciao|Buongiorno|Caro|Cara|Prezado|Prezada|Olá|Bom dia|Boa tarde"
              + "|Beste|Geachte|Dag)\\b)[^,.!?:\\n]{1,60}");
  private static final Pattern CLOSED =
      Pattern.compile(
          "(?m)^(\\s*(?:(?:Best|Kind|Warm) regards|Regards|Sincerely|Yours(?: \\w+)?|Best|Cheers|Thanks"
              + "|Mit freundlichen Grüßen|Freundliche Grüße|Viele Grüße|Beste Grüße|Liebe Grüße|Gruß"
              + "|Cordialement|Bien à vous|Bien cordialement|Saludos(?: cordiales)?|Atentamente"
              + "|Un saludo|Cordiali saluti|Distinti saluti|Saluti|Atenciosamente|Cumprimentos|Abraços"
              + "|Met vriendelijke groet(?:en)?|Groeten),?\\s*\\n+)[^\\n]{1,80}");
  private static final Pattern TITLED =
      Pattern.compile(
          "\\b((?:Mr|Mrs|Ms|Dr|Prof|Herrn?|Frau|Mme|Mlle|Sra?|Sig|Sig\\.ra|Dhr|Mevr)\\.? )"
              + "\\p{Lu}[\\p{L}'’-]+(?: \\p{Lu}[\\p{L}'’-]+)?");

  private Redaction() {}

  static String of(String text) {
    String redacted = ADDRESS.matcher(text).replaceAll(" ");
    redacted = URL_REST.matcher(redacted).replaceAll("$1");
    redacted = IBAN.matcher(redacted).replaceAll(" ");
    redacted = NUMBER.matcher(redacted).replaceAll(" ");
    redacted = keepFirst(GREETED.matcher(redacted));
    redacted = keepFirst(CLOSED.matcher(redacted));
    return keepFirst(TITLED.matcher(redacted));
  }

  private static String keepFirst(Matcher matcher) {
    return matcher.replaceAll(found -> Matcher.quoteReplacement(found.group(1)));
  }
}
