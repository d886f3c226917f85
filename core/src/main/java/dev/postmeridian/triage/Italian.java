package dev.postmeridian.triage;

/** The declared words of Italian. */
final class Italian {
  static final String WORDS =
      """
      HASTE  urgente|urgentemente|immediatamente|al più presto|il prima possibile
      HASTE own  subito
      STANDSTILL  fuori servizio|è bloccato
      LEGAL_STEPS  diffida|ultimo avviso|ultimo sollecito|azione legale|azioni legali|vie legali
        decreto ingiuntivo|in tribunale
      TERM own  entro|entro e non oltre
      PAST  era|erano|scadeva|scadevano
      ASKS  per favore|vi prego|la prego|le chiedo|vi chiedo|chiedo|chiediamo|potrebbe|potreste
        richiedo|richiediamo|si prega di|in attesa di|ho bisogno|abbiamo bisogno|vorrei|vorremmo
      FORMULA  si prega di non|vorrei ringraziare|vorremmo ringraziare
      WAIVER  non (?:serve|occorre|è necessario|c'è bisogno di) (?:che )?(?:mi |ci )?rispond\\p{L}{1,4}
        (?:si prega di|vi prego di) non rispondere
        nessuna (?:risposta|azione) (?:è )?(?:necessaria|richiesta)
      BUT  ma
      DENIAL  niente|nulla|nessuna?|senza|né|non è più
      GRADE  è|molto|così|troppo|particolarmente|di|davvero|affatto
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
      FROM  da
      SENT  inviato|data
      TO  a
      SUBJECT  oggetto
      ORIGINAL  messaggio originale
      ARTICLE  il|lo|gli|prossimo|prossima
      END_OF  fine
      DAY  oggi|domani|mezzogiorno|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica
      MONTH  gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre
      COUNT  due|tre|quattro|cinque|otto|dieci
      UNIT  or[ae]|giorn[io]|settiman[ae]|mes[ei]
      GREETING  Gentile|Egregio|Ciao|Buongiorno|Caro|Cara
      CLOSING  Cordiali saluti|Distinti saluti|Saluti|Grazie
      TITLE  Sig|Sig.ra
      """;

  private Italian() {}
}
