package dev.postmeridian.triage;

/** The declared words of Italian. */
final class Italian {
  static final String WORDS =
      """
      HASTE  fuga di gas|odore di gas|urgente|urgentemente|immediatamente|al più presto|il prima possibile
      HASTE own  subito
      AGO  (?<!da )ieri|(?:l'anno|mese|settimana) scors[oa]
      STOOD_STILL  (?:era|è stato) fuori servizio
      STANDSTILL  non funziona niente|non funziona nulla|non funziona più niente
        non funziona più nulla|nessuno può lavorare|nessuno riesce a lavorare
        nessuno riesce ad accedere|nessuno riesce a entrare|siamo fermi|tutto fermo|tutto bloccato
        fuori servizio
      LEGAL_STEPS  rivolgerò a un avvocato|rivolgerò ad un avvocato|rivolgerò al mio avvocato
        rivolgeremo a un avvocato|rivolgeremo al nostro avvocato|affiderò al mio avvocato
        affideremo ai nostri avvocati|passerò al mio avvocato
        diffida|ultimo avviso|ultimo sollecito|azione legale|azioni legali|vie legali
        decreto ingiuntivo|in tribunale
        messa in mora|costituzione in mora|atto di citazione|atto di precetto
      TERM own  entro|entro e non oltre
      SPAN own  avete|ha|termine di|nelle prossime|nei prossimi
      MODAL  deve|devono|dovrà|dovranno|sarà|saranno
      PAST  (?:è|sono) arrivat[oaie]|ho ricevuto|abbiamo ricevuto|era|erano|scadeva|scadevano
      THANKS  grazie(?! in anticipo)
      THANKS_AHEAD  grazie per(?! (?:aver|esser)\\p{L}*)
      SOLVED  (?:ora|adesso|di nuovo) funziona|funziona (?:di nuovo|ora|adesso)|(?:è stato|è) risolto|tutto (?:a posto|risolto)
      WISH  buona (?:giornata|serata)
      COURTESY  mille|molte|tante|a tutti|e|per (?:il|la|l'|il vostro|il suo|la vostra|la sua) ?(?:aiuto|risposta|supporto|assistenza)
      DUTY  deve|devono|dovete|dobbiamo|bisogna|occorre|entro e non oltre
      ASKS  pretendo|pretendiamo|esigo|esigiamo|per favore|vi prego|la prego|le chiedo|vi chiedo|chiedo di|chiedo che|chiedo se|chiedo il|chiedo la|chiedo lo
        chiedo l|chiedo le|chiedo un|chiedo una|chiedo cortesemente|chiedo gentilmente|chiediamo|potrebbe|potreste
        richiedo|richiediamo|si prega di|in attesa di|ho bisogno|abbiamo bisogno|vorrei|vorremmo|mi può|mi potete|ci può|ci potete|attendo|attendiamo|resto in attesa|restiamo in attesa
        rimango in attesa|fammi sapere|mi faccia sapere|ci faccia sapere|mi fate sapere|desidero
        desideriamo|fatemi sapere|fateci sapere|mi aiuti|ci aiuti|aiutami|serve aiuto
      FORMULA  si prega di non|vorrei ringraziare|vorremmo ringraziare
        desidero ringraziare|desideriamo ringraziare|chiediamo scusa|vi chiedo scusa|le chiedo scusa
        si prega di trovare|prego di trovare|in attesa di vederla|in attesa di vedervi
        in attesa di incontrarla|in attesa di incontrarvi|in attesa di accogliervi
      ORDER  \\p{L}{1,20}[aei]te(?:mi|ci)(?:l[oaie]|ne)?
      COMPLAINT  nessuno (?:mi |ci )?(?:risponde|ha risposto)(?=[.!,]|$| (?:a|al|alle|ai) )|non (?:ho|abbiamo) (?:ancora |mai )?(?:ricevuto|avuto risposta|avuto alcuna risposta)
        non (?:è|sono) (?:ancora |mai )?arrivat[oaie]|senza risposta|non funziona(?:no)?(?=[.!,]|$| (?:e|più|bene|correttamente|da)(?!\\p{L}))|(?:è|sono|arrivat[oaie]) (?:rott[oaie]|difettos[oaie]|danneggiat[oaie]|guast[oaie]|sbagliat[oaie]|errat[oaie]|inaccettabil[ei])
        importo (?:sbagliato|errato)
      WAIVER  non (?:serve|occorre|è necessario|c'è bisogno di) (?:che )?(?:mi |ci )?rispond\\p{L}{1,4}
        (?:si prega di|vi prego di) non rispondere
        nessuna (?:risposta|azione) (?:è )?(?:necessaria|richiesta)
      BUT  ma
      AND  e|ed
      DENIAL  niente|nulla|nessuna?|senza|né|non è più
      GRADE  lo ritengo|lo considero|è|una cosa|molto|così|troppo|particolarmente|di|davvero|affatto
      NO_DUTY  non serve|non occorre|non è necessario|non c'è bisogno di
      CONDITION  se|qualora
      EVENT  se c'è|se avete|qualora|in caso di
      SENDER  mittente
      THIS_MAIL  questo messaggio|questa (?:e-?mail|comunicazione)
      RECEIPT  ricevut[oa]|pervenut[oa]|riceve
      ME  mi|mio|mia|miei|mie
      TELL  avverti\\p{L}+|avvis\\p{L}+|comuni\\p{L}+|contatt\\p{L}+
      DELETE  cancell\\p{L}+|distrugg\\p{L}+|elimin\\p{L}+
      MISTAKE  per errore
      FORWARDED  i
      ANSWERED  r|rif
      AUTOMATIC  risposta automatica
      WROTE  il .* ha scritto
      YOU_WROTE  (?:lei )?(?:ha|hai|avete) scritto
      FROM  da
      SENT  inviato|data
      TO  a
      SUBJECT  oggetto
      ORIGINAL  messaggio originale
      ARTICLE  il|lo|gli|prossimo|prossima
      NEXT  prossim[oa]
      END_OF  fine|fine di
      MEASURE  per cento|punti|milioni|gradi
      TODAY  oggi
      TOMORROW  domani
      NOON  mezzogiorno
      WEEKDAY  lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica
      MONTH  gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre
        dicembre
      COUNT  un[ao]?|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici
        quattordici|quindici
      UNIT  minut[oi]|or[ae]|giorn[io]|settiman[ae]|mes[ei]|ann[oi]
      GREETING  Gentile|Egregio|Ciao|Buongiorno|Caro|Cara|Salve|Buonasera|Gentili|Spettabile
      CLOSING  Cordiali saluti|Distinti saluti|Saluti|Grazie|Grazie mille|Cordialmente
        Distintamente|Un saluto|Un cordiale saluto|Un caro saluto|Un abbraccio|A presto
      TITLE  Sig|Sig.ra|Sig.na|Signor|Signore|Signora|Signorina|Dott|Dott.ssa|Dottor|Dottore
        Dottoressa|Avv|Avvocato
      PARTICLE  di|della|dello|degli|dei|lo
      STOP  gli|uno|che|non|per|con|del|della|dei|delle|dello|nel|nella|sono|come|più|anche|questo
        questa|nostro|vostro|suo|sua|loro|buongiorno|gentile|cordiali|saluti
      OFFICE  banca|sicurezza
      MINE  mio
      PRIZE  hai vinto|sei stato selezionato|sei stata selezionata|il tuo premio|della lotteria
        alla lotteria|nostra lotteria
      MEDICINE  senza ricetta
      EASY_MONEY  guadagna da casa|guadagnare soldi
      FORTUNE  sua eredità|un'eredità|eredità di
      GAMBLING  giri gratis|il tuo bonus di benvenuto|bonus di benvenuto di
      HURRY  clicca qui
      CREDENTIALS  account sospeso|verifica il tuo account|la tua password|conto bloccato
      """;

  private Italian() {}
}
