/** A piece as an entry of a feed. Addresses of the media library stay as they are and are made absolute where the feed is written. */
import { escapeHtml } from '../html';
import type { Picture, Source } from './document';
import { toStyledHtml, type Look } from './html';
import { toPlainText } from './plain';
import type { Issue, Rendition } from './rendition';
import { lengthOf, type Bound } from './units';

export type FeedPayload = {
  readonly title: string;
  readonly summary: string;
  readonly html: string;
  readonly text: string;
  /** BCP 47, or ''. */
  readonly language: string;
  readonly author: string;
  readonly url: string | null;
  readonly tags: readonly string[];
  readonly cover: { readonly url: string; readonly mime: string; readonly bytes: number; readonly alt: string } | null;
};

/** A feed is read as a whole at every visit. */
export const ENTRY: Bound = { max: 500_000, unit: 'utf8', source: 'our own: fifty of them are what readers of feeds load at once', asOf: '2026-11-26' };

const LOOK: Look = { styles: {}, picture: ({ url }) => url, links: true };

/** The media library counts in kilobytes of a thousand bytes. */
const coverOf = (picture: Picture | null): FeedPayload['cover'] => (picture === null ? null : { url: picture.url, mime: picture.mime === '' ? 'image/jpeg' : picture.mime, bytes: Math.round(picture.size * 1000), alt: picture.alt });

const htmlOf = ({ cover, body, gallery, adapted, links }: Source): string => {
  const pictures = [...(cover === null ? [] : [cover]), ...(adapted ? [] : gallery)];
  const [first, ...others] = pictures.map((picture) => ({ kind: 'picture' as const, picture }));
  const list = links.length === 0 ? '' : `<ul>${links.map(({ label, url }) => `<li><a href="${escapeHtml(url)}">${escapeHtml(label === '' ? url : label)}</a></li>`).join('')}</ul>`;
  return `${toStyledHtml([...(first === undefined ? [] : [first]), ...body, ...others], LOOK)}${list}`;
};

export const renderEntry = (source: Source): Rendition<FeedPayload> => {
  const html = htmlOf(source);
  const text = toPlainText(source.body);
  const used = lengthOf(html, ENTRY);
  const long: Issue[] = used > ENTRY.max ? [{ level: 'error', code: 'too-long', field: 'body', message: `The entry has ${used} bytes of HTML; a feed takes ${ENTRY.max}.`, params: { used, max: ENTRY.max } }] : [];
  const issues: Issue[] = source.title.trim() === '' ? [...long, { level: 'error', code: 'missing', field: 'title', message: 'An entry of a feed needs a title.' }] : long;
  const { title, summary, language, author, url, tags } = source;
  return {
    payload: { title, summary, html, text, language, author, url, tags, cover: coverOf(source.cover) },
    pictures: [],
    preview: { look: 'article', title, text, html },
    measures: [{ field: 'body', used, max: ENTRY.max, unit: 'bytes' }],
    issues,
  };
};

/** Every address of this site in a text that was written here: what people wrote can not contain the quote. */
export const absoluteIn = (html: string, site: string): string => html.replace(/ (src|href)="\/(?!\/)/g, ` $1="${escapeHtml(site)}/`);

export const absolute = (url: string, site: string): string => (/^\/(?!\/)/.test(url) ? `${site}${url}` : url);
