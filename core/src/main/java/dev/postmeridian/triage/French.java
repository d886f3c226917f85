package dev.postmeridian.triage;

/** The declared words of French. */
final class French {
  static final String WORDS =
      """
      HASTE  fuite de gaz|odeur de gaz|d'urgence|urgence|urgente|immédiatement|au plus vite|tout de suite|dès que possible
      AGO  (?<!depuis )(?:hier|avant-hier|(?:la semaine|l'année|l'an|le mois) (?:dernière|dernier|passée?))
      STOOD_STILL  (?:était|étaient|avai(?:t|ent) été) (?:en panne|hors service|à l'arrêt)
      STANDSTILL  plus personne ne peut|rien ne marche|rien ne fonctionne|plus rien ne marche
        plus rien ne fonctionne|équipe est bloquée|sommes bloqués|tout est bloqué
        tout le monde est bloqué|ne pouvons plus travailler|en panne|hors service|à l'arrêt
      LEGAL_STEPS  prendre un avocat|prendrai un avocat|prendrons un avocat|confier à mon avocat
        confierai à mon avocat|confierons à notre avocat|saisir mon avocat|saisirai mon avocat
        saisirons notre avocat|nouvelles de mon avocat|nouvelles de nos avocats
        mise en demeure|mettons en demeure|action en justice
        poursuites judiciaires|procédure judiciaire|voie judiciaire|saisir le tribunal
        saisirons le tribunal|huissier|en justice
        commandement de payer|citation à comparaître|sommation de payer|assignation devant
      TERM own  avant|d'ici|d'ici à|sous|au plus tard|dans un délai de|sous un délai de|dans les
      UNTIL own  jusqu'au
      GOODBYE  alors
      LASTING  fermée?s?|ouverte?s?|congés?|vacances|absente?s?|valables?
      SPAN own  vous avez|vous disposez de|délai de|dans les prochaines|dans les prochains
      MODAL  doit|doivent|devra|devront|sera|seront|peut|peuvent
      PAST  expirait|expiraient|courait|était|étaient|avait|avaient|(?<!avoir )(?<!être )(?<!sera )(?<!seront )reçue?s?|(?<!être )arrivée?s?
      THANKS  merci(?! d'avance| d'(?!avoir)| de (?!votre|vos|m'avoir|nous avoir))
      THANKS_AHEAD  merci (?:de(?! (?:m'|nous |t'|vous )?(?:avoir|être))|d'(?!avoir|être)\\p{L}+)
      SOLVED  (?:marche|fonctionne)(?: à| de) nouveau|remarche|refonctionne|(?:est|a été) (?:résolue?|réglée?)
      WISH  bonne (?:journée|soirée)|bon week-end
      COURTESY  beaucoup|bien|mille fois|infiniment|à (?:vous|tous|toi)|tout|ça|cela|et|maintenant
        (?:pour|de) (?:votre|ton|ta|tout)(?: rapide)?(?: (?:aide|réponse|retour|message|soutien|travail|intervention))?
        le problème(?= (?:est|a été) (?:résolu|réglé))
      DUTY  doit|doivent|devez|devons|il faut|au plus tard
      ASKS  veuillez|merci de|merci d|prière de|pourriez-vous|pouvez-vous|pourrais-tu|peux-tu
        s'il vous plaît|s'il te plaît|je vous prie|nous vous prions|je demande|je vous demande|nous vous demandons|je réclame|nous réclamons|nous demandons
        je sollicite|nous sollicitons|j'exige|nous exigeons|je souhaiterais|nous souhaiterions
        j'aimerais|nous aimerions|j'ai besoin|nous avons besoin|serais reconnaissant
        serais reconnaissante|serions reconnaissants|j'attends|nous attendons|dans l'attente
        je voudrais|nous voudrions|je souhaite|nous souhaitons|au secours|besoin d'aide
        besoin de votre aide
      FORMULA  veuillez noter|veuillez trouver|veuillez agréer|veuillez recevoir|veuillez excuser
        veuillez ne pas|d'agréer|merci de votre|merci de vos|merci de m'avoir|merci de nous avoir
        merci d'avoir|merci de rien|souhaitons la bienvenue|vous remercier|vous informer|attirer votre attention
        merci de trouver|prie de trouver|prions de trouver|prie de bien vouloir trouver
        prions de bien vouloir trouver|dans l'attente de votre visite|dans l'attente de votre venue
        dans l'attente de vous voir|dans l'attente de vous revoir|dans l'attente de vous rencontrer
        dans l'attente de vous accueillir|dans l'attente de vous recevoir
      COMMAND  (?!rendez-vous|chez-)\\p{L}{2,20}ez-(?:nous|moi|vous)|(?:dites|dis|faites|fais|tiens|appelle
       envoie|rappelle|donne|réponds|explique|confirme)-(?:nous|moi)
      COMPLAINT  personne ne (?:\\p{L}{2,5} )?(?:répond|réagit|rappelle)(?= ?[.!,]|$| (?:à|au)(?!\\p{L}))|(?:toujours|encore|jamais) (?:pas|rien|aucune) (?:reçue?s?|eu|réponse)
        n['’](?:ai|avons|a|ont) (?:toujours |encore )?(?:pas|rien|jamais|aucune?) ?(?:encore |toujours )?(?:reçue?s?|eu de réponse|réponse|répondu)
        (?:n['’]est|ne sont) (?:toujours |encore )?(?:pas|jamais) (?:encore |toujours )?(?:arrivée?s?|livrée?s?|remboursée?s?)|sans (?:aucune )?réponse
        (?:est|sont|arrivée?s?) (?:\\p{L}{1,10} ){0,2}(?:cassée?s?|défectueu(?:x|se|ses)|endommagée?s?|erronée?s?|inacceptables?)
        ne (?:marche|fonctionne)(?:nt)? (?:pas|plus)(?= ?[.!,]|$| (?:depuis|du tout|correctement|comme|car|et)(?!\\p{L}))|il manque|mauvais (?:montant|article|produit)|mauvaise (?:taille|couleur|adresse)|montant (?:est )?(?:faux|erroné)
      WAIVER  (?:pas|nul) besoin de (?:me |nous )?répondre|inutile de (?:me |nous )?répondre
        pas nécessaire de (?:me |nous )?répondre|(?:veuillez|merci de) ne pas répondre
        aucune (?:réponse|action) (?:n'est )?(?:nécessaire|requise|attendue)
      BUT  mais
      AND  et
      DENIAL  guère|(?<!un )peu|pas|n'est plus|rien|aucune?|nullement|jamais|sans|ni
      GRADE  très|si|vraiment|particulièrement|trop|tellement|du tout|d'|de|une|un|forcément
      NO_DUTY  pas besoin de|inutile de|pas obligé de|pas obligés de|pas nécessaire de
      CONDITION  si|s'il|s'ils|en cas
      EVENT  s'il y a|si vous avez|si c'est|en cas
      SENDER  expéditeur|émetteur
      THIS_MAIL  ce (?:message|courriel|mail|courrier électronique)
      RECEIPT  reçue?s?|parvenue?
      ME  moi|me|mon|ma|mes|m['’]\\p{L}+
      TELL  préven\\p{L}+|avis(?:er|ez)|averti\\p{L}+|inform(?:er|ez)
      DELETE  supprim\\p{L}+|détrui\\p{L}+|effac\\p{L}+
      MISTAKE  par erreur
      FORWARDED  tr
      ANSWERED  rép?
      AUTOMATIC  réponse automatique
      WROTE  le .* a écrit
      YOU_WROTE  (?:vous (?:avez écrit|écriviez)|tu as écrit|(?:il|elle) a écrit)
      FROM  de
      SENT  envoyé
      TO  à
      SUBJECT  objet
      ORIGINAL  message d'origine
      ARTICLE  le|la|les|ce
      NEXT  prochaine?
      END_OF  fin de|fin du
      HOUR  h
      ORDINAL  er
      MEASURE  pour cent|milliards?|degrés
      TODAY  aujourd'hui
      TOMORROW  demain
      NOON  midi
      WEEKDAY  lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche
      MONTH  janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre
      COUNT  une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze
      UNIT  minutes?|heures?|jours?|semaines?|mois|(?:ans?|années?)
      GREETING  Cher|Chère|Chers|Chères|Bonjour|Bonsoir|Salut|Coucou
      CLOSING  Cordialement|Bien à vous|Bien cordialement|Meilleures salutations|Avec nos salutations
        Salutations distinguées|Merci|Merci d'avance|Merci beaucoup|Amitiés|Amicalement
        Bien amicalement|Très cordialement|Sincèrement|Sincères salutations|Salutations|Bises|Cdlt
      TITLE  Madame|Monsieur|Mademoiselle|Maître|Mme|Mlle|M.
      PARTICLE  du|des|le|la
      STOP  les|des|une|est|pas|que|qui|pour|dans|par|sur|avec|plus|vous|nous|votre|notre|vos|nos
        mon|mes|son|ses|leur|cette|ces|être|avoir|sont|ont|aux|bonjour|madame|monsieur
        cordialement|bien
      OFFICE  banque|compte|livraison|colis|assistance|securite|paiement
      MINE  mon|notre
      PRIZE  avez gagné|réclamer votre prix|réclamez votre prix|votre prix vous attend
        recevoir votre prix|votre gain|gagnant du tirage au sort|gagnante du tirage au sort
        lors du tirage au sort|notre tirage au sort|votre récompense|récompense exclusive
        une récompense vous|avez été choisi|avez été choisie|avez été sélectionné
        avez été sélectionnée|tirée au sort|de la loterie|à la loterie|notre loterie
      MEDICINE  sans ordonnance|perdre du poids
      EASY_MONEY  gagnez de l'argent|gagner de l'argent|revenu complémentaire|sans compétence
      FORTUNE  votre héritage|un héritage|l'héritage de|millions de dollars
      GAMBLING  tours gratuits|votre bonus de bienvenue|bonus de bienvenue de
      HURRY  cliquez ici|profitez-en maintenant|offre limitée
      CREDENTIALS  compte sera fermé|compte suspendu|compte est limité|compte a été suspendu
        votre mot de passe|vos informations de paiement|votre information de paiement
        compte a été bloqué|vérifiez votre|connexion inhabituelle
      """;

  private French() {}
}
