import type { PolicyWords } from './words';

export const ZH_HANT: PolicyWords = {
  violations: {
    illegal: { name: '違法資訊', rule: '不得發布法律禁止的內容：武器、毒品、詐騙、涉及未成年人的色情、煽動暴力等。', example: '兜售偽造的身分證件並留下聯絡方式。' },
    'unfriendly.contempt': { name: '輕蔑', rule: '不得貶低他人的價值。', example: '「你這種人不配待在這裡。」' },
    'unfriendly.mockery': { name: '嘲諷', rule: '不得拿他人的身分、長相或短處取笑。', example: '惡搞成員的照片來嘲笑其長相。' },
    'unfriendly.provocation': { name: '挑釁', rule: '不得發布只為挑起爭吵的內容。', example: '在另一位成員的每則意見下重複同一句挑釁的話。' },
    'unfriendly.humiliation': { name: '羞辱', rule: '不得當眾羞辱他人。', example: '公開成員的私人傾訴以令其難堪。' },
    'unfriendly.abuse': { name: '辱罵', rule: '不得辱罵他人或對人說髒話。', example: '用污言穢語稱呼其他成員。' },
    'unfriendly.defamation': { name: '誹謗', rule: '不得散布損害他人名譽的不實內容。', example: '毫無依據地說「這家店主是小偷」。' },
    'unfriendly.discrimination': { name: '歧視', rule: '不得因地域、性別、信仰、年齡、疾病或身心障礙攻擊他人。', example: '「那個地方的人不該接待。」' },
    'unfriendly.threat': { name: '威脅', rule: '不得威脅他人。', example: '「我知道你住哪裡，你等著。」' },
    'spam-ad': { name: '垃圾廣告', rule: '不得發布未經允許的廣告：推廣分潤或欺騙性連結、多帳號協同、用符號或圖片規避審核。', example: '一篇「心得」只為留下「低價貨源」的聯絡方式，字與字之間還夾著星號。' },
    'vulgar-sexual': { name: '低俗色情', rule: '不得發布色情、性招攬及低俗內容。', example: '配上挑逗圖片，招攬付費聊天。' },
    'false-information': { name: '虛假資訊', rule: '不得捏造內容：偽造體驗、虛假宣稱、冒充他人。', example: '盜用他人照片，以買家身分誇讚產品。' },
    superstition: { name: '封建迷信', rule: '不得算命占卜或宣稱超自然的幫助。', example: '兜售據說能治病的護身符。' },
    clickbait: { name: '標題黨', rule: '標題須與內容一致。', example: '標題寫「永久歇業！」，內文只是休息一天。' },
    'fandom-chaos': { name: '飯圈亂象', rule: '不得誘導未成年人集資打投，不得引戰網暴、曝光隱私、使用分身帳號。', example: '號召粉絲洗版某人的留言區，並公布其電話號碼。' },
    'other-harm': { name: '其他有害內容', rule: '不得發布其他傷害他人的內容：引人模仿的危險行為、拿災難取樂。', example: '教人爬高壓電塔「看風景」。' },
    'account.cheat-registration': { name: '以欺騙手段取得帳號', rule: '帳號屬於以真實資料註冊的本人。', example: '用他人的電子郵件註冊帳號。' },
    'account.multi-account': { name: '使用多個帳號', rule: '不得用多個帳號規避規則或冒充多人。', example: '用六個帳號給自己的作品投票。' },
  },
  severities: { minor: '輕微', moderate: '一般', serious: '嚴重', extreme: '極其嚴重' },
  aggravators: { 'minor-harm': '傷害或危及未成年人', 'cheat-registration': '帳號以欺騙手段取得', 'multi-account': '使用了多個帳號' },
  steps: { 0: '警告', 1: '禁言 1 天', 2: '禁言 7 天', 3: '禁言 15 天', 4: '永久禁言', 5: '封禁帳號' },
  detections: { patrol: '管理員巡查發現', report: '社群成員檢舉', auto: '自動規則發現', submission: '審核投稿時發現' },
};
