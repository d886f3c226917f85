package dev.postmeridian.triage;

/** The declared words of English. */
final class English {
  static final String WORDS =
      """
      HASTE  gas leak|smell of gas|smells of gas|smell gas|losing orders|losing sales|call me now|call us now
        urgent|asap|urgently|emergency|as soon as possible|right away
      HASTE own  immediately|at once|without delay
      ALARM  firing|triggered|alerting|critical|down|alarm|alert
      ALARM_OF  problem
      CLEARED  resolved|recovered|recovery|solved|cleared
      CLEARED_OF  ok
      STOOD_STILL  (?:was|were)(?: \\p{L}{1,12}){0,3} outage
      AGO  (?<!since )(?:last (?:night|week|month|year)|yesterday)|(?:years?|months?|weeks?|days?) ago
      FAILURE  outage
      NOW  is|are|be|now|still|since|again|today|works?|working|have|has|having|seeing|experiencing|nothing|none|nobody|cannot|can't
      BLOCKED  (?:nobody|no one|no-one)(?: \\p{L}{1,12}){0,4} can (?:sign in|log ?in|work|connect|access|pay|check out)(?!\\p{L})
        nothing (?:loads|opens)|(?:endpoint|error|returns?|returning|gives?|giving)(?: an?)? 50[0234]
        (?:checkout|shop|store|site|website|system|server|service|platform|app|portal|login) has been (?:broken|unusable|offline|unreachable)
      STANDSTILL  nothing works|nothing is working|we cannot sell|we can't sell|we cannot serve
        we cannot take orders|we can't take orders|is completely down
        is down|are down|went down|still down|outage|is failing|are failing
        keeps failing|keep failing|is unreachable|are unreachable|server is not responding
        system is not responding|site is not responding|website is not responding|has crashed
        we cannot work|we can't work|people cannot work|affected and cannot work|not working for anyone
        production down|has been down|nobody can work|no customer can|fails for all users|affects all users
        affecting all users
      LEGAL_STEPS  go to a lawyer|go to my lawyer|hand this to my lawyer|hand it to my lawyer
        hand this to our lawyers|hand this over to my lawyer|hear from my lawyer
        hear from my lawyers|hear from our lawyer|hear from our lawyers|hear from my solicitor
        hear from our solicitors|instruct my solicitor|instruct our solicitors|involve a lawyer
        involve my lawyer|involve our lawyers|final notice|letter before action
        letter before claim|legal steps|court proceedings|court action|court claim|county court
        small claims court|issue proceedings|commence proceedings|start proceedings
        bring proceedings|begin proceedings|institute proceedings|initiate proceedings
        cease and desist|file suit|file a lawsuit|sue you|take you to court
        statutory demand|notice of claim|letter of claim|statement of claim|notice before action
        subpoena|summons|lawsuit
      LEGAL_STEPS own  legal action|legal proceedings
      TERM own  by|before|no later than|not later than|within|due|due on|due by|have until|has until
      SPAN own  you have|in the next|deadline of|a period of
      MODAL  must|shall|should|will|would|can|could|may|needs?|has|have|is|are
      PAST  was|were|had|arrived|came|ran|ended|expired|lapsed
        (?:i|we|he|she|they|who) (?:\\p{L}{1,12}ly )?(?:(?!(?:want|need|hop|expect|ask|request|requir|demand|lik)ed|needs?|feed|proceed)\\p{L}{2,20}ed|sent|got|did|paid|made|left|went|took|gave|told|spoke|wrote|saw|met|knew)(?: (?!to )\\p{L}{1,20}){0,2}
      THANKS  thank you(?! in advance)|thanks(?! in advance)|thx
      SOLVED  (?:works|working) (?:again|now|fine)|back to normal|(?:back )?up again|(?:is|was|been) (?:solved|resolved|fixed)|(?:all|everything) (?:is )?(?:good|well|fine)|is over(?=[.!,]|$)
      WISH  have a (?:nice|great|good|lovely) (?:day|weekend|evening|afternoon|night|week|time|one)|perfect|great
      COURTESY  solved|resolved|fixed|many|very much|so much|a lot|again(?=[.!]?$)|ok|okay|all|everyone|everything|it|it's|that|is|now|and|just|for everything
        for (?:all )?(?:your|the) (?:(?:very|quick|fast|great|kind|prompt) ){0,2}(?:help|support|reply|answer|response|call|work|fix|repair|effort|efforts|service|assistance|time|update|information)
        the (?:issue|problem|error|outage|incident)(?= (?:is|was|has been) (?:solved|resolved|fixed))
      DUTY  must|have to|has to|needs?|needed|required|due|no later than|not later than|have until
        has until|at the latest|deadline
      ASKS own  please|pls|kindly|could you|can you|would you|will you|could we|can we|may i|may we
        let me know|let us know|would appreciate|would be grateful|i need|we need|call me
        give me a call|send me|send us|get back to me|get back to us|i request|we request|i demand|i expect a|i expect an|we expect a|we expect an|i expect your|we expect your|i expect you|we expect you
        we demand|await your|awaiting your
        look forward to your reply|look forward to your answer|look forward to your response
        look forward to your feedback|look forward to your comments|look forward to your thoughts
        look forward to your call|look forward to your confirmation|look forward to your decision
        look forward to your offer|look forward to your quote|look forward to your proposal
        look forward to your prompt|look forward to your early|look forward to your quick
        looking forward to your reply|looking forward to your answer
        looking forward to your response|looking forward to your feedback
        looking forward to your comments|looking forward to your thoughts
        looking forward to your call|looking forward to your confirmation
        looking forward to your decision|looking forward to your offer
        looking forward to your quote|looking forward to your proposal
        looking forward to your prompt|looking forward to your early|looking forward to your quick
        and send it back|and return it|and sign it|and pay it|and send us|and send me
        please find out|please find a solution|please find a way|please find time
        i would like|i'd like|we would like|we'd like|help me|help us|need help|needs help
      FORMULA own  look forward to hearing|look forward to hearing from you
        looking forward to hearing|looking forward to hearing from you|please keep it up
        please keep up|please enjoy|please take care|please stay safe|please give my regards
        please let me know if you have any questions|please let us know if you have any questions
        look forward to your visit|look forward to your arrival
        look forward to seeing you|look forward to meeting you|look forward to welcoming you
        look forward to working with you|looking forward to your visit
        looking forward to your arrival|looking forward to seeing you|looking forward to meeting you
        looking forward to welcoming you|looking forward to working with you|please find|please see|please note|please be advised|please be aware
        please accept|please do not|please don't|please feel free|please ignore|please disregard
        please click|please visit|please remember|like to thank|like to inform|like to let you
        like to update you|like to notify|like to announce|like to share|like to bring
      ORDER  (?:send|resend|give|call|tell|cancel|change|fix|reset|check|close|delete
        remove|stop) (?:me|us|it|them|this|that|these|the|my|our|an?)
        (?:how|when|where|why|what|which|who) (?:do|does|did|can|could|will|would|is|are|was|were|should|has|have) (?:i|we|you|it|they|he|she|this|that|there|the|my|our|your)
      COMPLAINT  (?:somebody|someone) (?:else )?(?:is|has|was) (?:logged|been|hacked|accessed|stolen|using|taken)|(?:nobody|no one|noone) (?:ever )?(?:answers|answered|replies|replied|responds|responded|reacts|reacted|calls back|called back)(?=[.!,]|$| (?:me|us|my|our|to)(?!\\p{L}))
        (?:got|gotten|received|had|heard) no (?:answer|reply|response|reaction|refund)
        (?:has|have|did)(?: still)?(?: not|n['’]t)(?: yet)?(?: been)? (?:arrived?|receive|delivered|refunded|credited|repaid)(?! late)
        i (?:have|did)(?: still)?(?: not|n['’]t)(?: yet)? (?:received?|hear|heard)|you (?:have|did)(?: still)?(?: not|n['’]t)(?: yet)? (?:answer|answered|reply|replied|respond|responded)
        did(?: not|n['’]t) get (?:an?|any|my|our) (?:answer|reply|response|refund|money|parcel|package|order|invoice)
        never (?:arrived|received|got|answered|replied|delivered|refunded)(?=[.!,]|$| (?:my|it|any) )
        still (?:waiting|unanswered|missing)|still no (?:answer|reply|response|refund|sign|delivery)
        been waiting (?:\\p{L}{2,10} ){0,4}(?:days|weeks|months)|(?:is|are) (?:still )?(?:missing|broken|damaged|defective|faulty|unacceptable|incorrect)(?=[.!,]|$| (?:since|after|again|and)(?!\\p{L}))
        (?:amount|price|total|sum|invoice|bill|order|item|size|colou?r|address|name) is (?:still )?wrong
        (?:arrived|came|delivered|received) (?:\\p{L}{1,10} ){0,2}(?:broken|damaged|defective|faulty|incomplete)
        (?:the|a) wrong (?:amount|price|total|sum|item|items|size|colou?r|model|product|article|quantity|order)
        (?:charged|billed|debited) (?:\\p{L}{1,10} ){0,4}twice|(?:does not|doesn['’]t|do not|don['’]t|no longer) works?(?=[.!,]|$| (?:any ?more|at all|since|after))
        (?:has|have|it) stopped working|fails?(?=[.!]|$| (?:again|on|for|since|with|every)(?!\\p{L}))
      WAIVER  no need (?:for you )?to (?:reply|respond|answer|write back|call|get back)
        no (?:reply|response|answer|(?:further )?action) (?:is )?(?:needed|necessary|required|expected)
        (?:reply|response|answer) (?:is )?not (?:needed|necessary|required|expected)
        (?:please (?:do not|don't)|you (?:need not|needn't|do not need to|don't need to|do not have to
       don't have to)) (?:reply|respond|answer this)
      BUT  but
      AND  and
      DENIAL  hardly|barely|anything but|far from|(?<!no |not )less
        (?:don't|do not|doesn't|does not) (?:think|find|consider|believe|regard)(?: (?:it|(?:this|that) is))?(?: as)?
        not|isn't|wasn't|aren't|nothing|none|no|nor|never|non|neither|no longer
        fail to|fails to
      GRADE  an?|the|that|so|all that|very|really|too|particularly|especially|terribly|overly|super
        exactly|strictly|immediately|in any way|at all|of this is|of it is|of that is|is|here
        here is|which is|need for|reason for
      NO_DUTY  no need to|no rush to|need not|needn't|don't need to|do not need to|don't have to
        do not have to|doesn't have to|does not have to|doesn't need to|does not need to
      DENIED_BEHIND  (?:outage|emergency)(?: is| was| has been)(?: now| finally| already)? (?:over|resolved|fixed|solved)(?! [\\p{L}\\d])
        is down by [$€£]?\\d[\\d.,]* ?(?:%|per ?cent|points)|is down to
      CONDITION  if|unless|in case|should (?:you|it|this|anything)
      EVENT  ^(?:and |but |so )?if|in case|should (?:you|it|this|anything)
      SENDER  sender|senders
      THIS_MAIL  this (?:e-?mail|message|communication|transmission)
      RECEIPT  received|come to you|reached? you|reaches you
      ME  me|my|mine
      TELL  notif\\p{L}+|inform(?!ati)\\p{L}*|advise|contact\\p{L}*
      DELETE  delet\\p{L}+|destroy\\p{L}*|erase
      MISTAKE  in error|by mistake|intended recipient
      FORWARDED  fw|fwd
      ANSWERED  re
      AUTOMATIC  automatic reply|auto reply|auto-reply|out of office
      WROTE  on .* wrote
      YOU_WROTE  (?:as )?(?:you|he|she|they|i) (?:wrote|asked|had written)
      FROM  from
      SENT  sent|date
      TO  to
      SUBJECT  subject
      FIELD  b?cc|reply-to|importance|attachments
      ORIGINAL  original message
      ARTICLE  the|this|next|coming|on
      NEXT  next|coming
      END_OF  end of|close of
      WORKING  business|working|calendar
      HOUR  am|pm
      ORDINAL  st|nd|rd|th
      OF  of
      MEASURE  per ?cent|points?|times|millions?|billions?|dollars?|euros?|degrees
      TODAY  today|tonight|eod|cob|end of day|end of business|close of business|end of the business
        close of the business
      TOMORROW  tomorrow
      NOON  noon|midday
      WEEKDAY  monday|tuesday|wednesday|thursday|friday|saturday|sunday
      MONTH  jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?
        sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?
      COUNT  (?:an?|one)|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen
        fourteen|fifteen
      UNIT  minutes?|hours?|days?|weeks?|months?|years?
      GREETING  Dear|Hello|Hi|Hey|Good morning|Good afternoon|Good evening|Greetings
      CLOSING  Best regards|Kind regards|Warm regards|Regards|Sincerely|Yours|Yours sincerely
        Yours faithfully|Yours truly|Best|Best wishes|Cheers|Thanks|Many thanks|Thank you
        Thanks in advance|Thank you in advance|All the best|With best regards|With kind regards
        Kindest regards|Warmly|Respectfully|Take care|BR|Rgds
      TITLE  Mr|Mrs|Ms|Miss|Mister|Sir|Madam|Dr|Doctor|Prof|Professor
      STOP  i|a|is|am|it|in|to|my|we|us|me|of|on|at|be|by|do|so|no|he|if|or|an|as|up|the|and|for|are|but|not|you|all|any|can|had|her|was|one|our|out|day|get|has|him|his
        how|its|may|new|now|old|see|two|who|did|let|say|she|too|use|with|that|this|from|they|will
        would|there|their|what|about|which|when|your|have|been|were|than|then|them|these|some|such
        into|only|also|more|most|other|very|just|hello|dear|regards|best|kind|please
      OFFICE  account|accounts|admin|administrator|alert|alerts|bank|billing|bonus|center|centre
        customer|delivery|department|helpdesk|notice|notification|notifications|offer|official
        online|payment|payments|rewards|security|service|services|support|team|update|verification
        wallet|warranty
      MINE  my|our
      PRIZE  you have won|you are a winner|sweepstakes winner|winner of our sweepstakes
        winner of our giveaway|giveaway winner|have been selected|have been chosen
        you've been selected|you've been chosen|claim your reward|exclusive reward|claim your bonus
        claim your prize|your prize|won the lottery|lottery winner|lottery winnings|lottery draw
        in the lottery|international lottery|state lottery|email lottery|online lottery
        of our lottery|lucky winner|has been drawn|address was drawn|name was drawn|ticket was drawn
        number was drawn|email was drawn|e-mail was drawn|free gift card|win a gift card
        won a gift card|claim your gift card|claim a gift card|get your gift card|get a gift card
        receive a gift card|receive your gift card|dollar gift card|gift card is waiting
        gift card giveaway|gift card reward|claim your free gift|get your free gift|get a free gift
        receive a free gift|receive your free gift|a free gift for you|free gift is waiting
        free gift inside|dollars won|you've won
      MEDICINE  no prescription|without prescription|without a prescription|cheap meds|cheap pills
        viagra|cialis|weight loss|lose weight
      EASY_MONEY  work from home|from home and earn|earn money|make money|extra income|double your
        financial freedom|risk free|guaranteed income|get rich|no experience needed
      FORTUNE  million dollars|million usd|as the next of kin|as next of kin|as his next of kin
        as her next of kin|no next of kin|without next of kin|any next of kin|late husband
        inheritance fund|inheritance funds|unclaimed inheritance|your inheritance|inheritance claim
        share of the inheritance|share of an inheritance|as beneficiary|as the beneficiary
        as a beneficiary|as my beneficiary|the sole beneficiary|the rightful beneficiary
        dear beneficiary|named beneficiary
      GAMBLING  casino|free spins|jackpot|your welcome bonus|welcome bonus of|get a welcome bonus
        claim a welcome bonus|big welcome bonus
      HURRY  click here|act now|order now|limited time|this offer ends|offer expires
      CREDENTIALS  confirm your password|verify your password|verify your account
        verify your identity|confirm your account|confirm your identity|update your payment
        account suspended|account will be closed|account will be suspended|account will be deleted
        account has been limited|account has been suspended|limited your account
        suspended your account|password expires|password will expire|mailbox is full|unusual sign-in
        unusual signin|unusual activity on your|unusual activity in your
        unusual activity was detected|detected unusual activity|unusual activity has been
        noticed unusual activity in|due to unusual activity|tried to log in|account is blocked
        account has been blocked|temporarily blocked|confirm your payment details
        update your payment details|verify your payment details|enter your payment details
        provide your payment details|submit your payment details|validate your account
        your seed phrase
      """;

  private English() {}
}
