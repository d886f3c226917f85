package dev.postmeridian.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How sentences ask for something in the main languages: a declared rule. Questions, verbs of
 * asking in the first person, please, and commands that name who asks ({@code rappelez-nous},
 * {@code llámenos}); formulas that only sound so are set apart. And how they say that no answer is
 * needed.
 */
final class Requests {
  private static final String QUESTION_MARKS = "?？¿";

  private enum Kind {
    ASKS,
    FORMULA
  }

  private static final Phrases<Kind> ENGLISH =
      new Phrases<Kind>()
          .add(
              Kind.ASKS,
              "please|pls|kindly|could you|can you|would you|will you|could we|can we|may i|may we"
                  + "|let me know|let us know|would appreciate|would be grateful|i need|we need"
                  + "|call me|give me a call|send me|send us|get back to me|get back to us"
                  + "|i request|we request|i demand|we demand|await your|awaiting your"
                  + "|look forward to your|looking forward to your|look forward to hearing"
                  + "|looking forward to hearing")
          .add(
              Kind.FORMULA,
              "please find|please see|please note|please be advised|please be aware|please accept"
                  + "|please do not|please don't|please feel free|please ignore|please disregard"
                  + "|please click|please visit|please remember");

  private static final Phrases<Kind> PHRASES =
      new Phrases<Kind>()
          .add(
              Kind.ASKS,
              "bitte|bitten wir|bitten sie|wir bitten|bitten um|ich ersuche|ersuchen|verlange"
                  + "|verlangen wir|wir verlangen|fordere|fordern sie|fordern wir|beantrage"
                  + "|beantragen|benötige|benötigen|können sie|könnten sie|würden sie|kannst du"
                  + "|könntest du|könnt ihr|rufen sie|senden sie|schicken sie|teilen sie|melden sie"
                  + "|antworten sie|informieren sie|bestätigen sie|prüfen sie|helfen sie|nennen sie"
                  + "|möchte wissen|möchten wissen|wüsste gern|wüssten gern|wäre dankbar"
                  + "|wären dankbar|wäre ihnen dankbar|wären ihnen dankbar|um rückruf"
                  + "|um rückmeldung|erwarte|erwarten wir|wir erwarten")
          .add(
              Kind.ASKS,
              "veuillez|merci de|merci d|prière de|pourriez-vous|pouvez-vous|pourrais-tu|peux-tu"
                  + "|s'il vous plaît|s'il te plaît|je vous prie|nous vous prions|je demande"
                  + "|nous demandons|je sollicite|nous sollicitons|j'exige|nous exigeons"
                  + "|je souhaiterais|nous souhaiterions|j'aimerais|nous aimerions|j'ai besoin"
                  + "|nous avons besoin|serais reconnaissant|serais reconnaissante"
                  + "|serions reconnaissants|j'attends|nous attendons|dans l'attente")
          .add(
              Kind.ASKS,
              "por favor|ruego|le ruego|rogamos|solicito|solicitamos|pido|pedimos|exijo|exigimos"
                  + "|requerimos|necesito|necesitamos|podría|podrían|podrías|me gustaría"
                  + "|nos gustaría|quisiera|quisiéramos|agradecería|agradeceríamos|a la espera"
                  + "|sírvase|sírvanse")
          .add(
              Kind.ASKS,
              "peço|preciso de|precisamos de|poderia|poderiam|você pode|vocês podem"
                  + "|gostaria|gostaríamos|agradeceria|agradeceríamos|aguardo|aguardamos"
                  + "|requeremos|me avise|me avisem|me informe|nos informe|nos informem|me envie"
                  + "|nos envie|nos enviem|me ligue|me liguem|nos ligue|liguem|retornem"
                  + "|entre em contato|entrem em contato")
          .add(
              Kind.ASKS,
              "per favore|vi prego|la prego|le chiedo|vi chiedo|chiedo|chiediamo|potrebbe|potreste"
                  + "|vorrei sapere|richiedo|richiediamo|si prega di|in attesa di|ho bisogno"
                  + "|abbiamo bisogno|alstublieft|kunt u|kun je|zou u|wilt u|gelieve|verzoek"
                  + "|verzoeken|ik vraag|wij vragen")
          .add(
              Kind.FORMULA,
              "bitte beachten|bitte haben sie verständnis|bitten um verständnis"
                  + "|bitten um entschuldigung|bitte um entschuldigung|bitte um verständnis"
                  + "|bitte entschuldigen|bitte nicht antworten|bitte antworten sie nicht"
                  + "|veuillez noter|veuillez trouver|veuillez agréer|veuillez recevoir"
                  + "|veuillez excuser|veuillez ne pas|d'agréer|merci de votre|merci de vos"
                  + "|merci de m'avoir|merci de nous avoir|merci d'avoir|vous remercier"
                  + "|por favor no responda|por favor ignore|gustaría agradecer|quisiera agradecer"
                  + "|gostaria de agradecer"
                  + "|gostaríamos de agradecer|si prega di non|verzoek u niet");

