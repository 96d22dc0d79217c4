/** What adapters share in what they make of a piece: what a chat is told, and whether a text is within its bound. */
import { mapRuns, plainRun, type Block, type Document, type Mark, type Picture, type Source } from '../../../../core/distribution/document';
import { toStyledHtml } from '../../../../core/distribution/html';
import { webAddress } from '../../../../core/distribution/read';
import type { Issue, Measure } from '../../../../core/distribution/rendition';
import { lengthOf, type Bound, type Unit } from '../../../../core/distribution/units';

const READ_ON: Readonly<Record<string, string>> = { 'zh-Hans': '阅读全文', 'zh-Hant': '閱讀全文', en: 'Read on' };

/** The words of the link to the piece itself, in its language. */
export const readOn = (language: string): string => {
  if (/^zh\b.*\b(hant|tw|hk|mo)\b/i.test(language)) return READ_ON['zh-Hant'] ?? '';
  return (/^zh\b/i.test(language) ? READ_ON['zh-Hans'] : READ_ON.en) ?? '';
};

/** Whether a chat is told what the piece says in short, or all of it. */
export const CHAT_CONTENTS = ['summary', 'full'] as const;
export type ChatContent = (typeof CHAT_CONTENTS)[number];

const paragraphOf = (text: string, href: string | null = null): Block => ({ kind: 'paragraph', runs: [plainRun(text, href)] });

/** What was written for the platform stands alone; anything else ends with where to read on. Without the title. */
export const chatBody = (source: Source, content: ChatContent): Document => {
  if (source.adapted) return source.body;
  const inShort = content === 'summary' && source.summary.trim() !== '';
  return [
    ...(inShort ? [paragraphOf(source.summary)] : source.body),
    ...source.links.map(({ label, url }) => paragraphOf(label.trim() === '' ? url : label, url)),
    ...(source.url === null ? [] : [paragraphOf(readOn(source.language), source.url)]),
  ];
};

/** The title in one line; '' where there is none. */
export const titleLine = (source: Source): string => source.title.replace(/\s+/g, ' ').trim();

const UNIT_WORDS: Readonly<Record<Unit, string>> = { utf16: 'characters', codepoint: 'characters', grapheme: 'characters', utf8: 'bytes', 'x-weighted': 'characters' };

export interface Checked {
  readonly measure: Measure;
  readonly issues: readonly Issue[];
}

/** Counts a text as the platform does, and says when it is too much or too little. */
export const checked = (field: string, text: string, bound: Bound): Checked => {
  const used = lengthOf(text, bound);
  const params = { used, max: bound.max, unit: bound.unit };
  const words = UNIT_WORDS[bound.unit];
  const tooLong: Issue[] = used > bound.max ? [{ level: 'error', code: 'too-long', field, message: `The ${field} has ${used} ${words}; ${bound.max} are taken.`, params }] : [];
  const tooShort: Issue[] = bound.min !== undefined && used < bound.min ? [{ level: 'error', code: 'too-short', field, message: `The ${field} has ${used} ${words}; ${bound.min} are needed.`, params: { ...params, min: bound.min } }] : [];
  return { measure: { field, used, max: bound.max, unit: bound.unit }, issues: [...tooLong, ...tooShort] };
};

/** A message without words is not sent. */
export const emptyIssues = (field: string, text: string): readonly Issue[] => (text.replace(/[\s\u200B]/g, '') === '' ? [{ level: 'error', code: 'empty', field, message: `The ${field} is empty.` }] : []);

/** Robots that listen for keywords drop a message without any of them. */
export const keywordIssues = (text: string, keywords: readonly string[]): readonly Issue[] =>
  keywords.length === 0 || keywords.some((keyword) => text.includes(keyword)) ? [] : [{ level: 'error', code: 'keyword-missing', field: 'body', message: `The robot takes only messages with one of its keywords: ${keywords.join(', ')}.`, params: { keywords: keywords.join(', ') } }];

/** How a chat draws a message: with the marks that it knows, and with pictures that it can fetch, where it shows any. */
export const drawn = (document: Document, marks: readonly Mark[], withPictures: boolean): string =>
  toStyledHtml(
    mapRuns(document, (run) => ({ ...run, marks: run.marks.filter((mark) => marks.includes(mark)) })),
    { styles: {}, links: true, picture: ({ url }: Picture) => (withPictures ? webAddress(url) : null) }
  );
