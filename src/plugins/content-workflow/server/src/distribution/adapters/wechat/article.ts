/** An article of a WeChat Official Account: HTML whose look stands in each element, with addresses as notes at its end, since links to other sites are taken out. */
import { plainRun, picturesOf, type Block, type Document, type Picture, type Run, type Source } from '../../../../../core/distribution/document';
import { toStyledHtml, type Look } from '../../../../../core/distribution/html';
import type { Issue, Measure, PictureRule, PictureUse, Rendition } from '../../../../../core/distribution/rendition';
import { cutTo, lengthOf, type Bound } from '../../../../../core/distribution/units';
import { checked, emptyIssues, titleLine } from '../saying';

export type ArticlePayload = {
  readonly title: string;
  readonly author: string;
  readonly digest: string;
  /** The picture at place n of the rendition has `picture:n` for its address, until WeChat has given it one. */
  readonly content: string;
  /** "Read the original", '' for none. */
  readonly sourceUrl: string;
  /** The place of the cover in the rendition. */
  readonly cover: number;
};

const DRAFT_ADD = 'developers.weixin.qq.com …/draftmanage/api_draft_add, page of 2025-12-19 as two copies quote it; others say 64';
const AS_OF = '2026-11-21';

export const TITLE: Bound = { max: 32, unit: 'codepoint', source: DRAFT_ADD, asOf: AS_OF };
export const CONTENT: Bound = { max: 19_999, unit: 'codepoint', source: 'developers.weixin.qq.com …/draftmanage/api_getdraft: fewer than 20,000 characters, less than 1 MB', asOf: AS_OF };
const AUTHOR: Bound = { max: 16, unit: 'codepoint', source: DRAFT_ADD, asOf: AS_OF };
const DIGEST: Bound = { max: 128, unit: 'codepoint', source: DRAFT_ADD, asOf: AS_OF };

/** WeChat's own addresses of pictures are shorter than this. */
const ADDRESS_LENGTH = 200;

/** "Upload image in article" takes JPEG and PNG below 1 MB; 1080 pixels are the width that the editor itself keeps. */
const INSIDE: PictureRule = { maxWidth: 1080, maxBytes: 1_000_000, types: ['image/jpeg', 'image/png'] };
/** The cover of a first article is shown at 2.35 to 1. */
const COVER: PictureRule = { maxWidth: 1080, ratio: { min: 2.35, max: 2.35 }, maxBytes: 1_000_000, types: ['image/jpeg', 'image/png'] };

const TEXT = 'font-size:16px;line-height:1.75;color:#333';
const STYLES: Look['styles'] = {
  p: `${TEXT};margin:0 0 1em`,
  h1: 'font-size:22px;line-height:1.4;font-weight:bold;margin:1.4em 0 0.7em',
  h2: 'font-size:19px;line-height:1.4;font-weight:bold;margin:1.4em 0 0.7em',
  h3: 'font-size:17px;line-height:1.4;font-weight:bold;margin:1.2em 0 0.6em',
  ul: `${TEXT};margin:0 0 1em;padding-left:1.5em`,
  ol: `${TEXT};margin:0 0 1em;padding-left:1.5em`,
  li: 'margin:0.2em 0',
  blockquote: 'margin:1em 0;padding:0.6em 1em;border-left:3px solid #ddd;color:#666;background:#f8f8f8',
  pre: 'margin:1em 0;padding:0.8em 1em;font-size:14px;line-height:1.5;white-space:pre-wrap;background:#f6f6f6;border-radius:4px',
  code: 'font-family:Menlo,Consolas,monospace;font-size:14px;background:#f6f6f6;padding:0 0.2em',
  img: 'max-width:100%;height:auto;display:block;margin:0 auto',
  figure: 'margin:1em 0;text-align:center',
  figcaption: 'font-size:14px;color:#888;margin-top:0.4em',
  hr: 'border:none;border-top:1px solid #ddd;margin:1.5em 0',
  strong: 'font-weight:bold',
};

const NOTES: Readonly<Record<'zh-Hans' | 'zh-Hant' | 'en', string>> = { 'zh-Hans': '链接', 'zh-Hant': '連結', en: 'Links' };

const notesTitle = (language: string): string => (/^zh\b.*\b(hant|tw|hk|mo)\b/i.test(language) ? NOTES['zh-Hant'] : /^zh\b/i.test(language) || language === '' ? NOTES['zh-Hans'] : NOTES.en);

interface Noted {
  readonly body: Document;
  readonly addresses: readonly string[];
}

/** Puts a number behind each link's words, and gathers the addresses. A link whose words are its address needs none. */
const noted = (document: Document, addresses: string[]): Document => {
  const numberOf = (href: string): number => {
    const known = addresses.indexOf(href);
    return known >= 0 ? known + 1 : addresses.push(href);
  };
  const runs = (own: readonly Run[]): Run[] =>
    own.flatMap((run, i): Run[] => {
      if (run.href === null || run.href === run.text || run.text.trim() === '') return [{ ...run, href: null }];
      const goesOn = own[i + 1]?.href === run.href;
      return [{ ...run, href: null }, ...(goesOn ? [] : [plainRun(`[${numberOf(run.href)}]`)])];
    });
  return document.map((block): Block => {
    if (block.kind === 'paragraph' || block.kind === 'heading') return { ...block, runs: runs(block.runs) };
    if (block.kind === 'quote') return { ...block, blocks: noted(block.blocks, addresses) };
    if (block.kind === 'list') return { ...block, items: block.items.map((item) => noted(item, addresses)) };
    return block;
  });
};

