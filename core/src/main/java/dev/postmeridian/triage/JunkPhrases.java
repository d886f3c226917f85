package dev.postmeridian.triage;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Declared phrases that junk lives by, in the main languages. Rules, and called so: the junk model
 * has learned English alone.
 */
final class JunkPhrases {
  /** One kind alone stands in good mail too; from this score on they count. */
  static final double TOGETHER = 5;

  /** What a phrase is part of, and the log-odds of junk it is worth. */
  enum Kind {
    PRIZE("promises a prize", 3),
    MEDICINE("sells medicine without prescription", 3),
    EASY_MONEY("promises easy money", 3),
    FORTUNE("offers a share of a fortune", 3),
    GAMBLING("invites to gamble", 3),
    HURRY("hurries to a click", 2),
    CREDENTIALS("threatens an account or asks for secrets", 1);

    private final String words;
    private final double score;

    Kind(String words, double score) {
      this.words = words;
      this.score = score;
    }
  }

  /** A phrase found. */
  record Found(Kind kind, String words) {
    Reason reason() {
      return new Reason(Reason.About.JUNK, Reason.Kind.RULE, kind.words + ": " + words, kind.score);
    }
  }

  private static final Phrases<Kind> PHRASES =
      new Phrases<Kind>()
          .add(
              Kind.PRIZE,
              "you have won|you are a winner|sweepstakes winner|winner of our sweepstakes"
                  + "|winner of our giveaway|giveaway winner|have been selected|have been chosen"
                  + "|you've been selected|you've been chosen|claim your reward|exclusive reward"
                  + "|claim your bonus|claim your prize|your prize|won the lottery|lottery winner"
                  + "|lottery winnings|lottery draw|in the lottery|international lottery"
                  + "|state lottery|email lottery|online lottery|of our lottery|lucky winner"
                  + "|has been drawn|address was drawn|name was drawn|ticket was drawn"
                  + "|number was drawn|email was drawn|e-mail was drawn|free gift card"
                  + "|win a gift card|won a gift card|claim your gift card|claim a gift card"
                  + "|get your gift card|get a gift card|receive a gift card"
                  + "|receive your gift card|dollar gift card|gift card is waiting"
                  + "|gift card giveaway|gift card reward|claim your free gift|get your free gift"
                  + "|get a free gift|receive a free gift|receive your free gift"
                  + "|a free gift for you|free gift is waiting|free gift inside|dollars won"
                  + "|you've won|euro gewonnen|haben gewonnen|ihren gewinn|ihr gewinn"
                  + "|gewinnbenachrichtigung|gewinnspiel gewonnen|gewinner unseres gewinnspiels"
                  + "|gewinner des gewinnspiels|sie sind der gewinner|sie sind gewinner"
                  + "|sie sind unser gewinner|als gewinner|glücklicher gewinner"
                  + "|glückliche gewinner|wurden ausgewählt|auserwählt|ihre belohnung"
                  + "|deine belohnung|belohnung sichern|exklusive belohnung|adresse wurde gezogen"
                  + "|der lotterie|lotterie gewonnen|unserer lotterie|avez gagné"
                  + "|réclamer votre prix|réclamez votre prix|votre prix vous attend"
                  + "|recevoir votre prix|votre gain|gagnant du tirage au sort"
                  + "|gagnante du tirage au sort|lors du tirage au sort|notre tirage au sort"
                  + "|votre récompense|récompense exclusive|une récompense vous|avez été choisi"
                  + "|avez été choisie|avez été sélectionné|avez été sélectionnée|tirée au sort"
                  + "|de la loterie|à la loterie|notre loterie|ha ganado|su premio|de la lotería"
                  + "|en la lotería|nuestra lotería|fue sorteada|ganador del sorteo"
                  + "|ganadora del sorteo|ganado el sorteo|nuestro sorteo|ha sido seleccionado"
                  + "|ha sido seleccionada|su recompensa|tu recompensa|sua recompensa"
                  + "|recompensa exclusiva|você ganhou|ganhou o prêmio|receber o prêmio"
                  + "|resgatar o prêmio|resgate o prêmio|seu prêmio|da loteria|na loteria"
                  + "|nossa loteria|foi sorteado|foi selecionado|foi selecionada|hai vinto"
                  + "|sei stato selezionato|sei stata selezionata|bent geselecteerd|onze winactie"
                  + "|il tuo premio|della lotteria|alla lotteria|nostra lotteria|je hebt gewonnen"
                  + "|claim uw prijs|uw prijs ophalen|uw prijs claimen|uw prijs te ontvangen"
                  + "|de loterij|onze loterij")
          .add(
              Kind.MEDICINE,
              "no prescription|without prescription|without a prescription|cheap meds"
                  + "|cheap pills|viagra|cialis|weight loss|lose weight|ohne rezept|rezeptfrei"
                  + "|billige pillen|schnell abnehmen|kilo abnehmen|jetzt abnehmen|abnehmen ohne"
                  + "|sans ordonnance|perdre du poids|sin receta|pastillas baratas|sem receita"
                  + "|remédios baratos|perder peso|senza ricetta|zonder recept")
          .add(
              Kind.EASY_MONEY,
              "work from home|from home and earn|earn money|make money|extra income"
                  + "|double your|financial freedom|risk free|guaranteed income|get rich"
                  + "|no experience needed|geld verdienen|von zu hause verdienen|nebenverdienst"
                  + "|ohne vorkenntnisse|schnelles geld|gagnez de l'argent|gagner de l'argent"
                  + "|revenu complémentaire|sans compétence|gane dinero|ganar dinero"
                  + "|ingresos extra|sin experiencia|ganhe dinheiro|ganhar dinheiro|renda extra"
                  + "|sem experiência|guadagna da casa|guadagnare soldi"
                  + "|geld verdienen vanuit huis")
          .add(
              Kind.FORTUNE,
              "million dollars|million usd|as the next of kin|as next of kin"
                  + "|as his next of kin|as her next of kin|no next of kin|without next of kin"
                  + "|any next of kin|late husband|inheritance fund|inheritance funds"
                  + "|unclaimed inheritance|your inheritance|inheritance claim"
                  + "|share of the inheritance|share of an inheritance|as beneficiary"
                  + "|as the beneficiary|as a beneficiary|as my beneficiary|the sole beneficiary"
                  + "|the rightful beneficiary|dear beneficiary|named beneficiary|ihre erbschaft"
                  + "|einer erbschaft|eine erbschaft|erbschaft von|millionen dollar"
                  + "|votre héritage|un héritage|l'héritage de|su herencia|una herencia"
                  + "|herencia de|sua herança|uma herança|herança de|sua eredità|un'eredità"
                  + "|eredità di|uw erfenis|een erfenis|erfenis van|millones de dólares"
                  + "|millions de dollars|milhões de dólares")
          .add(
              Kind.GAMBLING,
              "casino|free spins|jackpot|your welcome bonus|welcome bonus of"
                  + "|get a welcome bonus|claim a welcome bonus|big welcome bonus|freispiele"
                  + "|ihr willkommensbonus|ihren willkommensbonus|willkommensbonus von"
                  + "|willkommensbonus sichern|tours gratuits|votre bonus de bienvenue"
                  + "|bonus de bienvenue de|giros gratis|tiradas gratis|su bono de bienvenida"
                  + "|tu bono de bienvenida|bono de bienvenida de|rodadas grátis|giri gratis"
                  + "|il tuo bonus di benvenuto|bonus di benvenuto di|gratis spins"
                  + "|uw welkomstbonus|je welkomstbonus|welkomstbonus van")
          .add(
              Kind.HURRY,
              "click here|act now|order now|limited time|this offer ends|offer expires"
                  + "|klicken sie hier|greifen sie jetzt zu|jetzt zugreifen|nur noch heute"
                  + "|cliquez ici|profitez-en maintenant|offre limitée|haga clic aquí|pulse aquí"
                  + "|aproveche ahora|oferta limitada|clique aqui|aproveite agora"
                  + "|oferta por tempo|clicca qui|klik hier")
          .add(
              Kind.CREDENTIALS,
              "confirm your password|verify your password|verify your account"
                  + "|verify your identity|confirm your account|confirm your identity"
                  + "|update your payment|account suspended|account will be closed"
                  + "|account will be suspended|account will be deleted|account has been limited"
                  + "|account has been suspended|limited your account|suspended your account"
                  + "|password expires|password will expire|mailbox is full|unusual sign-in"
                  + "|unusual signin|unusual activity on your|unusual activity in your"
                  + "|unusual activity was detected|detected unusual activity"
                  + "|unusual activity has been|noticed unusual activity in"
                  + "|due to unusual activity|tried to log in|account is blocked"
                  + "|account has been blocked|temporarily blocked|confirm your payment details"
                  + "|update your payment details|verify your payment details"
                  + "|enter your payment details|provide your payment details"
                  + "|submit your payment details|validate your account|your seed phrase"
                  + "|konto wird gesperrt|konto wurde gesperrt|konto eingeschränkt|ihr passwort"
                  + "|kontodaten bestätigen|identität bestätigen|ungewöhnliche anmeldung"
                  + "|konto wurde eingeschränkt|ihre zahlungsdaten|deine zahlungsdaten"
                  + "|zahlungsdaten bestätigen|zahlungsdaten aktualisieren"
                  + "|zahlungsdaten überprüfen|compte sera fermé|compte suspendu"
                  + "|compte est limité|compte a été suspendu|votre mot de passe"
                  + "|vos informations de paiement|votre information de paiement"
                  + "|compte a été bloqué|vérifiez votre|connexion inhabituelle"
                  + "|cuenta será cerrada|cuenta suspendida|cuenta bloqueada|su contraseña"
                  + "|verifique su|acceso inusual|conta será encerrada|conta suspensa"
                  + "|conta bloqueada|a sua senha|sua senha|verifique sua|acesso incomum"
                  + "|account sospeso|verifica il tuo account|la tua password|conto bloccato"
                  + "|rekening geblokkeerd|uw wachtwoord");

