package dev.postmeridian.triage;

import java.util.Optional;

/** What opens and closes a letter: declared phrases at the start of a line. */
final class Courtesies {
  private static final int MAX_GREETING = 60;

  /** Which of the two it is. */
  enum Kind {
    GREETING,
    CLOSING
  }

  private static final Phrases<Kind> LINES =
      new Phrases<Kind>()
          .add(
              Kind.GREETING,
              "Dear|Hello|Hi|Hey|Good morning|Good afternoon|Good evening"
                  + "|Liebe|Lieber|Hallo|Guten Tag|Guten Morgen|Guten Abend"
                  + "|Sehr geehrte|Sehr geehrter|Sehr geehrtes|Cher|Chère|Bonjour|Bonsoir"
                  + "|Estimado|Estimada|Hola|Querido|Querida|Buenos días|Gentile|Egregio|Ciao"
                  + "|Buongiorno|Caro|Cara|Prezado|Prezada|Olá|Bom dia|Boa tarde|Beste|Geachte|Dag")
          .add(
              Kind.CLOSING,
              "Best regards|Kind regards|Warm regards|Regards|Sincerely|Yours|Yours sincerely"
                  + "|Yours faithfully|Yours truly|Best|Best wishes|Cheers|Thanks|Many thanks"
                  + "|Thank you|Thanks in advance|Thank you in advance"
                  + "|Mit freundlichen Grüßen|Mit freundlichem Gruß|Freundliche Grüße|Viele Grüße"
                  + "|Beste Grüße|Mit besten Grüßen|Liebe Grüße|Gruß|Danke|Vielen Dank"
                  + "|Cordialement|Bien à vous|Bien cordialement|Meilleures salutations"
                  + "|Avec nos salutations|Salutations distinguées|Merci|Merci d'avance"
                  + "|Saludos|Saludos cordiales|Un cordial saludo|Atentamente|Un saludo|Gracias"
                  + "|Gracias y saludos|Gracias de antemano"
                  + "|Cordiali saluti|Distinti saluti|Saluti|Grazie|Atenciosamente|Cumprimentos"
                  + "|Abraços|Obrigado|Obrigada|Met vriendelijke groet|Met vriendelijke groeten"
                  + "|Groeten|Bedankt");

  private Courtesies() {}

  /** The phrase that begins with the word at {@code start}, which begins a line. */
  static Optional<Phrases.Found<Kind>> at(CharSequence text, int start) {
    return LINES.at(text, start);
  }

  /** Whether a line only greets: "Dear Ms Okafor," and not "Hi, where is my order?". */
  static boolean greets(String line) {
    return line.length() <= MAX_GREETING
        && (line.endsWith(",") || line.endsWith("!") || line.endsWith(":"))
        && is(Kind.GREETING, line).isPresent();
  }

  /** Whether a line only closes: "Kind regards,". */
  static boolean closes(String line) {
    return is(Kind.CLOSING, line)
        .filter(found -> line.substring(found.end()).chars().noneMatch(Character::isLetterOrDigit))
        .isPresent();
  }

  private static Optional<Phrases.Found<Kind>> is(Kind kind, String line) {
    return LINES.at(line, 0).filter(found -> found.meaning() == kind);
  }
}
