/** Reads approved content into what adapters render. What editors wrote for a platform comes before what they wrote for all. */
import type { Document, Picture, Source } from '../../../core/distribution/document';
import { fromBlocks, fromMarkdown, fromText, pictureOf, webAddress } from '../../../core/distribution/read';
import type { DistributedType } from '../config/distribution';
import type { GovernedType, WorkflowConfig } from '../config';
import type { Content } from '../engine/content';
import type { SchemaOf } from '../engine/schema';
import type { Sources } from './ports';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const list = (value: unknown): readonly Content[] => (Array.isArray(value) ? value.filter((item): item is Content => item !== null && typeof item === 'object') : []);

const at = (content: Content, name: string | null): unknown => (name === null ? null : content[name]);

const pictures = (value: unknown): Picture[] => (Array.isArray(value) ? value : [value]).flatMap((file) => pictureOf(file) ?? []);

const names = (value: unknown): string[] => (Array.isArray(value) ? value : []).flatMap((tag) => (typeof tag === 'string' ? [tag] : tag !== null && typeof tag === 'object' ? [text((tag as Content).name)] : [])).filter((name) => name !== '');

const documentOf = (kind: string | undefined, value: unknown): Document => {
  if (kind === 'blocks') return fromBlocks(value);
  return kind === 'richtext' ? fromMarkdown(text(value)) : fromText(text(value));
};

/** Every part is one segment of the address. */
const addressOf = (template: string | null, parts: Readonly<Record<'path' | 'slug' | 'id' | 'locale', string>>): string | null =>
  template === null ? null : webAddress(template.replace(/\{(path|slug|id|locale)\}/g, (_, name: keyof typeof parts) => encodeURIComponent(parts[name])));

const adaptationOf = (distributed: DistributedType, content: Content, platforms: readonly string[]): { readonly title: string; readonly text: string } | null => {
  const own = list(at(content, distributed.adaptations)).find(({ platform }) => platforms.includes(text(platform)));
  return own === undefined ? null : { title: text(own.title).trim(), text: text(own.text).trim() };
};

/** The document ids of the KOLs who carry an entry. */
export const kolsOf = (type: GovernedType, content: Content): string[] => [at(content, type.distribution?.kols ?? null)].flat().flatMap((kol) => (kol !== null && typeof kol === 'object' && 'documentId' in kol ? [text(kol.documentId)] : []));

/** What a campaign is called: the activity's slug, or the entry's own. */
export const campaignOf = (type: GovernedType, content: Content, documentId: string): string => {
  const activity = at(content, type.delivery.activity);
  const slug = activity !== null && typeof activity === 'object' ? text((activity as Content).slug) : '';
  return slug || text(at(content, type.slug)) || documentId;
};

export const createSources = (config: Pick<WorkflowConfig, 'types' | 'distribution'>, schemaOf: SchemaOf): Sources => ({
  of(piece, content, adapter): Source {
    const type = config.types[piece.uid];
    const distributed = type?.distribution ?? null;
    if (type === undefined || distributed === null) throw new Error(`${piece.uid} is not distributed`);
    const own = adaptationOf(distributed, content, adapter.adaptations);
    const adapted = own !== null && own.text !== '';
    return {
      title: (own?.title ?? '') || text(content[type.title]),
      summary: text(at(content, distributed.summary)),
      body: adapted ? fromText(own.text) : documentOf(schemaOf(piece.uid).attributes[distributed.body]?.type, content[distributed.body]),
      cover: pictureOf(at(content, distributed.cover)),
      gallery: pictures(at(content, distributed.gallery)),
      tags: names(at(content, distributed.tags)),
      language: piece.locale,
      author: '',
      url: addressOf(config.distribution.siteAddress, { path: type.path ?? '', slug: text(at(content, type.slug)) || piece.documentId, id: piece.documentId, locale: piece.locale }),
      links: list(at(content, distributed.links)).flatMap((link) => {
        const url = webAddress(text(link.url));
        return url === null ? [] : [{ label: text(link.label), url }];
      }),
      adapted,
      ownTitle: own !== null && own.title !== '',
    };
  },
});
