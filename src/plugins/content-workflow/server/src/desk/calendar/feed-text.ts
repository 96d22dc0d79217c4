/** What a calendar program shows beside a title: it knows nothing of the admin's catalogues. */
import type { CalendarCondition } from '../../../../contracts/calendar';

interface FeedText {
  readonly name: string;
  readonly untitled: string;
  readonly condition: Readonly<Record<CalendarCondition, string>>;
}

const TEXTS = {
  en: {
    name: 'Content calendar',
    untitled: 'Untitled',
    condition: { scheduled: 'Scheduled', late: 'Late', held: 'Held', failed: 'Failed', published: 'Published', withdrawn: 'Taken down', plan: 'Planned', due: 'Due', overdue: 'Overdue' },
  },
  'zh-Hans': {
    name: '内容日历',
    untitled: '无标题',
    condition: { scheduled: '已排期', late: '已延误', held: '已暂停', failed: '发布失败', published: '已发布', withdrawn: '已下架', plan: '计划', due: '截止', overdue: '已逾期' },
  },
  zh: {
    name: '內容行事曆',
    untitled: '未命名',
    condition: { scheduled: '已排期', late: '延誤', held: '已暫停', failed: '發布失敗', published: '已發布', withdrawn: '已下架', plan: '規劃', due: '到期', overdue: '已逾期' },
  },
} satisfies Record<string, FeedText>;

/** A language without texts gets English. */
export const feedText = (language: string | null): FeedText => (language === 'zh' || language === 'zh-Hans' ? TEXTS[language] : TEXTS.en);
