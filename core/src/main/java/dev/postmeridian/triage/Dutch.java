package dev.postmeridian.triage;

/** The declared words of Dutch. */
final class Dutch {
  static final String WORDS =
      """
      HASTE  dringend|dringende|onmiddellijk|zo snel mogelijk|spoed
      AGO  (?<!sinds )gisteren|vorig jaar|vorige (?:week|maand)
      STOOD_STILL  (?:was)(?: \\p{L}{1,12}){0,3} storing
      STANDSTILL  niets werkt|niets werkt meer|niemand kan werken|niemand kan inloggen
        alles ligt plat|kunnen niet werken|ligt plat|ligt nog steeds plat
      STANDSTILL own  storing
      LEGAL_STEPS  advocaat inschakelen|advocaat in te schakelen|schakel ik een advocaat in
        schakelen wij een advocaat in|van mijn advocaat horen|hoort van mijn advocaat
        ga naar een advocaat|stap naar een advocaat|laatste aanmaning|ingebrekestelling|sommatie|juridische stappen
        gerechtelijke stappen|dagvaarding
        laatste sommatie|kort geding|deurwaarder|ingebreke gesteld|in gebreke
      TERM own  uiterlijk|voor|vóór|tegen|binnen
      SPAN own  u heeft|u hebt|termijn van|in de komende
      MODAL  moet|moeten|zal|zullen|kan|kunnen
      PAST  liep|verliep|bedankt|dank|dank je|dank u|kwam|kwamen|ontving|ontvingen|was|waren|had
      THANKS  (?<!alvast )bedankt|dank u|dank je|dank
      SOLVED  werkt (?:weer|nu)|is opgelost|doet het weer
      WISH  fijne dag|fijn weekend
      COURTESY  hartelijk|heel erg|vriendelijk|wel|u|je|het|alles|en|nu|een|voor (?:uw|je|de)(?: snelle)? (?:hulp|antwoord|reactie|moeite)
      DUTY  moet|moeten|dient|dienen|uiterlijk
      ASKS  alstublieft|kunt u|kun je|zou u|wilt u|gelieve|ik verzoek|wij verzoeken|verzoek ik|verzoek u
        vriendelijk verzoek|het verzoek om|verzoeken wij|verzoeken u|laat me weten|laat mij weten
        laat ons weten|laat het me weten|laat het mij weten|laat het ons weten|stuur mij|stuur me
        stuur ons|bel mij|bel me|bel ons|graag een reactie|graag een antwoord|graag een bevestiging
        graag reactie|graag antwoord|graag bericht|hoor graag|horen graag|graag hoor|graag horen wij
        graag verneem|verneem graag|vernemen graag|ik wil graag|wij willen graag|ik vraag|wij vragen
        ik zou graag|wij zouden graag|graag ontvang|help ons|help mij|help me|hulp nodig
        kunnen jullie|kan iemand|kan u
      FORMULA  verzoek u niet|gelieve in bijlage|gelieve in de bijlage|gelieve bijgevoegd|gelieve hierbij
      COMPLAINT  niemand (?:antwoordt|reageert|belt terug|heeft (?:geantwoord|gereageerd))(?=[.!,]|$| (?:mij|ons|op)(?!\\p{L}))|geen (?:antwoord|reactie|terugbetaling) (?:gekregen|ontvangen|gehad)
        (?:nog )?(?:steeds )?niet (?:ontvangen|aangekomen|geleverd|gekregen|terugbetaald)|nooit (?:ontvangen|aangekomen|geleverd)|wacht(?:en)? (?:al|nog steeds)
        (?:is|zijn|kwam|kwamen) (?:\\p{L}{1,10} ){0,4}(?:kapot|stuk|defect|beschadigd|onacceptabel)|(?:werkt|werken) niet(?=[.!,]|$| (?:meer|goed|sinds)(?!\\p{L}))|verkeerde? (?:bedrag|artikel|maat|kleur|product)
      WAIVER  geen (?:antwoord|reactie|actie) (?:is )?(?:nodig|vereist)
        (?:antwoord|reactie) is niet (?:nodig|vereist)
        (?:hoeft|hoef|hoeven)(?: u| je| jullie)? (?:hier )?niet (?:op )?te (?:antwoorden|reageren)
      BUT  maar
      AND  en
      DENIAL  nauwelijks|allesbehalve|(?<!niet )minder|niet|niet meer|niets|geen|zonder
      GRADE  zo|erg|heel|echt|bijzonder|zeer|direct|per se
      NO_DUTY  hoeft niet|hoeven niet
      DENIED_BEHIND  [\\p{L}']{2,20} is(?: (?:het|dit|dat|hier)){0,4} (?:niet|niets)(?! alleen)
      CONDITION  indien|als|mits
      EVENT  ^(?:indien|mocht)|in geval van
      SENDER  afzender
      THIS_MAIL  dit (?:bericht|e-?mailbericht)|deze e-?mail
      RECEIPT  ontvangen|ontvangt
      ME  mij|mijn
      TELL  waarschuw\\p{L}*|op de hoogte|informeer|contact
      DELETE  verwijder\\p{L}*|vernietig\\p{L}*|wissen
      MISTAKE  ten onrechte|per vergissing|abusievelijk
      FORWARDED  doorst
      ANSWERED  antw
      AUTOMATIC  automatisch antwoord
      WROTE  op .* schreef\\b.*
      YOU_WROTE  (?:u|je|hij|zij) schreef
      FROM  van
      SENT  verzonden|datum
      TO  aan
      SUBJECT  onderwerp
      ORIGINAL  oorspronkelijk bericht
      ARTICLE  het|de|volgende|komende
      NEXT  volgende|komende
      END_OF  einde van|eind|eind van
      MEASURE  procent|miljoen|graden
      TODAY  vandaag
      TOMORROW  morgen|overmorgen
      NOON  middag
      WEEKDAY  maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag
      MONTH  januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december
      COUNT  een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien
      UNIT  minu(?:ut|ten)|(?:uur|uren)|(?:werk)?dag(?:en)?|we(?:ek|ken)|maand(?:en)?|ja(?:ar|ren)
      GREETING  Beste|Geachte|Dag|Hoi|Goedemorgen|Goedemiddag|Goedenavond|Lieve
      CLOSING  Met vriendelijke groet|Met vriendelijke groeten|Groeten|Bedankt|Groetjes|Groet
        Vriendelijke groet|Vriendelijke groeten|Hartelijke groet|Hartelijke groeten|Alvast bedankt|Mvg
      TITLE  Dhr|Mevr|Mw|Mevrouw|Meneer|De heer|Drs
      PARTICLE  van|der|den|ten|ter|het
      STOP  het|een|van|voor|met|zijn|niet|dat|die|deze|wij|onze|uw|naar|ook|maar|om|te|aan|bij
        door|beste|geachte|groeten
      OFFICE  klantenservice
      MINE  mijn
      PRIZE  bent geselecteerd|onze winactie|je hebt gewonnen|claim uw prijs|uw prijs ophalen
        uw prijs claimen|uw prijs te ontvangen|de loterij|onze loterij
      MEDICINE  zonder recept
      EASY_MONEY  geld verdienen vanuit huis
      FORTUNE  uw erfenis|een erfenis|erfenis van
      GAMBLING  gratis spins|uw welkomstbonus|je welkomstbonus|welkomstbonus van
      HURRY  klik hier
      CREDENTIALS  rekening geblokkeerd|uw wachtwoord
      """;

  private Dutch() {}
}
