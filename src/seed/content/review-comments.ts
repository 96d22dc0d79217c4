import type { Remark } from './types';

/** What reviewers and campaign owners say when nothing is wrong, so that approvals in the demo do not all read alike. */
export const reviewComments: {
  /** First step: language, facts, tone. */
  editorial: readonly Remark[];
  /** Second step: brand and law. */
  brand: readonly Remark[];
  /** Sending out. */
  release: readonly Remark[];
} = {
  editorial: [
    { by: 'hsu-wenbin', text: '事實都對過了，第三段的時間順序清楚。可以。' },
    { by: 'hsu-wenbin', text: '標題收得剛好，沒有多說。通過。' },
    { by: 'hsu-wenbin', text: '引文已請作者提供錄音對照，一字不差。' },
    { by: 'hsu-wenbin', text: '简体版用词已按大陆习惯改过，可以过。' },
    { by: 'hsu-wenbin', text: 'Reads well aloud. One comma moved, nothing else.' },
  ],
  brand: [
    { by: 'grace-lindqvist', text: 'No claims, partner disclosed, links go where they say. Approved.' },
    { by: 'grace-lindqvist', text: 'Checked the offer against the terms in all three markets. Fine.' },
    { by: 'grace-lindqvist', text: 'Names and pictures are covered by the consent forms on file.' },
  ],
  release: [
    { by: 'tsai-peishan', text: '照原定時間，避開週五晚上的連假車潮。' },
    { by: 'zhao-lihang', text: '晚上八点半发，群里的人那时候在线。' },
    { by: 'tsai-peishan', text: 'Morning in Vancouver, evening in Taipei: both teams are awake for the first hour.' },
  ],
};
