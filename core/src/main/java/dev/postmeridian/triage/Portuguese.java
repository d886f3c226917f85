package dev.postmeridian.triage;

/** The declared words of Portuguese. */
final class Portuguese {
  static final String WORDS =
      """
      HASTE  fuga de gás|vazamento de gás|cheiro a gás|cheiro de gás|urgente|urgentemente|imediatamente|o quanto antes|o mais rápido possível
      AGO  (?<!desde )(?:ontem|anteontem)|(?:ano|mês|semana) passad[oa]
      STOOD_STILL  (?:estava|esteve) (?:fora do ar|fora de serviço)
      STANDSTILL  ninguém consegue trabalhar|ninguém consegue entrar|ninguém consegue acessar
        nada funciona|não conseguimos trabalhar|está tudo parado|fora do ar|fora de serviço
      LEGAL_STEPS  recorrer a um advogado|recorrerei a um advogado|procurar um advogado
        procurarei um advogado|acionarei meu advogado|acionaremos nosso advogado
        acionaremos nossos advogados|notícias do meu advogado
        último aviso|intimação|ação judicial|ações judiciais|ação legal
        medidas judiciais|medidas legais|via judicial|vias judiciais|processo judicial
        notificação extrajudicial|ajuizaremos
        notificação judicial|mandado de citação|citação judicial|interpelação judicial
      TERM own  em até|o mais tardar|no prazo de|num prazo de|no prazo máximo de|antes de|antes do|antes da
      UNTIL own  até
      GOODBYE  então|bem
      LASTING  fechad[oa]s?|abert[oa]s?|férias
      SPAN own  tem|têm|dispõe de|prazo de|em|nas próximas|nos próximos
      MODAL  devem?|deverão?|deverá|será|serão|precisam?
      PAST  expirava|expirou|chegou|chegaram|recebi|recebemos|era|eram|foi|estava|vencia|venceu
      THANKS  obrigad[oa]
      SOLVED  já (?:está )?(?:funciona(?:ndo)?|resolvido)|voltou (?:ao normal|a funcionar)|(?:está|foi) resolvido
      WISH  bom fim de semana
      COURTESY  muito|a todos|tudo|agora|já|e|por tudo|pel[ao](?: (?:sua|seu))? (?:ajuda|resposta|apoio|atenção)
      SO_FAR  até hoje(?! (?:[àa]s? |\\d))
      PERFECT  (?:tenho|tem|temos|têm) \\p{L}{2,20}[ai]do|esper(?:ei|amos)|funcionou
      DUTY  deve|devem|t[eê]m (?:que|de)|precisa|precisam
      ASKS  peço|preciso de|precisamos de|poderia|poderiam|você pode|vocês podem|gostaria
        gostaríamos|quero|fico a aguardar|ficamos a aguardar|fico no aguardo|agradeceria|agradeceríamos|aguardo|aguardamos|requeremos|me avise|me avisem
        me informe|nos informe|nos informem|me envie|nos envie|nos enviem|me ligue|me liguem
        nos ligue|liguem|retornem|entre em contato|entrem em contato
        me ajude|me ajudem|nos ajude|nos ajudem|socorro
      ASKS own  favor
      FORMULA  gostaria de agradecer|gostaríamos de agradecer|quero agradecer|favor encontrar|por favor, encontre em anexo
        por favor encontre em anexo|por favor, encontrem em anexo
        aguardo a sua visita|aguardamos a sua visita|aguardamos a vossa visita
        aguardar a sua visita|aguardar a vossa visita
      FORMULA own  a favor|en favor|em favor|favor desconsiderar
      ORDER  (?!(?:parec|ocorr|apetec|acontec|pertenc|dev|falt|interess|agrad|rest|cust|bast|preocup|lembr
       cheg|fic)(?:em?|am?)-)\\p{L}{2,20}(?:em?|(?<!av)a|(?<![aei]r|av)am)-(?:nos|me)
       (?:mande|envie|cancele|confirme|informe|responda|devolva|reembolse|verifique|corrija)m? (?:me
       nos|para|por|se|[ao]s?)
      COMPLAINT  ninguém (?:me |nos )?(?:responde|respondeu|atende|atendeu)(?=[.!,]|$| (?:a|ao|o|os|aos) )|(?:ainda )?não (?:recebi|recebemos|chegou|chegaram|obtive|obtivemos|tive resposta|tivemos resposta)
        sem resposta|(?:continuo|continuamos) (?:à espera|esperando|aguardando|sem)|não (?:está |estão )?(?:funciona(?:m|ndo)?)(?=[.!,]|$| (?:e|desde|corretamente|mais|bem|como)(?!\\p{L}))
        (?:está|estão|veio|vieram|chegou|chegaram) (?:quebrad[oa]s?|partid[oa]s?|avariad[oa]s?|danificad[oa]s?|errad[oa]s?|com defeito)|(?:valor|produto|tamanho) errado|valor incorreto|inaceitável
      WAIVER  não (?:é necessário|é preciso|precisam?|há necessidade de) responder
        não (?:requer|exige) resposta|(?:por favor,? )não respondam? a este
        nenhuma ação (?:é )?necessária
      BUT  mas
      AND  e
      DENIAL  (?<!um )pouco|não|nao|não é mais|sem|nenhuma?|nem
      GRADE  é|está|muito|tão|particularmente|uma|um
      NO_DUTY  não precisa|não precisam|não é preciso|não é necessário
      CONDITION  se|caso
      EVENT  se houver|caso haja|em caso de
      SENDER  remetente
      THIS_MAIL  esta (?:mensagem|comunicação)|este e-?mail
      RECEIPT  recebeu|recebid[oa]|recebe|receber
      ME  mim|meus?|minhas?|comigo
      TELL  comuni\\p{L}+|avis(?:ar|e)|inform(?:e|ar)
      DELETE  apag\\p{L}+|exclu(?:a|am|ir)|elimin\\p{L}+|destru\\p{L}+
      MISTAKE  por erro|por engano
      FORWARDED  enc
      ANSWERED  res
      AUTOMATIC  resposta automática
      WROTE  em .* escreveu
      YOU_WROTE  (?:você |vocês )?(?:escreveu|escreveram)
      FROM  de
      SENT  enviado|enviada em|data
      TO  para
      SUBJECT  assunto
      ORIGINAL  mensagem original
      ARTICLE  o|os|ao|dia|de|do|da
      NEXT  que vem|seguinte
      END_OF  fim do|fim da
      MEASURE  por cento|pontos?|milhões|graus
      TODAY  hoje
      TOMORROW  amanhã
      NOON  meio-dia
      WEEKDAY  segunda|terça|quarta|quinta|sexta|sábado|domingo
      MONTH  janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro
        dezembro
      COUNT  uma?|(?:dois|duas)|três|quatro|cinco|seis|sete|oito|nove|dez|onze|doze|treze|catorze
        quinze
      UNIT  minutos?|horas?|dias?|semanas?|m[eê]s(?:es)?|anos?
      GREETING  Prezado|Prezada|Olá|Bom dia|Boa tarde|Boa noite|Oi|Exmo|Exma|Prezados
      CLOSING  Atenciosamente|Cumprimentos|Abraços|Obrigado|Obrigada|Um abraço
        Abraço|Muito obrigado|Muito obrigada|Cordialmente|Melhores cumprimentos
        Com os melhores cumprimentos|Saudações|Beijos|Um beijo|Grato|Grata|Att
      TITLE  Senhor|Senhora|Dona|Doutor|Doutora
      PARTICLE  da|do|das|dos|e
      STOP  dos|das|uma|uns|não|por|para|com|sem|seu|sua|seus|suas|mais|como|mas|este|esta|isso
        isto|são|foi|ser|tem|nos|você|vocês|olá|prezado|prezados|atenciosamente
      OFFICE  conta|seguranca|suporte|pagamento|atendimento|central|comunicado
      MINE  minha
      PRIZE  sua recompensa|recompensa exclusiva|você ganhou|ganhou o prêmio|receber o prêmio
        resgatar o prêmio|resgate o prêmio|seu prêmio|da loteria|na loteria|nossa loteria
        foi sorteado|foi selecionado|foi selecionada
      MEDICINE  sem receita|remédios baratos|perder peso
      EASY_MONEY  ganhe dinheiro|ganhar dinheiro|renda extra|sem experiência
      FORTUNE  sua herança|uma herança|herança de|milhões de dólares
      GAMBLING  rodadas grátis
      HURRY  clique aqui|aproveite agora|oferta por tempo
      CREDENTIALS  conta será encerrada|conta suspensa|conta bloqueada|a sua senha|sua senha
        verifique sua|acesso incomum
      """;

  private Portuguese() {}
}
