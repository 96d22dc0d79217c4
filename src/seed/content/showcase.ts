import { bullets, heading, paragraph } from './blocks';
import type { Showcase } from './types';

export const showcase: Showcase = {
  post: 'why-tins-come-home',
  locale: 'zh-Hant',
  firstDraft: {
    title: '零浪費，從一只茶罐開始',
    summary: '霧徑是全台第一個百分之百循環的茶品牌。買一罐，救一座山。',
    body: [
      paragraph(
        '去年冬天，阿淵在合歡山東峰的避難平台撿到一只我們的罐子。罐身有凹痕，底下的編號還看得清楚：0417。他把它放進背包，帶下山，寄回來，附了一張紙條：「它應該還能再走。」',
      ),
      paragraph('從這只罐子開始，我們決定成為全台第一個百分之百循環的茶品牌。每交回一只罐子，就等於替山裡種下一棵樹。'),
      heading('收回來以後，它會經過什麼'),
      bullets('熱水與檸檬酸清洗兩次，六十度烘乾。', '量過罐口，重新裝茶。', '換一張新的封條，編號不換。'),
    ],
  },
  submitted: { by: 'lin-yuwei', text: '空罐回家的主文，希望週三早上發。0417 的故事已徵得阿淵同意。' },
  changesRequested: {
    by: 'hsu-wenbin',
    text: '0417 的開頭很好，整篇就該從它長出來。但「百分之百循環」「全台第一」「等於種一棵樹」三句都沒有根據，請拿掉，改成我們真正知道的數字：收回多少、能再用多少、收不回來的怎麼辦。標題也別用「零浪費」，我們沒有做到。',
  },
  resubmitted: {
    by: 'lin-yuwei',
    text: '三句都刪了，改成上週的實際比例，連變形的也寫進去。標題換成問句本身。',
  },
  approvals: [
    { by: 'hsu-wenbin', text: '這樣就對了。數字我對過倉庫的紀錄，引文與阿淵確認過。' },
    { by: 'grace-lindqvist', text: 'Every number has a source now, and the unflattering one is in. Approved for all channels.' },
  ],
  experiment: {
    hypothesis: '用罐子的編號當標題，會比用問句當標題讓更多人點開，因為讀者會想知道自己的罐子是幾號。',
    kind: 'readers',
    goal: 'click',
    days: 7,
    arms: [
      { key: 'question', readings: [2_412, 198] },
      { key: 'number', readings: [2_387, 205] },
    ],
    variants: [
      { key: 'question', label: '問句標題', overrides: { title: '我們為什麼要把空罐收回來' } },
      { key: 'number', label: '編號標題', overrides: { title: '編號 0417 的罐子，後來去了哪裡' } },
    ],
  },
  chosen: {
    variant: 'question',
    remark: {
      by: 'tsai-peishan',
      text: '兩個標題的點開率差距在誤差之內，不能說哪一個比較好。用問句，因為它和活動頁的說法一致。',
    },
  },
  scheduled: {
    at: { days: 2, at: '07:30', zone: 'Asia/Taipei' },
    remark: { by: 'tsai-peishan', text: '週三早上七點半，通勤的人在捷運上讀得完。' },
  },
  retrospective: 'tins-returned',
  closed: { by: 'tsai-peishan', text: '三條教訓寫進「回收類文章」的做法，下一篇從它開始。' },
};
