package dev.postmeridian.triage;

/** The declared words of Polish. */
final class Polish {
  static final String WORDS =
      """
      HASTE  pilne|pilnie|natychmiast|niezwłocznie|jak najszybciej
      AGO  (?<!od )wczoraj|w zeszłym (?:tygodniu|miesiącu|roku)
      STOOD_STILL  była (?:\\p{L}{1,12} )?awaria
      STANDSTILL  nikt nie może pracować|nikt nie może się zalogować|nie możemy pracować
        wszystko stoi|nie działa nic|nic nie działa|awaria
      LEGAL_STEPS  pójdę do prawnika|pójdę do adwokata|przekażę sprawę|przekażemy sprawę
        oddam sprawę|wezwanie do zapłaty|ostateczne wezwanie|przedsądowe wezwanie|pozew
        droga sądowa|drogę sądową|postępowanie sądowe|kroki prawne
      TERM own  do dnia|najpóźniej do|przed|w ciągu|w terminie
      UNTIL own  do
      GOODBYE  no to
      LASTING  zamknięt[aey]|nieczynn[aey]|urlopie|ważn[aey]
      MODAL  musi|muszą|powinn[aoy]|powinien|będzie|będą
      PAST  był|była|było|były|przyszł[aoy]|otrzymał[aei]?m|minął|upłynął
      THANKS  dziękuję|dziękujemy|dzięki|dziękuje
      SOLVED  (?:już|znowu|ponownie) działa|działa (?:już|znowu|ponownie)|(?:został[ao]?|jest) (?:rozwiązan[yea]|naprawion[yea])
      WISH  miłego (?:dnia|weekendu|wieczoru)
      COURTESY  bardzo|serdecznie|wszystko|teraz|i|za (?:szybką )?(?:pomoc|odpowiedź|wiadomość)
      DUTY  musi|muszą|musimy|trzeba|należy|najpóźniej
      ASKS  proszę|prosimy|czy możecie|czy może|czy mogą państwo|czy mogę|czy możesz|pomocy|pomóżcie
        pomóż mi|pomóż nam|potrzebuję|potrzebujemy|chciałbym|chciałabym|chcielibyśmy|czekam na
        czekamy na|oczekuję|oczekujemy|żądam|żądamy|wnoszę o|daj znać|dajcie znać
      FORMULA  proszę nie odpowiadać|proszę bardzo|prosimy nie odpowiadać|chciałbym podziękować
        chciałabym podziękować|dziękuję za pomoc|nie potrzebuję
      COMPLAINT  nikt (?:\\p{L}{2,4} )?nie (?:odpowiada|odpowiedział|reaguje)(?=[.!,]|$| na)|nie (?:otrzymał[ae]m|otrzymaliśmy|dostał[ae]m|dostaliśmy|dotarł[aoy]?|przyszł[aoy]|przyszedł)|bez odpowiedzi
        nie działa(?:ją)?(?=[.!,]|$| (?:i|od|poprawnie|prawidłowo)(?!\\p{L}))|(?:jest|są) (?:zepsut[yae]|uszkodzon[yae]|wadliw[yae])|błędn[aąe] (?:kwot[aęą]|cen[aęą])|zła kwota|czekam (?:od|już)
      WAIVER  nie trzeba odpowiadać|(?:proszę|prosimy) nie odpowiadać
        odpowiedź nie jest (?:konieczna|wymagana)
      BUT  ale|lecz
      AND  oraz
      DENIAL  nie|nic|żaden|żadna|bez|ani
      GRADE  jest|bardzo|tak|wcale
      NO_DUTY  nie trzeba|nie musi|nie muszą
      CONDITION  jeśli|jeżeli|gdyby
      EVENT  jeśli jest|w razie
      SENDER  nadawca|nadawcę|nadawcy
      THIS_MAIL  t[aąę] wiadomość|ten e-?mail
      RECEIPT  otrzymał\\p{L}*
      ME  mnie|mój|moja|moje
      TELL  powiadom\\p{L}*|poinform\\p{L}*|skontakt\\p{L}*
      DELETE  usun\\p{L}*|usuń|zniszcz\\p{L}*
      MISTAKE  omyłkowo|przez pomyłkę
      FORWARDED  pd
      ANSWERED  odp
      AUTOMATIC  automatyczna odpowiedź|odpowiedź automatyczna
      WROTE  (?:w dniu|dnia) .* napisał(?:a|\\(a\\))?
      YOU_WROTE  (?:pan napisał|pani napisała|napisałeś|napisałaś)
      FROM  od
      SENT  wysłano|data
      TO  do
      SUBJECT  temat
      ORIGINAL  wiadomość oryginalna
      ARTICLE  tego|tej|dnia|najbliższy|najbliższego
      NEXT  przyszłego|następnego
      END_OF  końca|koniec
      HOUR  godz
      TODAY  dzisiaj|dziś
      TOMORROW  jutra|jutro|pojutrze
      NOON  południe|południa
      WEEKDAY  poniedział(?:ek|ku)|wtor(?:ek|ku)|środ[ayę]|czwart(?:ek|ku)|piąt(?:ek|ku)|sobot[ayę]
        niedziel[aię]
      MONTH  stycz(?:eń|nia)|lut(?:y|ego)|mar(?:zec|ca)|kwie(?:cień|tnia)|maja?|czerw(?:iec|ca)
        lip(?:iec|ca)|sierp(?:ień|nia)|wrze(?:sień|śnia)|październik(?:a|u)?|listopada?|grud(?:zień|nia)
      COUNT  jedn(?:ego|ej)|dw(?:a|ie|óch)|trz(?:y|ech)|cztere?(?:y|ch)|pięciu?|sześciu?|siedmiu?
        ośmiu?|dziewięciu?|dziesięciu?|jedenastu|dwunastu|trzynastu|czternastu|piętnastu
      UNIT  minuty?|godzin(?:y|ę)?|d(?:ni|nia|zień)|tygodni[ae]?|miesi(?:ąc|ąca|ęcy)|(?:roku|lat)
      MEASURE  procent|punktów|milion(?:y|ów)
      GREETING  Szanowni Państwo|Szanowna Pani|Szanowny Panie|Dzień dobry|Witam|Cześć
      CLOSING  Z poważaniem|Pozdrawiam|Z wyrazami szacunku|Serdecznie pozdrawiam|Dziękuję
      TITLE  Pani|Panu|Panią
      STOP  jest|nie|się|dla|czy|oraz|przez|tego|jego|być|był|była|tym|proszę|dzień|dobry|państwo|szanowni
      OFFICE  konto|płatności|faktura
      MINE  moje|nasze
      """;

  private Polish() {}
}
