import { paragraph, quote, tags } from '../blocks';
import type { SeedPost } from '../types';

export const hutWardenKettle: SeedPost = {
  key: 'hut-warden-kettle',
  form: 'video',
  tone: 'emotional',
  planDate: { days: 3, at: '07:30', zone: 'Asia/Taipei' },
  kols: ['ayuan'],
  cover: { scene: 'hut', palette: 'night', alt: 'A mountain hut at night with one lit window under the stars' },
  localizations: [
    {
      locale: 'zh-Hant',
      author: 'lin-yuwei',
      standing: { stage: 'scheduled', at: { days: 3, at: '07:30', zone: 'Asia/Taipei' } },
      content: {
        title: '山屋管理員的那壺茶',
        slug: 'hut-warden-kettle',
        topic: '人物',
        audience: '住過山屋的人，知道凌晨兩點的水聲。',
        summary: '阿財在山屋守了二十二年，每天凌晨兩點起來燒一壺水，給要摸黑出發的人。影片八分鐘。',
        body: [
          paragraph(
            '凌晨兩點，山屋裡的燈只開一盞。阿財把水壺放上爐子，回頭看了一眼門外的風，再把火轉小一點。他說水不能急，一急，起床的人就跟著急。',
          ),
          paragraph(
            '二十二年裡他換過四只水壺。第一只被颱風吹走，隔年在下面的溪裡找到，扁的，現在拿來種韭菜。茶葉是上山的人留下的，各種各樣混在一個大罐子裡，他管它叫「大家的茶」。',
          ),
          quote('「喝不出是什麼茶，就對了。」'),
          paragraph(
            '我們帶了兩斤鹿谷烏龍去，他道了謝，打開，全部倒進大罐子裡，搖一搖。阿淵在旁邊笑到蹲下。影片裡的這一段沒有剪，因為這大概是我們的茶最好的去處。',
          ),
          paragraph('影片八分鐘，建議戴耳機，前兩分鐘只有風和水聲。'),
        ],
        tags: tags('山屋', '人物', '影片'),
        platformAdaptations: [
          {
            platform: 'facebook',
            text: '凌晨兩點，山屋只開一盞燈。\n阿財守了二十二年，每天給摸黑出發的人燒一壺水。\n影片八分鐘，前兩分鐘只有風。',
            note: '關閉自動字幕，用我們的字幕檔。',
          },
          {
            platform: 'instagram',
            text: '「喝不出是什麼茶，就對了。」\n完整影片在網站。',
            note: '剪六十秒直式，保留倒茶葉那一段。',
          },
        ],
        trackedLinks: [{ kind: 'article', label: '完整影片', url: 'https://mistway.example.com/tw/hut-warden-kettle' }],
      },
    },
  ],
};
