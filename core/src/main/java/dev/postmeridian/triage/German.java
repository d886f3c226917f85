package dev.postmeridian.triage;

/** The declared words of German. */
final class German {
  static final String WORDS =
      """
      HASTE  gasgeruch|riecht nach gas|gasleck|dringend|dringlich|eilt|sofort|umgehend|schnellstmöglich|notfall
      AGO  (?<!seit )(?:letztes jahr|letzten monat|letzte[rn]? woche|gestern|vorgestern)|vor \\p{L}{3,8} (?:jahr|monat|woche|tag)(?:en|n)?
      STOOD_STILL  (?:gab|war)(?: \\p{L}{1,12}){0,3} (?:stillstand|totalausfall|systemausfall)
      STANDSTILL  komplett tot|völlig tot|komplett ausgefallen|funktioniert nichts mehr
        geht nichts mehr|nichts geht mehr|nichts funktioniert|niemand kann arbeiten
        niemand kann sich anmelden|kann niemand arbeiten|können nicht arbeiten
        können wieder nicht arbeiten|können nicht mehr arbeiten
        erreichen uns nicht mehr|uns nicht mehr erreichen|stillstand|totalausfall|systemausfall
        steht still
        immer noch ausgefallen|wieder ausgefallen
      LEGAL_STEPS  anwalt übergeben|anwältin übergeben|rechtsanwalt übergeben|anwalt einschalten
        rechtsanwalt einschalten|anwältin einschalten|anwalt einzuschalten|zum anwalt gehen
        zum anwalt gehe|gehe zum anwalt|gehe ich zum anwalt|gehen wir zum anwalt
        von meinem anwalt hören|von unserem anwalt hören|hören von meinem anwalt
        hören von unserem anwalt|letzte mahnung|abmahnung|mahnbescheid|rechtliche schritte
        gerichtliche schritte|gerichtlich geltend|gerichtlich vorgehen|gerichtlich gegen
        gerichtlich durchsetzen|gerichtlich einfordern|unterlassungserklärung|rechtsweg
        klage erheben|erheben wir klage|erhebe ich klage|klage einreichen|reichen wir klage
        reiche ich klage
        klageschrift|klageerwiderung|klageerhebung|vollstreckungsbescheid|zwangsvollstreckung
        rechtsstreit|letztmalige mahnung|mahnverfahren|inkassoverfahren
      TERM own  bis spätestens|spätestens|spätestens bis|vor dem|binnen|innerhalb|frist bis|zahlbar bis
      UNTIL own  bis
      GOODBYE  also|dann|na dann|ok|okay|gut
      LASTING  geschlossen|geöffnet|urlaub|abwesend|unterwegs|verreist|krank|gültig
      SPAN own  sie haben|ihnen bleiben|frist von|in den nächsten
      MODAL  muss|müssen|soll|sollen|sollte|sollten|wird|werden|kann|können
      PAST  lief|liefen|endete|endeten|war|waren|hatte|hatten|kam|kamen|traf|trafen|erhielt|erhielten
      THANKS  danke(?! im voraus)|dank(?! im voraus)
      SOLVED  (?:läuft|laufen|funktioniert|funktionieren|geht|klappt)(?: jetzt| nun)?(?: alles)? (?:wieder|jetzt|nun)|(?:ist|wurde|sind) (?:behoben|gelöst|erledigt)
      WISH  schönes wochenende|schönen (?:tag|abend)|perfekt|super|prima
      COURTESY  vielen|besten|herzlichen|lieben|tausend|schön|sehr|euch|ihnen|dir|allen|ok|okay|alles|jetzt|nun|es|das|und|ein|einen|wünsche ich|ich wünsche
        für (?:ihre|deine|eure|die|alles)(?: (?:schnelle|rasche|gute|tolle|prompte))?(?: (?:hilfe|antwort|unterstützung|rückmeldung|nachricht|info|mühe|arbeit))?
        (?:das problem|der fehler|die störung|der \\p{L}{0,12}ausfall(?: von heute(?: früh| morgen)?)?)(?= (?:ist|wurde) (?:behoben|gelöst|erledigt))
      SO_FAR  bis heute(?! (?:abend|mittag|nachmittag|vormittag|nacht|früh|um|gegen|spätestens|\\d))
      PERFECT  (?:habe?n?|hat|bin|ist|sind|wurden?)(?: [\\p{L}\\d'-]{1,20}){0,8} (?:(?:\\p{L}{2,6})?ge\\p{L}{2,20}(?:t|en)(?<![hk]eit)|erhalten|bekommen|bezahlt|versucht|erreicht|vergessen|passiert|reagiert|bestätigt|beantwortet|erledigt)
      DUTY  muss|müssen|müsst|soll|sollen|sollte|sollten|zu (?!(?:d|ihn|ihr|ein|mein|unser|dies|all|kein)en(?!\\p{L}))\\p{L}{2,20}n|(?:ab|an|auf|aus|bei|ein|mit|nach|vor|zurück|über)zu\\p{L}{2,20}n
      ASKS  bitte|bitten wir|bitten sie|wir bitten|bitten um|ich ersuche|ersuchen|verlange
        verlangen wir|wir verlangen|fordere|fordern sie|fordern wir|beantrage|beantragen|benötige
        benötigen|können sie|könnten sie|würden sie|kannst du|könntest du|könnt ihr|rufen sie
        senden sie|schicken sie|teilen sie|melden sie|antworten sie|informieren sie
        bestätigen sie|prüfen sie|helfen sie|nennen sie|möchte wissen|möchten wissen|wüsste gern
        wüssten gern|wäre dankbar|wären dankbar|wäre ihnen dankbar|wären ihnen dankbar|um rückruf
        um rückmeldung|erwarte|erwarten wir|wir erwarten|ich hätte gern|wir hätten gern
        hätte ich gern|hätten wir gern|warte auf ihre|warten auf ihre|warte auf deine|warten auf deine
        warte auf eure|geben sie mir|geben sie uns|lassen sie mich wissen|lassen sie uns wissen
        ruf mich|ruf uns|ruft mich|sag mir|sagt mir|sag uns|gib mir|gib uns|gebt mir|gebt uns
        schick mir|schick uns|schickt mir|schickt uns|melde dich|meldet euch
        hilf mir|hilf uns|helft mir|helft uns|brauche hilfe|brauchen hilfe|brauche ihre hilfe
        brauchen ihre hilfe
      FORMULA  bitte beachten|bitte haben sie verständnis|bitten um verständnis
        bitten um entschuldigung|bitte um entschuldigung|bitte um verständnis|bitte entschuldigen
        bitte nicht antworten|bitte antworten sie nicht|bitte schön|bitte sehr|ihre bitte wurde
        erwarte keine antwort|erwarten keine antwort|erwarte nichts|erwarten nichts
        benötige nichts|benötigen nichts|bitte zögern sie nicht|melden sie sich gerne
        wenden sie sich gerne|rufen sie gerne an|haben sie fragen|haben sie noch fragen
        haben sie weitere fragen|bitte weiter so|bitte finden sie anbei|bitte finden sie beigefügt
        bitte finden sie im anhang|bitte finden sie in der anlage|bitte anbei finden
      ORDER  (?!(?:hab|soll|woll|könn|dürf|müss|mög|möcht|würd|wär|war|hätt|werd|wiss|erhalt|brauch|steh
       bekomm|gef[aä]ll|find|seh|geg|neb|zwisch|weg|konnt|sollt|wollt|durft|musst|mocht|wurd
       freu)en )\\p{L}{2,20}en sie(?! (?:sich keine|gut|wohl|gesund))
      COMPLAINT  niemand (?:meldet sich|antwortet|reagiert|ruft zurück|hat (?:sich gemeldet|geantwortet|reagiert))(?=[.!,]|$| (?:mir|uns|auf|bei)(?!\\p{L}))
        (?:noch |noch immer |immer noch |bisher |bis heute |bislang )?keine (?:antwort|rückmeldung|reaktion|erstattung|gutschrift|rückzahlung) (?:erhalten|bekommen|gekommen)
        (?:immer noch|noch immer|bis heute|bisher|bislang) keine? (?:antwort|rückmeldung|reaktion|erstattung|gutschrift|rückzahlung|geld|lieferung|ware)
        (?:noch )?(?:nicht|nie) (?:angekommen|eingetroffen|geliefert|erhalten|bekommen|erstattet|gutgeschrieben|beantwortet)
        warten? (?:\\p{L}{1,12} ){0,2}(?:seit|vergeblich)|(?:ist|sind|war|waren|kam|kamen) (?:(?!nicht )\\p{L}{1,12} ){0,4}(?:kaputt|defekt|beschädigt)
        (?:funktioniert|funktionieren) (?:\\p{L}{1,12} ){0,2}nicht(?=[.!,]|$| (?:mehr|richtig|seit|wie|und)(?!\\p{L}))|geht nicht mehr(?=[.!,]|$)|fehlt noch|fehlen noch
        falsche[nrs]? (?:betrag|summe|preis|artikel|größe|farbe|ware|adresse|menge|modell)|inakzeptabel|doppelt abgebucht
      WAIVER  keine (?:antwort|rückmeldung|rückantwort) (?:ist )?(?:nötig|erforderlich|notwendig)
        (?:antwort|rückmeldung) (?:ist )?(?:unnötig|nicht (?:nötig|erforderlich|notwendig))
        (?:müssen|brauchen|musst|brauchst)(?: sie| du)? (?:mir |uns )?nicht (?:zu )?antworten
        bitte (?:antworten sie |antworte )?nicht (?:auf diese [\\p{L}-]{1,20} )?(?:zu )?antworten
        bitte antworten sie nicht|sie (?:müssen|brauchen) nichts (?:zu )?(?:tun|unternehmen)
      BUT  aber|sondern
      AND  und|doch|jedoch
      DENIAL  kaum|(?<!nicht )weniger|alles andere als|nicht|nicht mehr|nichts|kein|keine|keinen|keiner|keinerlei|keineswegs|weder|ohne
      GRADE  sehr|sonderlich|wirklich|besonders|allzu|ganz|gar|unbedingt|gerade|überhaupt|ist|daran ist
        an|mir|uns|extrem
      NO_DUTY  muss nicht|müssen nicht|braucht nicht|brauchen nicht
      DENIED_BEHIND  (?:eilt|[\\p{L}']{2,20} ist)(?: (?:es|das|dies|mir|uns|gar|überhaupt|wirklich|also
       aber|jedoch|er|hier|daran)){0,4} (?:nicht|nichts|keineswegs)(?! (?:nur|bloß|zuletzt))
        (?:\\p{L}{0,12}ausfall|stillstand|notfall) (?:ist|war|wurde)(?: nun| jetzt| inzwischen)? (?:vorbei|behoben|beendet)
      CONDITION  wenn|falls|sofern|sollten?|im falle?
      EVENT  ^(?:und |aber )?(?:wenn (?:es|das|etwas)|falls|sofern)|im falle?
      SENDER  absender|absenderin
      THIS_MAIL  diese[rs]? (?:e-?mail|nachricht|mail)
      RECEIPT  erhalten|empfangen|zugegangen|zu ihnen kommen|erreicht haben
      ME  mich|mir|mein\\p{L}{0,2}
      TELL  kontaktier\\p{L}+|benachrichtig\\p{L}+|verständig\\p{L}+|informier\\p{L}+
      DELETE  lösch\\p{L}+|vernicht\\p{L}+
      MISTAKE  irrtum|irrtümlich|irrtümlicherweise|versehentlich|richtige adressat
        richtige empfänger|richtiger adressat|richtiger empfänger|richtigen adressaten
        richtigen empfänger
      FORWARDED  wg
      ANSWERED  aw|antw|antwort
      AUTOMATIC  automatische antwort|abwesenheitsnotiz
      WROTE  am .* schrieb\\b.*
      YOU_WROTE  (?:sie|ihr|er|wir|ich) (?:schrieben|schriebt|schrieb|fragten)|du schriebst|schrieben sie
      FROM  von
      SENT  gesendet|datum
      TO  an
      SUBJECT  betreff
      FIELD  antwort an|priorität|anlagen
      ORIGINAL  ursprüngliche nachricht|originalnachricht
      ARTICLE  dem|den|zum|am|diesem|nächsten|kommenden|von
      NEXT  (?:nächste|kommende)[nrsm]?
      END_OF  ende|ende der|ende des
      HOUR  uhr
      MEASURE  prozent(?:punkte)?|punkte?|millionen|milliarden|grad|fache
      TODAY  heute
      TOMORROW  morgen|übermorgen
      NOON  mittag
      WEEKDAY  montag|dienstag|mittwoch|donnerstag|freitag|(?:samstag|sonnabend)|sonntag
      MONTH  (?:januar|jänner)|februar|märz|april|mai|juni|juli|august|september|okt(?:ober)?
        november|dez(?:ember)?
      COUNT  (?:einer|eines|einem)|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf
        dreizehn|vierzehn|fünfzehn
      UNIT  minuten?|stunden?|(?:werk|arbeits|kalender)?tage?n?|wochen?|monat(?:en?|s)?|jahre?[ns]?
      GREETING  Liebe|Lieber|Hallo|Guten Tag|Guten Morgen|Guten Abend|Sehr geehrte|Sehr geehrter
        Sehr geehrtes
      CLOSING  Mit freundlichen Grüßen|Mit freundlichem Gruß|Freundliche Grüße|Viele Grüße|Beste Grüße
        Mit besten Grüßen|Liebe Grüße|Gruß|Danke|Vielen Dank|Danke im Voraus
        Vielen Dank im Voraus|Mit freundlichen Gruessen|Freundliche Gruesse|Viele Gruesse
        Liebe Gruesse|Herzliche Grüße|Schöne Grüße|Grüße|Hochachtungsvoll|MfG|LG|VG
      TITLE  Herr|Herrn|Frau|Fräulein|Dipl.-Ing
      PARTICLE  von|zu|med|phil|jur|rer|nat|pol|ing|dent|vet|habil
      STOP  der|die|das|und|ist|nicht|ein|eine|einen|einem|einer|eines|mit|auf|für|von|den|dem|des
        sich|auch|als|aus|bei|nach|wie|oder|aber|wir|sie|ich|ihr|ihre|ihren|ihrem|uns|unser|unsere
        haben|hat|sind|wird|werden|zum|zur|über|mehr|kann|dass|bitte|sehr|geehrte|damen|herren
        hallo|freundlichen|grüßen
      OFFICE  kundenservice|kundendienst|konto|sicherheit|zahlung|zahlungsbestatigung|rechnung
        paket|versand
      MINE  mein|unser
      PRIZE  euro gewonnen|haben gewonnen|ihren gewinn|ihr gewinn|gewinnbenachrichtigung
        gewinnspiel gewonnen|gewinner unseres gewinnspiels|gewinner des gewinnspiels
        sie sind der gewinner|sie sind gewinner|sie sind unser gewinner|als gewinner
        glücklicher gewinner|glückliche gewinner|wurden ausgewählt|auserwählt|ihre belohnung
        deine belohnung|belohnung sichern|exklusive belohnung|adresse wurde gezogen|der lotterie
        lotterie gewonnen|unserer lotterie
      MEDICINE  ohne rezept|rezeptfrei|billige pillen|schnell abnehmen|kilo abnehmen|jetzt abnehmen
        abnehmen ohne
      EASY_MONEY  geld verdienen|von zu hause verdienen|nebenverdienst|ohne vorkenntnisse
        schnelles geld
      FORTUNE  ihre erbschaft|einer erbschaft|eine erbschaft|erbschaft von|millionen dollar
      GAMBLING  freispiele|ihr willkommensbonus|ihren willkommensbonus|willkommensbonus von
        willkommensbonus sichern
      HURRY  klicken sie hier|greifen sie jetzt zu|jetzt zugreifen|nur noch heute
      CREDENTIALS  konto wird gesperrt|konto wurde gesperrt|konto eingeschränkt|ihr passwort
        kontodaten bestätigen|identität bestätigen|ungewöhnliche anmeldung|konto wurde eingeschränkt
        ihre zahlungsdaten|deine zahlungsdaten|zahlungsdaten bestätigen|zahlungsdaten aktualisieren
        zahlungsdaten überprüfen
      """;

  private German() {}
}
