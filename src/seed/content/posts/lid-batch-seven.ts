import { bullets, heading, link, paragraph, tags } from '../blocks';
import type { SeedPost } from '../types';

export const lidBatchSeven: SeedPost = {
  key: 'lid-batch-seven',
  form: 'text',
  tone: 'solemn',
  planDate: { days: -6, at: '10:00', zone: 'Asia/Taipei' },
  cover: { scene: 'line', palette: 'stone', alt: 'A plain grey-green field with a single line' },
  localizations: [
    {
      locale: 'zh-Hant',
      author: 'tsai-peishan',
      standing: { stage: 'published' },
      content: {
        title: '關於第七批回家罐瓶蓋鬆脫的說明',
        slug: 'lid-batch-seven-tw',
        topic: '公告',
        audience: '買到第七批回家罐的會員，以及看到社群討論的人。',
        summary: '第七批約一千三百只回家罐的瓶蓋墊圈偏薄，傾斜時可能滲漏。可免費更換，不需寄回罐身。',
        body: [
          paragraph(
            '上週四起，我們陸續收到十一位會員回報瓶蓋滲漏。週五抽驗倉庫同批的六十只，有九只墊圈厚度低於規格。我們停止出貨，並確認問題只發生在第七批。',
          ),
          heading('怎麼確認是不是第七批'),
          paragraph('罐底編號以 7 開頭，後接四位數字，例如 7-0231。其他批次不受影響。'),
          heading('我們會怎麼做'),
          bullets(
            '免費寄出新瓶蓋，不需寄回罐身，也不需提供發票。',
            '已經因滲漏弄濕物品的，請附照片，我們依實際損失賠償。',
            '不想再用的，全額退款，罐子可以留著。',
          ),
          paragraph(
            '申請請到',
            link('更換頁面', 'https://mistway.example.com/tw/lid-batch-seven'),
            '，填編號與地址即可。墊圈與茶葉不接觸，沒有食品安全疑慮；檢驗報告也放在同一頁。這次是進料抽驗的數量太少，從第九批起改為每箱抽驗。造成不便，非常抱歉。',
          ),
        ],
        tags: tags('公告', '回家罐'),
        platformAdaptations: [
          {
            platform: 'facebook',
            title: '第七批回家罐瓶蓋說明',
            text: '罐底編號 7 開頭的回家罐，瓶蓋墊圈可能偏薄而滲漏。免費寄新瓶蓋，不需寄回罐身。更換頁面在留言第一則。抱歉造成困擾，有問題請直接留言，我們會逐則回覆。',
            note: '置頂七天。負面留言不刪，人身攻擊除外。',
          },
          {
            platform: 'email',
            title: '你的回家罐可能需要換一個瓶蓋',
            text: '根據訂單，你買到的可能是第七批。請看罐底編號，若以 7 開頭，點這裡申請，我們寄新瓶蓋給你。',
          },
        ],
        trackedLinks: [
          { kind: 'article', label: '申請更換', url: 'https://mistway.example.com/tw/lid-batch-seven' },
        ],
      },
    },
    {
      locale: 'zh-Hans',
      author: 'zhao-lihang',
      standing: { stage: 'published' },
      content: {
        title: '关于第七批回家罐瓶盖松脱的说明',
        slug: 'lid-batch-seven-cn',
        topic: '公告',
        audience: '买到第七批回家罐的会员。',
        summary: '第七批回家罐的瓶盖垫圈偏薄，倾斜时可能渗漏。可免费更换，不需寄回罐身。',
        body: [
          paragraph(
            '上周四起，我们陆续收到会员反馈瓶盖渗漏。抽检仓库同批六十只，九只垫圈厚度低于规格。我们已停止发货，并确认问题只出现在第七批。',
          ),
          heading('怎么确认'),
          paragraph('罐底编号以 7 开头，后接四位数字，例如 7-0231。其他批次不受影响。'),
          heading('我们怎么做'),
          bullets('免费寄新瓶盖，不需寄回罐身。', '已造成物品损失的，凭照片按实际损失赔付。', '不想继续使用的，全额退款，罐子可以留着。'),
          paragraph('在小程序“我的罐子”里填编号即可申请。垫圈不接触茶叶，没有食品安全问题，检测报告同页可查。对不起，给大家添麻烦了。'),
        ],
        tags: tags('公告', '回家罐'),
        platformAdaptations: [
          {
            platform: 'wechat_official',
            title: '关于第七批回家罐瓶盖的说明',
            text: '罐底编号 7 开头的，请看这一篇。免费换盖，不用寄回罐身。',
          },
          {
            platform: 'weibo',
            text: '第七批回家罐（罐底编号7开头）瓶盖垫圈偏薄，可能渗漏。免费寄新盖，不用寄回罐身。申请入口和检测报告见链接。抱歉。',
            note: '评论置顶申请链接，两小时内逐条回复。',
          },
        ],
        trackedLinks: [{ kind: 'mini_program', label: '申请换盖', url: 'pages/tin/mine' }],
      },
    },
  ],
};
