package dev.postmeridian.triage;

/** The declared words of Japanese. */
final class Japanese {
  static final String WORDS =
      """
      HASTE  至急|緊急|大至急|早急
      LEGAL_STEPS  訴訟|提訴|法的措置|法的手段|内容証明|催告|損害賠償請求|支払督促
      TERM  (?:[0-9０-９]{1,2}[日時]|[0-9０-９]{1,2}[-/月][0-9０-９]{1,2}|[月火水木金土日]曜日?|[本今明]日
       [今来]週中?|[今来]月中?|月末|週末|年内)(?:[（(][^）)]{1,3}[）)])?(?:までに|迄に|まで(?=お|ご|回答|返))
        [0-9０-９一二三四五六七八九十]{1,3}(?:営業日|日|時間|週間|か月|ヶ月)(?:以内|内)|[本今明]日中
      ASKS  でしょうか|ですか|ますか|ませんか|ください|下さい|をお願い|のお願い|ご確認|ご回答|ご返信|教えて|求めます
      FORMULA  ご了承|ご容赦|ご安心|ご注意
      WAIVER  返信(?:は|には)?(?:不要|及びません|いりません|必要ありません|結構)
        返信の必要は(?:ない|ありません|ございません)|対応は?不要
      BUT  が、
      DENIED_BEHIND  [\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]{0,10}?(?:(?:では|じゃ|で)(?:な[いくかし]
       ありません|ございません)|(?:性|必要)(?:は|が|も)?(?:な[いくし]|ありません|ございません)|は?不要)
      CONDITION  もし
      SENDER  送信者|送信元|差出人
      THIS_MAIL  [本この]メール
      RECEIPT  受信|受け取
      ME  私|わたし
      TELL  連絡|通知|知らせ
      DELETE  削除|破棄|消去
      MISTAKE  誤って|誤送信
      AUTOMATIC  自動返信|自動応答
      WROTE  .*のメール
      FROM  差出人
      SENT  送信日時|日付
      TO  宛先
      SUBJECT  件名
      """;

  private Japanese() {}
}
