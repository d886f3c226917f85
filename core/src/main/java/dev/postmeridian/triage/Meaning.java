package dev.postmeridian.triage;

/** What declared words of a {@link Language} mean to the rules. */
enum Meaning {
  /** What presses, and how. */
  HASTE,
  STANDSTILL,
  /** What a monitor's subject says of a failure, and of its end. */
  ALARM,
  CLEARED,
  /** Words so common that they are a monitor's only right before its host or service. */
  ALARM_OF,
  CLEARED_OF,
  /** The same as expressions; a failure's bare noun, and what tells that it goes on. */
  BLOCKED,
  FAILURE,
  NOW,
  /** What stood still, and when something was that is over. */
  STOOD_STILL,
  AGO,
  LEGAL_STEPS,
  /**
   * What stands before a day to answer by, or before a length of time alone; or, with a day, says
   * goodbye or how long it lasts.
   */
  TERM,
  SPAN,
  UNTIL,
  GOODBYE,
  LASTING,
  PAST,
  MODAL,
  SO_FAR,
  /**
   * What thanks, thanks for what is still to come, says that a failure is over, wishes well, and
   * belongs to these.
   */
  THANKS,
  THANKS_AHEAD,
  SOLVED,
  WISH,
  COURTESY,
  /** That nobody answers, or that something did not come or is wrong. */
  COMPLAINT,
  /** What asks, only sounds so, says that no answer is needed, and takes that back. */
  ASKS,
  FORMULA,
  COMMAND,
  ORDER,
  WAIVER,
  BUT,
  AND,
  /** What denies: words before what is denied, what grades these, and what may stand behind. */
  DENIAL,
  GRADE,
  NO_DUTY,
  DENIED_BEHIND,
  /** What is said to have happened, and what is to happen. */
  PERFECT,
  DUTY,
  /** Conditions, and those under which nothing has happened yet. */
  CONDITION,
  EVENT,
  /** What notices below a mail speak of. */
  SENDER,
  THIS_MAIL,
  RECEIPT,
  ME,
  TELL,
  DELETE,
  MISTAKE,
  /** How subjects begin. */
  FORWARDED,
  ANSWERED,
  AUTOMATIC,
  /** What stands above an earlier mail that is quoted. */
  WROTE,
  YOU_WROTE,
  FROM,
  SENT,
  TO,
  SUBJECT,
  FIELD,
  ORIGINAL,
  /** Parts of dates. */
  ARTICLE,
  NEXT,
  END_OF,
  TODAY,
  TOMORROW,
  NOON,
  WORKING,
  HOUR,
  ORDINAL,
  OF,
  /** In their order: Monday first, January, one, minutes before hours. */
  WEEKDAY,
  MONTH,
  COUNT,
  UNIT,
  /** What a number is of that is no day: per cent, points. */
  MEASURE,
  /** What letters open and close with, in the case that people write them in. */
  GREETING,
  CLOSING,
  TITLE,
  /** What stands within names in lower case: of birth, of degrees. */
  PARTICLE,
  /**
   * Words that every text has; what offices call themselves; whose a thing is that is one's own.
   */
  STOP,
  OFFICE,
  MINE,
  /** What {@linkplain JunkPhrases junk} lives by. */
  PRIZE,
  MEDICINE,
  EASY_MONEY,
  FORTUNE,
  GAMBLING,
  HURRY,
  CREDENTIALS
}