  /** A word that asks in Portuguese and is any word in English. */
  private static final Phrases<Kind> FAVOR =
      new Phrases<Kind>()
          .add(Kind.ASKS, "favor")
          .add(Kind.FORMULA, "a favor|en favor|em favor|favor desconsiderar");

  /**
   * Commands with who asks at their end: a French imperative's hyphen, a Spanish one's accent, a
   * Portuguese one's hyphen.
   */
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?<![\\p{L}-])(?!rendez-vous)(?:\\p{L}{2,20}ez-(?:nous|moi|vous)"
              + "|\\p{L}{0,15}[áéíóú]\\p{L}{1,6}[ea]n?(?:nos|me)(?:l[oa]s?)?"
              + "|\\p{L}{2,20}(?:e|em|a|am)-(?:nos|me))(?![\\p{L}-])");

  /** Scripts without spaces; a closing formula such as よろしくお願い does not ask. */
  private static final Pattern JOINED =
      Pattern.compile(
          "でしょうか|ですか|ますか|ませんか|ください|下さい|をお願い|のお願い|ご確認|ご回答|ご返信|教えて|求めます"
              + "|请问|请回复|请确认|请提供|请告知|请联系|麻烦您|能否|可否");

  private static final Pattern JOINED_FORMULA = Pattern.compile("ご了承|ご容赦|ご安心|ご注意|请勿|请注意");

  /** No answer is needed, whoever says so in whichever language. */
  private static final Pattern WAIVER =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])(?:"
              + String.join(
                  "|",
                  "no need (?:for you )?to (?:reply|respond|answer|write back)",
                  "no (?:reply|response|answer) (?:is )?(?:needed|necessary|required|expected)",
                  "(?:reply|response|answer) (?:is )?not (?:needed|necessary|required|expected)",
                  "(?:please (?:do not|don't)|you (?:need not|needn't|do not need to|don't need to"
                      + "|do not have to|don't have to)) (?:reply|respond|answer this)",
                  "keine (?:antwort|rückmeldung|rückantwort) (?:ist )?(?:nötig|erforderlich|notwendig)",
                  "(?:antwort|rückmeldung) (?:ist )?(?:unnötig|nicht (?:nötig|erforderlich|notwendig))",
                  "(?:müssen|brauchen|musst|brauchst)(?: sie| du)? (?:mir |uns )?nicht (?:zu )?antworten",
                  "bitte (?:antworten sie |antworte )?nicht (?:auf diese [\\p{L}-]{1,20} )?(?:zu )?antworten",
                  "bitte antworten sie nicht",
                  "(?:pas|nul) besoin de (?:me |nous )?répondre",
                  "inutile de (?:me |nous )?répondre",
                  "pas nécessaire de (?:me |nous )?répondre",
                  "aucune réponse (?:n'est )?(?:nécessaire|requise|attendue)",
                  "(?:veuillez|merci de) ne pas répondre",
                  "no (?:hace falta|es necesario|es preciso) (?:que )?(?:me |nos )?"
                      + "(?:responda|respondas|respondan|responder|contestar|conteste)n?",
                  "no (?:necesita|requiere|precisa) respuesta",
                  "(?:por favor,? )no respondan? a este",
                  "não (?:é necessário|é preciso|precisam?|há necessidade de) responder",
                  "não (?:requer|exige) resposta",
                  "(?:por favor,? )não respondam? a este",
                  "non (?:serve|occorre|è necessario|c'è bisogno di) (?:che )?(?:mi |ci )?rispond\\p{L}{1,4}",
                  "(?:si prega di|vi prego di) non rispondere",
                  "nessuna risposta (?:è )?(?:necessaria|richiesta)",
                  "geen (?:antwoord|reactie) (?:is )?(?:nodig|vereist)",
                  "(?:antwoord|reactie) is niet (?:nodig|vereist)",
                  "(?:hoeft|hoef|hoeven)(?: u| je| jullie)? (?:hier )?niet (?:op )?te (?:antwoorden|reageren)")
              + ")(?![\\p{L}\\p{N}])"
              + "|返信(?:は|には)?(?:不要|及びません|いりません|必要ありません|結構)|返信の必要は(?:ない|ありません|ございません)"
              + "|(?:无需|無需|不用|不必|不需要|请勿|請勿)(?:回复|回覆|回信|答复)");

  private static final Pattern BUT =
      Pattern.compile(
          "(?<!\\p{L})(?:but|aber|mais|pero|mas|ma|maar)(?!\\p{L})|但|が、", Pattern.CASE_INSENSITIVE);

  private Requests() {}

  /** Whether a sentence says that no answer is needed. */
  static boolean waives(String sentence) {
    return waiverEnd(JunkFeatures.collapse(sentence, sentence.length())) > 0;
  }

  /** A sentence; of one that says that no answer is needed, what follows a "but" behind it. */
  static String unwaived(String sentence) {
    String folded = JunkFeatures.collapse(sentence, sentence.length());
    int end = waiverEnd(folded);
    if (end == 0) {
      return sentence;
    }
    Matcher but = BUT.matcher(folded);
    return but.find(end) ? folded.substring(but.end()).strip() : "";
  }

  /** Where the last words end that need no answer; 0 if there are none. */
  private static int waiverEnd(String folded) {
    int end = 0;
    for (Matcher waiver = WAIVER.matcher(folded); waiver.find(); ) {
      end = Negation.isConditional(folded, waiver.start()) ? end : waiver.end();
    }
    return end;
  }

  /** Whether a sentence is a question. */
  static boolean isQuestion(String sentence) {
    return sentence.chars().anyMatch(c -> QUESTION_MARKS.indexOf(c) >= 0);
  }

  /** Whether a sentence of a mail in English asks, question or not: in whichever language. */
  static boolean asksInEnglish(String sentence) {
    return asks(sentence, ENGLISH);
  }

  /** Whether a sentence in another language than English asks, question or not. */
  static boolean asks(String sentence) {
    return asks(sentence, FAVOR);
  }

  private static boolean asks(String sentence, Phrases<Kind> own) {
    String folded = JunkFeatures.collapse(sentence, sentence.length());
    List<Kind> said = said(folded, PHRASES);
    said.addAll(said(folded, own));
    if (JOINED.matcher(folded).find()) {
      said.add(JOINED_FORMULA.matcher(folded).find() ? Kind.FORMULA : Kind.ASKS);
    }
    return !said.contains(Kind.FORMULA)
        && (said.contains(Kind.ASKS) || COMMAND.matcher(folded).find());
  }

  private static List<Kind> said(String folded, Phrases<Kind> phrases) {
    var said = new ArrayList<Kind>();
    for (int at = 0; at < folded.length(); at++) {
      if (Phrases.startsWord(folded, at)) {
        phrases.at(folded, at).map(Phrases.Found::meaning).ifPresent(said::add);
      }
    }
    return said;
  }
}
