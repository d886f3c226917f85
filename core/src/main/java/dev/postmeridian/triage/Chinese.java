package dev.postmeridian.triage;

/** The declared words of Chinese. */
final class Chinese {
  static final String WORDS =
      """
      HASTE  紧急|緊急|尽快|盡快|立即|马上
      LEGAL_STEPS  诉讼|訴訟|起诉|起訴|律师函|律師函|法律责任|法律責任|法律途径|法律途徑
      TERM  (?:[0-9０-９]{1,2}[日号號时時点點]|[0-9０-９]{1,2}[-/月][0-9０-９]{1,2}|[今明][日天]|[本下]?周[一二三四五]
       [本下]周|星期[一二三四五]|[本下]?月底)(?:之前|以前|前)
        [0-9０-９一二三四五六七八九十两]{1,3}(?:日|个?工作日|個?工作天|天|个?小时|個?小時|周|週|个月|個月)(?:之内|以内|内)
      ASKS  请问|请回复|请确认|请提供|请告知|请联系|麻烦您|能否|可否|请[把将給给帮发寄]|請[把將給給幫發寄]
      FORMULA  请勿|请注意
      WAIVER  (?:无需|無需|不用|不必|不需要|请勿|請勿)(?:回复|回覆|回信|答复|任何?操作)
      BUT  但
      DENIAL  不|非|没有?|沒有?|无|無|毋
      GRADE  是|太|很|那么|那麼|怎么|怎麼|需要?|必|用|须|須|会|會|算|要|特别|特別|一定|什么|什麼
      CONDITION  如|若|要是
      EVENT  如有|如遇|若有|如果有
      SENDER  发件人|發件人|寄件人|寄件者
      THIS_MAIL  [本此](?:邮件|郵件)
      RECEIPT  收到|误收|誤收
      ME  我(?![们們])
      TELL  通知|告知|联系|聯繫
      DELETE  删除|刪除|销毁|銷毀
      MISTAKE  误收|错误|誤收|錯誤
      FORWARDED  转发|轉寄
      ANSWERED  回复|回覆|答复
      AUTOMATIC  自动回复
      WROTE  .*(?:写道|寫道)
      FROM  发件人|寄件者
      SENT  发送时间|寄件日期|日期
      TO  收件人
      SUBJECT  主题|主題
      """;

  private Chinese() {}
}
