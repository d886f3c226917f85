package dev.postmeridian.triage;

/** The declared words of Spanish. */
final class Spanish {
  static final String WORDS =
      """
      HASTE  fuga de gas|olor a gas|huele a gas|urgente|urgentemente|inmediatamente|de inmediato|cuanto antes|lo antes posible
      AGO  (?<!desde )(?:ayer|anteayer)|(?:año|mes|semana) pasad[oa]
      STOOD_STILL  (?:estaba|estuvo) (?:caído|fuera de servicio)
      STANDSTILL  nadie puede trabajar|ningún cliente puede|nadie puede entrar|nadie puede acceder|nada funciona
        no podemos trabajar|todo está parado|servidor caído|sistema caído|está caído|fuera de servicio|no funciona nada
      LEGAL_STEPS  acudir a un abogado|acudiré a un abogado|acudiremos a un abogado
        acudiré a mi abogado|en manos de mi abogado|en manos de nuestros abogados
        en manos de un abogado|noticias de mi abogado|noticias de nuestros abogados
        último aviso|acción legal|acciones legales|acción judicial
        acciones judiciales|medidas legales|vía judicial|vías legales|demanda judicial
        presentar demanda|presentar una demanda|presentaremos demanda|presentaremos una demanda
        interponer demanda|interponer una demanda|interpondremos demanda
        interpondremos una demanda|los tribunales|burofax
        requerimiento de pago|requerimiento formal|requerimiento judicial|requerimiento notarial
        requerimiento extrajudicial|requerimiento previo|requerimiento fehaciente
        requerimos formalmente|requerimos el pago|citación judicial|cédula de citación
      TERM own  antes del|antes de|a más tardar|dentro de|en un plazo de|en el plazo de
        en un plazo máximo de|en el plazo máximo de
      UNTIL own  hasta
      GOODBYE  entonces|bueno|pues
      LASTING  cerrad[oa]s?|abiert[oa]s?|vacaciones|ausentes?|válid[oa]s?
      SPAN own  tiene|tienen|dispone de|disponen de|plazo de|en las próximas|en los próximos
      MODAL  deben?|deberán?|tienen?|serán?|pueden?
      PAST  expiraba|expiró|llegó|llegaron|recibí|recibimos|era|eran|fue|estaba|vencía|venció
      THANKS  gracias(?! de antemano)
      SOLVED  ya (?:me )?funciona|funciona de nuevo|vuelve a funcionar|(?:ya )?(?:está|quedó)(?: todo)? (?:bien|resuelto|solucionado)
      WISH  buen (?:día|fin de semana)
      COURTESY  muchas|muchísimas|mil|a todos|todo|ahora|ya|y|un|por (?:su|tu|la|todo)(?: (?:ayuda|respuesta|apoyo|gestión|rapidez))?
      SO_FAR  hasta hoy(?! (?:a |por la |\\d))
      PERFECT  (?:he|has|ha|hemos|han) (?:\\p{L}{1,12} )?\\p{L}{2,20}[ai]do
      DUTY  deb(?:e|en|es|emos)|hay que|tienen? que|ha de|han de
      ASKS  por favor|ruego|le ruego|rogamos|solicito|solicitamos|pido|pedimos|exijo|exigimos
        requerimos|necesito|necesitamos|podría|podrían|podrías|me gustaría|nos gustaría|quisiera
        quisiéramos|agradecería|agradeceríamos|a la espera|quiero|queremos|espero su respuesta
        espero tu respuesta|espero respuesta|esperamos su respuesta|esperamos respuesta|sírvase|sírvanse
      ASKS own  favor
      FORMULA  por favor no responda|por favor ignore|gustaría informar|gustaría informarle
        gustaría agradecer|quisiera agradecer
        quiero agradecer|queremos agradecer|quiero darle las gracias|quiero felicitar
        queremos felicitar|quiero informar|queremos informar|sírvase encontrar|sírvanse encontrar
        por favor, encuentre adjunto|por favor, encuentre adjunta|por favor, encuentre en adjunto
        por favor encuentre adjunto|por favor encuentre adjunta|por favor encuentre en adjunto
        ruego encuentre adjunto|ruego encuentre adjunta|a la espera de su visita
        a la espera de verle|a la espera de verles|a la espera de verte|a la espera de recibirle
      FORMULA own  a favor|en favor
      COMMAND  (?!(?:órga|fenóme|pláta|océa|huérfa|sóta|aránda)nos)(?<!(?:los|las|unos|unas|sus|mis|tus) )\\p{L}{0,15}[áéíóú]\\p{L}{0,6}[ea]n?(?:nos|me)(?:l[oa]s?)?
      COMPLAINT  nadie (?:me |nos )?(?:contesta|responde|atiende|ha contestado|ha respondido)(?=[.!,]|$| (?:a mi|a nuestr|mis|al))
        no (?:he|hemos) (?:recibido|obtenido|tenido) (?:\\p{L}{1,10} )?(?:respuesta|reembolso|pedido|paquete|factura)
        (?:todavía|aún) no (?:me |nos )?(?:he|hemos|ha|han) (?:recibido|llegado|contestado|respondido|devuelto|reembolsado)
        no (?:me |nos )?(?:ha|han) (?:llegado|contestado|respondido|devuelto|reembolsado)|sin respuesta|(?:sigo|seguimos) (?:sin (?:recibir|tener respuesta)|esperando)
        no funcionan?(?=[.!,]|$| (?:y|desde|bien|correctamente|porque|debido)(?!\\p{L}))|(?:llegó|llegaron|está|están|ha llegado) (?:rot[oa]s?|dañad[oa]s?|defectuos[oa]s?|equivocad[oa]s?)|importe (?:es )?(?:incorrecto|equivocado|erróneo)|inaceptable
      WAIVER  no (?:hace falta|es necesario|es preciso) (?:que )?(?:me |nos )?(?:responda|respondas
       respondan|responder|contestar|conteste)n?
        no (?:necesita|requiere|precisa) respuesta|(?:por favor,? )no respondan? a este
        no (?:se requiere|es necesaria) ninguna acción
      BUT  pero
      AND  y
      DENIAL  (?<!un )poco|nada|sin|ningun[ao]?|ningún|nunca|tampoco|no es más|no es ya
      GRADE  (?:lo |la )?consider[oa]|(?:lo |la )?consideramos|tiene carácter|es|está|era|muy|tan|para|algo|demasiado|realmente|especialmente|una|tiene que ser
      NO_DUTY  no hace falta|no es necesario|no es preciso|no tiene que|no tienen que
      CONDITION  si|en caso de
      EVENT  si hay|si es|si tiene|en caso de
      SENDER  remitente
      THIS_MAIL  este (?:mensaje|correo)
      RECEIPT  recibid[oa]|recibe|recibió
      ME  mí|mi|mis|conmigo|me
      TELL  comuni\\p{L}+|contact\\p{L}+|avis(?:ar|e)|notifíqu\\p{L}+
      DELETE  elimin\\p{L}+|elimín\\p{L}+|borr\\p{L}+|destru\\p{L}+
      MISTAKE  por error
      FORWARDED  rv
      AUTOMATIC  respuesta automática
      WROTE  el .* escribió
      YOU_WROTE  (?:usted |ustedes )?(?:escribió|escribiste|escribieron)
      FROM  de
      SENT  enviado|enviado el|fecha
      TO  para
      SUBJECT  asunto
      ORIGINAL  mensaje original
      ARTICLE  el|los|las|este|próximo|próxima|día|del
      NEXT  próxim[oa]|que viene
      END_OF  fin de|fin del|final de|final del
      OF  de
      MEASURE  por ciento|puntos?|millones|grados
      TODAY  hoy
      TOMORROW  mañana
      NOON  mediodía
      WEEKDAY  lunes|martes|miércoles|jueves|viernes|sábado|domingo
      MONTH  enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre
        diciembre
      COUNT  una?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince
      UNIT  minutos?|horas?|d[ií]as?|semanas?|mes(?:es)?|años?
      GREETING  Estimado|Estimada|Hola|Querido|Querida|Buenos días|Buenas tardes|Buenas noches|Buenas
      CLOSING  Saludos|Saludos cordiales|Un cordial saludo|Atentamente|Un saludo|Gracias
        Gracias y saludos|Gracias de antemano|Muchas gracias|Un saludo cordial|Cordialmente
        Un abrazo|Abrazos|Besos
      TITLE  Sr|Sra|Srta|Señor|Señora|Señorita|Don|Doña|Dña|Dra
      PARTICLE  de|del|los|las|y
      STOP  los|las|una|unos|unas|que|por|para|con|del|sus|como|más|pero|este|esta|esto|estos
        estas|nos|les|hay|son|muy|ser|tiene|hola|estimado|estimada|señor|saludos|cordiales|favor
      OFFICE  banco|cuenta|seguridad|soporte|pago|entrega
      MINE  mi|nuestra
      PRIZE  ha ganado|su premio|de la lotería|en la lotería|nuestra lotería|fue sorteada
        ganador del sorteo|ganadora del sorteo|ganado el sorteo|nuestro sorteo|ha sido seleccionado
        ha sido seleccionada|su recompensa|tu recompensa
      MEDICINE  sin receta|pastillas baratas
      EASY_MONEY  gane dinero|ganar dinero|ingresos extra|sin experiencia
      FORTUNE  su herencia|una herencia|herencia de|millones de dólares
      GAMBLING  giros gratis|tiradas gratis|su bono de bienvenida|tu bono de bienvenida
        bono de bienvenida de
      HURRY  haga clic aquí|pulse aquí|aproveche ahora|oferta limitada
      CREDENTIALS  cuenta será cerrada|cuenta suspendida|cuenta bloqueada|su contraseña|verifique su
        acceso inusual
      """;

  private Spanish() {}
}