const withNotes = (source: Source): Noted => {
  const addresses: string[] = [];
  const named: Document = source.adapted ? [] : source.links.map(({ label, url }): Block => ({ kind: 'paragraph', runs: [plainRun(label.trim() === '' ? url : label, url)] }));
  const body = noted([...source.body, ...named], addresses);
  const notes: Document = addresses.length === 0 ? [] : [{ kind: 'heading', level: 3, runs: [plainRun(notesTitle(source.language))] }, { kind: 'paragraph', runs: [plainRun(addresses.map((address, i) => `[${i + 1}] ${address}`).join('\n'))] }];
  return { body: [...body, ...notes], addresses };
};

const isShowable = (url: string): boolean => /^(https?:\/)?\//i.test(url);

interface Pictures {
  readonly uses: readonly PictureUse[];
  readonly placeOf: (picture: Picture) => number | null;
  readonly cover: number | null;
  readonly issues: readonly Issue[];
}

/** Each picture once, with the cover cropped as covers are. One that the media library does not know can not be put at WeChat. */
const picturesFor = (source: Source, body: Document): Pictures => {
  const inside = picturesOf(body);
  const known = inside.filter(({ fileId }) => fileId !== null);
  const unique = known.filter((picture, i) => known.findIndex(({ fileId }) => fileId === picture.fileId) === i);
  const cover = source.cover?.fileId != null ? source.cover : (unique[0] ?? null);
  const uses = [...unique.map((picture): PictureUse => ({ picture, rule: INSIDE, alt: picture.alt })), ...(cover === null ? [] : [{ picture: cover, rule: COVER, alt: cover.alt }])];
  const foreign: Issue[] = known.length === inside.length ? [] : [{ level: 'warning', code: 'picture-left-out', field: 'pictures', message: `${inside.length - known.length} pictures are not in the media library and are left out.`, params: { count: inside.length - known.length } }];
  const noCover: Issue[] = cover === null ? [{ level: 'error', code: 'no-cover', field: 'pictures', message: 'An article of WeChat needs a cover; the piece has no picture of the media library.' }] : [];
  return {
    uses,
    placeOf: (picture) => {
      const place = unique.findIndex(({ fileId }) => fileId === picture.fileId && fileId !== null);
      return place < 0 ? null : place;
    },
    cover: cover === null ? null : uses.length - 1,
    issues: [...foreign, ...noCover],
  };
};

/** Written by `render` alone: what people wrote is escaped and can not look so. */
export const PLACEHOLDER = /src="picture:(\d+)"/g;

const cut = (field: string, text: string, bound: Bound): { readonly text: string; readonly issues: readonly Issue[]; readonly measure: Measure } => {
  const used = lengthOf(text, bound);
  const short = cutTo(text, bound);
  const issues: Issue[] = short === text ? [] : [{ level: 'warning', code: 'cut', field, message: `The ${field} has ${used} characters and is cut to ${bound.max}.`, params: { used, max: bound.max } }];
  return { text: short, issues, measure: { field, used: lengthOf(short, bound), max: bound.max, unit: bound.unit } };
};

export const renderArticle = (source: Source, own: { readonly author: string }): Rendition<ArticlePayload> => {
  const title = titleLine(source);
  const { body } = withNotes(source);
  const pictures = picturesFor(source, body);
  const look = (address: (picture: Picture) => string | null): Look => ({ styles: STYLES, links: false, picture: address });
  const content = toStyledHtml(body, look((picture) => {
    const place = pictures.placeOf(picture);
    return place === null ? null : `picture:${place}`;
  }));
  const author = cut('author', (own.author || source.author).replace(/\s+/g, ' ').trim(), AUTHOR);
  const digest = cut('summary', source.summary.replace(/\s+/g, ' ').trim(), DIGEST);
  const [ofTitle, ofBody] = [checked('title', title, TITLE), checked('body', content.replace(PLACEHOLDER, `src="${'.'.repeat(ADDRESS_LENGTH)}"`), CONTENT)];
  return {
    payload: { title, author: author.text, digest: digest.text, content, sourceUrl: source.url ?? '', cover: pictures.cover ?? -1 },
    pictures: pictures.uses,
    preview: { look: 'article', title, text: digest.text === '' ? null : digest.text, html: toStyledHtml(body, look((picture) => (pictures.placeOf(picture) !== null && isShowable(picture.url) ? picture.url : null))) },
    measures: [ofTitle.measure, ofBody.measure, author.measure, digest.measure],
    issues: [...ofTitle.issues, ...emptyIssues('title', title), ...ofBody.issues, ...emptyIssues('body', content), ...author.issues, ...digest.issues, ...pictures.issues],
  };
};
