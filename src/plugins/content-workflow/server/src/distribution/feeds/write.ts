/** Entries as RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1. */
import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith';
import { absolute, absoluteIn, type FeedPayload } from '../../../../core/distribution/feed';
import type { FeedSettings } from '../adapters/feed';

export type Format = 'rss' | 'atom' | 'json';

export const MIME: Readonly<Record<Format, string>> = { rss: 'application/rss+xml; charset=utf-8', atom: 'application/atom+xml; charset=utf-8', json: 'application/feed+json; charset=utf-8' };

export interface Entry {
  /** The same for every version of a piece. */
  readonly id: string;
  readonly payload: FeedPayload;
  /** Epoch milliseconds. */
  readonly publishedAt: number;
  readonly changedAt: number;
}

export interface Writing {
  readonly self: string;
  /** Before addresses of the media library. */
  readonly site: string;
  readonly hubs: readonly string[];
  readonly settings: FeedSettings;
  readonly entries: readonly Entry[];
  readonly changedAt: number;
}

/** XML has no place for most control characters, not even escaped (XML 1.0, 2.2). */
const NOT_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

const cleaned = (payload: FeedPayload): FeedPayload => JSON.parse(JSON.stringify(payload, (_name, value: unknown) => (typeof value === 'string' ? value.replace(NOT_XML, '') : value))) as FeedPayload;

const some = <T>(value: T, isThere: boolean): T | undefined => (isThere ? value : undefined);

const summaryOf = ({ summary, text }: FeedPayload): string => (summary !== '' ? summary : text.slice(0, 280));

export const writeFeed = (format: Format, { self, site, hubs, settings, entries: all, changedAt }: Writing): string => {
  const entries = all.map((entry) => {
    const payload = cleaned(entry.payload);
    return { ...entry, payload, html: absoluteIn(payload.html, site), cover: payload.cover === null ? null : { ...payload.cover, url: absolute(payload.cover.url, site) }, author: payload.author || settings.author };
  });
  const links = [{ href: self, rel: 'self', type: MIME[format].split(';')[0] }, ...hubs.map((href) => ({ href, rel: 'hub' }))];

  switch (format) {
    case 'rss':
      return generateRssFeed({
        title: settings.title,
        link: settings.home,
        description: settings.description || settings.title,
        language: some(settings.language, settings.language !== ''),
        lastBuildDate: some(new Date(changedAt), changedAt > 0),
        generator: 'content-workflow',
        atom: { links },
        items: entries.map(({ id, payload, html, cover, author, publishedAt, changedAt: at }) => ({
          title: payload.title,
          link: payload.url ?? undefined,
          description: summaryOf(payload),
          guid: { value: id, isPermaLink: false },
          pubDate: new Date(publishedAt),
          categories: payload.tags.map((name) => ({ name })),
          content: { encoded: html },
          enclosures: cover === null ? undefined : [{ url: cover.url, length: cover.bytes, type: cover.mime }],
          dc: { ...(author === '' ? {} : { creators: [author] }), ...(payload.language === '' ? {} : { languages: [payload.language] }) },
          atom: { updated: new Date(at) },
        })),
      } as Parameters<typeof generateRssFeed>[0]);
    case 'atom':
      return generateAtomFeed({
        id: self,
        title: { value: settings.title },
        subtitle: some({ value: settings.description }, settings.description !== ''),
        updated: new Date(changedAt),
        generator: { text: 'content-workflow' },
        links: [...links, { href: settings.home, rel: 'alternate', type: 'text/html' }],
        // Every entry has an author, or its feed has one (RFC 4287, 4.1.1).
        authors: [{ name: settings.author || settings.title }],
        xml: some({ lang: settings.language }, settings.language !== ''),
        entries: entries.map(({ id, payload, html, cover, author, publishedAt, changedAt: at }) => ({
          id,
          title: { value: payload.title },
          updated: new Date(at),
          published: new Date(publishedAt),
          authors: author === '' ? undefined : [{ name: author }],
          categories: payload.tags.map((term) => ({ term })),
          links: [...(payload.url === null ? [] : [{ href: payload.url, rel: 'alternate', type: 'text/html' }]), ...(cover === null ? [] : [{ href: cover.url, rel: 'enclosure', type: cover.mime, length: cover.bytes }])],
          summary: { value: summaryOf(payload) },
          content: { value: html, type: 'html' },
          xml: some({ lang: payload.language }, payload.language !== ''),
        })),
      } as Parameters<typeof generateAtomFeed>[0]);
    case 'json':
      return JSON.stringify(
        generateJsonFeed({
          title: settings.title,
          home_page_url: settings.home,
          feed_url: self,
          description: some(settings.description, settings.description !== ''),
          language: some(settings.language, settings.language !== ''),
          authors: [{ name: settings.author || settings.title }],
          hubs: some(hubs.map((url) => ({ type: 'WebSub', url })), hubs.length > 0),
          items: entries.map(({ id, payload, html, cover, author, publishedAt, changedAt: at }) => ({
            id,
            url: payload.url ?? undefined,
            title: payload.title,
            content_html: html,
            content_text: payload.text,
            summary: summaryOf(payload),
            image: cover?.url,
            date_published: new Date(publishedAt),
            date_modified: new Date(at),
            tags: some([...payload.tags], payload.tags.length > 0),
            authors: author === '' ? undefined : [{ name: author }],
            language: some(payload.language, payload.language !== ''),
          })),
        } as Parameters<typeof generateJsonFeed>[0])
      );
  }
};
