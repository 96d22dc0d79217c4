/**
 * What one post is made of, for platforms that take a text and pictures: the whole piece where it fits, and else its title,
 * its summary and the way to the rest. Nothing is ever cut off: what is left out is told as a warning, and what does not fit
 * is an error. What editors wrote for the platform is taken as it is.
 */
import { picturesOf, plainRun, type Block, type Document, type Picture, type Run, type Source } from './document';
import type { Issue, Measure, PictureRule, PictureUse } from './rendition';

/** Without what no platform shows: control characters, and halves of a character. */
const legible = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/\p{Surrogate}/gu, '\uFFFD');

/** As lengths are counted: it ends where Chinese, Japanese or Korean begins. */
const ADDRESS = /https?:\/\/[^\s<>"\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\uFF00-\uFFEF]+/g;

/** Ends a sentence, not an address. */
const AFTER_ADDRESS = /[.,;:!?'")\]}…。，、；：！？）】」』》]+$/u;

/** A run whose addresses are links of their own, so that no markup is written into them. */
const withLinks = (run: Run): readonly Run[] => {
  if (run.href !== null || run.marks.includes('code')) return [run];
  const runs: Run[] = [];
  let end = 0;
  for (const match of run.text.matchAll(ADDRESS)) {
    const address = match[0].replace(AFTER_ADDRESS, '');
    if (!URL.canParse(address)) continue;
    if (match.index > end) runs.push({ ...run, text: run.text.slice(end, match.index) });
    runs.push(plainRun(address, address));
    end = match.index + address.length;
  }
  if (end < run.text.length) runs.push({ ...run, text: run.text.slice(end) });
  return runs;
};

const legibleRuns = (runs: readonly Run[]): readonly Run[] => runs.map((run) => ({ ...run, text: legible(run.text) })).flatMap(withLinks).filter(({ text }) => text !== '');

/** The document as writers of markup take it: legible, and with every address in it told as a link. */
const prepared = (document: Document): Document =>
  document.map((block): Block => {
    switch (block.kind) {
      case 'paragraph':
      case 'heading':
        return { ...block, runs: legibleRuns(block.runs) };
      case 'list':
        return { ...block, items: block.items.map(prepared) };
      case 'quote':
        return { ...block, blocks: prepared(block.blocks) };
      case 'code':
        return { ...block, text: legible(block.text) };
      case 'picture':
      case 'rule':
        return block;
    }
  });

const paragraph = (...runs: readonly Run[]): Block => ({ kind: 'paragraph', runs });

/** A tag in one word, as platforms find it; '' where nothing is left that could be one. */
export const hashtag = (tag: string): string => {
  const word = tag.replace(/[^\p{L}\p{N}\p{M}_]/gu, '');
  return word === '' || /^[\p{N}_]+$/u.test(word) ? '' : `#${word}`;
};

/** What is left out of a form. */
type Left = 'body' | 'links' | 'tags';

interface Form {
  readonly document: Document;
  readonly left: readonly Left[];
}

/** What was written for the platform is all that is said there, the title of the piece not added to it. */
const titleOf = ({ title, adapted, ownTitle }: Source): Document => (title.trim() === '' || (adapted && ownTitle !== true) ? [] : [{ kind: 'heading', level: 1, runs: [plainRun(title.trim())] }]);

/** From the richest to the barest. */
const formsOf = (source: Source, hashtags: boolean): readonly Form[] => {
  const title = titleOf(source);
  if (source.adapted) return [{ document: [...title, ...source.body], left: [] }];
  const links = source.links.map(({ label, url }) => paragraph(...(label.trim() === '' ? [] : [plainRun(`${label.trim()} `)]), plainRun(url, url)));
  const own = source.url === null ? [] : [paragraph(plainRun(source.url, source.url))];
  const words = hashtags ? [...new Set(source.tags.map(hashtag))].filter((word) => word !== '') : [];
  const tags = words.length === 0 ? [] : [paragraph(plainRun(words.join(' ')))];
  const teaser = source.summary.trim() === '' ? [] : [paragraph(plainRun(source.summary.trim()))];
  const withoutTags: readonly Left[] = tags.length > 0 ? ['tags'] : [];
  const withoutLinks: readonly Left[] = links.length > 0 ? ['links'] : [];
  const whole = [...title, ...source.body, ...links, ...own];
  return [
    { document: [...whole, ...tags], left: [] },
    { document: whole, left: withoutTags },
    // Without an address there is no way to what a teaser leaves out.
    ...(source.url === null
      ? []
      : [
          { document: [...title, ...teaser, ...links, ...own, ...tags], left: ['body' as const] },
          { document: [...title, ...teaser, ...own, ...tags], left: ['body' as const, ...withoutLinks] },
          { document: [...title, ...teaser, ...own], left: ['body' as const, ...withoutLinks, ...withoutTags] },
        ]),
  ];
};

const LEFT_OUT: Readonly<Record<Left, Pick<Issue, 'code' | 'field' | 'message'>>> = {
  body: { code: 'teaser', field: 'body', message: 'The whole text is longer than the platform takes: title, summary and the link to it are sent. Write a text for this platform to say more.' },
  links: { code: 'links-left-out', field: 'links', message: 'There is no room for the links that belong to the piece.' },
  tags: { code: 'tags-left-out', field: 'tags', message: 'There is no room for the tags.' },
};

const exceeds = ({ used, max }: Measure): boolean => used > max;

export const tooLong = ({ field, used, max, unit }: Measure): Issue => ({
  level: 'error',
  code: 'too-long',
  field,
  message: `This is ${used} long, and the platform takes ${max} (counted in ${unit}). Shorten it, or write a text for this platform.`,
  params: { used, max, unit },
});

export interface Written<Value> {
  readonly value: Value;
  readonly measures: readonly Measure[];
}

export interface Fitted<Value> extends Written<Value> {
  readonly issues: readonly Issue[];
  /** Whether title, summary and link stand for the whole text. */
  readonly isTeaser: boolean;
  /** What was written, for a preview. */
  readonly document: Document;
}

/** The richest form of the piece that is within every measure; where none is, the barest, with what is wrong with it. */
export const fitPost = <Value>(source: Source, hashtags: boolean, write: (document: Document) => Written<Value>): Fitted<Value> => {
  const tries = formsOf(source, hashtags).map((form) => ({ ...form, document: prepared(form.document) }));
  let last: Fitted<Value> | null = null;
  for (const { document, left } of tries) {
    const written = write(document);
    const over = written.measures.filter(exceeds);
    last = { ...written, document, isTeaser: left.includes('body'), issues: [...left.map((what): Issue => ({ level: 'warning', ...LEFT_OUT[what] })), ...over.map(tooLong)] };
    if (over.length === 0) break;
  }
  if (last === null) throw new Error('a piece has at least one form');
  return last;
};

export const EMPTY: Issue = { level: 'error', code: 'empty', field: 'body', message: 'There is nothing to send.' };

/** The pictures of a piece in their order, each once. */
const everyPicture = (source: Source): readonly Picture[] => {
  const found = new Map<string, Picture>();
  for (const picture of [...(source.cover === null ? [] : [source.cover]), ...source.gallery, ...picturesOf(source.body)]) {
    const name = picture.fileId === null ? picture.url : `#${picture.fileId}`;
    if (!found.has(name)) found.set(name, picture);
  }
  return [...found.values()];
};

/** The first pictures of a piece, as many as the platform takes, and what is to be said of the others. */
export const picturesFor = (source: Source, rule: PictureRule, max: number): { readonly pictures: readonly PictureUse[]; readonly issues: readonly Issue[] } => {
  const all = everyPicture(source);
  const known = all.filter(({ fileId }) => fileId !== null);
  const taken = known.slice(0, max);
  const issues: Issue[] = [];
  if (known.length < all.length) issues.push({ level: 'warning', code: 'picture-unknown', field: 'pictures', message: 'A picture that is not in the media library is not sent.', params: { count: all.length - known.length } });
  if (taken.length < known.length) issues.push({ level: 'warning', code: 'pictures-left-out', field: 'pictures', message: `The platform takes ${max} pictures; ${known.length - taken.length} are left out.`, params: { max, count: known.length - taken.length } });
  taken.forEach(({ alt }, i) => {
    if (alt.trim() === '') issues.push({ level: 'warning', code: 'alt-missing', field: `pictures.${i}`, message: 'Readers who do not see the picture are told nothing of it: it has no alternative text.' });
  });
  return { pictures: taken.map((picture) => ({ picture, rule, alt: legible(picture.alt).trim() })), issues };
};