  /** Scripts without spaces: found anywhere. */
  private static final List<Map.Entry<String, Kind>> JOINED =
      List.of(
          Map.entry("当選", Kind.PRIZE),
          Map.entry("賞金", Kind.PRIZE),
          Map.entry("中奖", Kind.PRIZE),
          Map.entry("処方箋なし", Kind.MEDICINE),
          Map.entry("処方箋は要りません", Kind.MEDICINE),
          Map.entry("処方箋不要", Kind.MEDICINE),
          Map.entry("無需處方", Kind.MEDICINE),
          Map.entry("稼げます", Kind.EASY_MONEY),
          Map.entry("高収入", Kind.EASY_MONEY),
          Map.entry("副業", Kind.EASY_MONEY),
          Map.entry("轻松赚钱", Kind.EASY_MONEY),
          Map.entry("遺産", Kind.FORTUNE),
          Map.entry("遗产", Kind.FORTUNE),
          Map.entry("今すぐ", Kind.HURRY),
          Map.entry("こちらをクリック", Kind.HURRY),
          Map.entry("点击这里", Kind.HURRY),
          Map.entry("アカウントが停止", Kind.CREDENTIALS),
          Map.entry("アカウントを制限", Kind.CREDENTIALS),
          Map.entry("不審なログイン", Kind.CREDENTIALS),
          Map.entry("カジノ", Kind.GAMBLING),
          Map.entry("博彩", Kind.GAMBLING),
          Map.entry("パスワードの確認", Kind.CREDENTIALS),
          Map.entry("パスワードを確認", Kind.CREDENTIALS),
          Map.entry("本人確認", Kind.CREDENTIALS),
          Map.entry("暗証番号", Kind.CREDENTIALS),
          Map.entry("账户已被", Kind.CREDENTIALS),
          Map.entry("验证您的", Kind.CREDENTIALS));

