import { paragraph, tags } from '../blocks';
import type { SeedPost } from '../types';

export const dawnCupPhotos: SeedPost = {
  key: 'dawn-cup-photos',
  form: 'image',
  tone: 'emotional',
  planDate: { days: -11, at: '06:10', zone: 'Asia/Taipei' },
  activity: 'first-pour',
  submission: 'dawn-at-hehuan',
  cover: { scene: 'horizon', palette: 'dawn', alt: 'The sun at the horizon under bands of light' },
  galleryImages: 3,
  localizations: [
    {
      locale: 'zh-Hant',
      author: 'lin-yuwei',
      standing: { stage: 'published' },
      content: {
        title: '日出前的那一杯：山嵐的三張照片',
        slug: 'dawn-cup-photos',
        topic: '會員投稿',
        audience: '社團裡的登山會員。',
        summary: '會員山嵐在合歡山主峰等日出時拍的三張照片。她說，重點不是太陽。',
        body: [
          paragraph('山嵐寄來三張照片和一段話。照片我們只調整了尺寸；文字經她同意，刪去了同行者的姓名。'),
          paragraph(
            '「零下二度，手套拿下來十秒就沒感覺。第一張是杯子裡的蒸氣，第二張是蒸氣後面的人，第三張是人後面的太陽。大家都對著太陽拍，我對著杯子，因為那時候我只在乎杯子。」',
          ),
          paragraph('「下山以後我才看到，第二張裡那個人在笑。他平常不笑的。」'),
          paragraph('謝謝山嵐。她的稿費是兩包補充包，她說一包要給第二張照片裡的那個人。'),
        ],
        tags: tags('會員投稿', '日出', '合歡山'),
        platformAdaptations: [
          { platform: 'instagram', text: '「大家都對著太陽拍，我對著杯子。」\n照片：會員山嵐', note: '三張依原順序，不要裁切。' },
          { platform: 'facebook', text: '會員投稿｜零下二度的一杯。\n照片與文字：山嵐' },
        ],
      },
    },
  ],
};