  /** Who speaks of his own account, which others threaten. */
  private static final Set<String> MINE = Language.words(Meaning.MINE, false);

  private JunkPhrases() {}

  /** What speaks for junk among the phrases found, credentials left to the evidence of phishing. */
  static List<Reason> reasons(List<Found> phrases) {
    return phrases.stream()
        .filter(found -> found.kind != Kind.CREDENTIALS)
        .map(Found::reason)
        .toList();
  }

  /** Whether the word before a phrase says that its writer speaks of what is his own. */
  private static boolean isMine(String text, int start) {
    int end = start - 1;
    int from = Math.max(0, end);
    while (from > 0 && from > end - 10 && Phrases.isInWord(text, from - 1)) {
      from--;
    }
    return end > 0 && MINE.contains(text.substring(from, end));
  }

  static double score(List<Reason> reasons) {
    return reasons.stream().mapToDouble(Reason::weight).sum();
  }

  /**
   * The phrases found, each kind once.
   *
   * @param text as {@link JunkFeatures#folded} makes it
   */
  static List<Found> in(String text) {
    var kinds = EnumSet.noneOf(Kind.class);
    var found = new ArrayList<Found>();
    boolean joined = false;
    for (int at = 0; at < text.length(); at++) {
      joined |= text.charAt(at) >= '\u3000';
      if (Phrases.startsWord(text, at)) {
        int start = at;
        PHRASES
            .at(text, at)
            .filter(phrase -> phrase.meaning() != Kind.CREDENTIALS || !isMine(text, start))
            .filter(phrase -> kinds.add(phrase.meaning()))
            .map(phrase -> new Found(phrase.meaning(), text.substring(start, phrase.end())))
            .ifPresent(found::add);
      }
    }
    if (joined) {
      JOINED.stream()
          .filter(phrase -> text.contains(phrase.getKey()) && kinds.add(phrase.getValue()))
          .map(phrase -> new Found(phrase.getValue(), phrase.getKey()))
          .forEach(found::add);
    }
    return found;
  }
}
