/** Reads what an item is about: its words as inert text, whoever wrote it and whatever type it is of. */
import type { Core } from '@strapi/strapi';
import type { WorkflowConfig } from '../../config';
import type { Content, ContentReader } from '../../engine/content';
import { labelAttribute, type Schema } from '../../engine/schema';
import type { Connection, Subject } from '../../tables';

/** What a moderator reads. */
export interface TargetText {
  readonly title: string;
  readonly text: string;
  readonly links: readonly { readonly url: string; readonly label: string | null }[];
  readonly contributorName: string;
  readonly language: string | null;
  readonly activity: { readonly documentId: string; readonly title: string } | null;
  readonly contentHash: string;
}

export interface Targets {
  /** The draft, as it stands now; `null` when it is gone. */
  draft(target: Subject): Promise<TargetText | null>;
  /** What readers have before them; `null` when nothing is live. */
  live(connection: Connection, target: Subject): Promise<TargetText | null>;
  /** Who sent it, as the entry itself knows; '' for what nobody outside of the team sent. */
  senderOf(target: Subject): Promise<string>;
}

/** What the composition root knows of editions. */
export interface LiveContent {
  readonly contentHash: string;
  readonly content: Content;
}

export interface TargetDeps {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly content: ContentReader;
  readonly liveContent: (connection: Connection, target: Subject) => Promise<LiveContent | null>;
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

interface Node {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly children?: unknown;
  readonly image?: { readonly alternativeText?: unknown };
}

const inline = (value: unknown): string => (Array.isArray(value) ? (value as Node[]).map((node) => (typeof node.text === 'string' ? node.text : inline(node.children))).join('') : '');

/** The words of Strapi's blocks, a line each. */
export const textOfBlocks = (blocks: unknown): string =>
  Array.isArray(blocks)
    ? (blocks as Node[])
        .flatMap((node) => (node.type === 'list' && Array.isArray(node.children) ? (node.children as Node[]).map((item) => inline(item.children)) : node.type === 'image' ? [asText(node.image?.alternativeText)] : [inline(node.children)]))
        .filter((line) => line.trim() !== '')
        .join('\n')
    : '';

/** Long texts of an entry in the order of its attributes: a plain text as it is, blocks by their words. */
const wordsOf = (schema: Schema, content: Content, title: string): string =>
  Object.entries(schema.attributes)
    .flatMap(([name, { type, private: isPrivate }]) => {
      if (name === title || isPrivate === true) return [];
      if (type === 'blocks') return [textOfBlocks(content[name])];
      return type === 'text' || type === 'richtext' ? [asText(content[name])] : [];
    })
    .filter((text) => text !== '')
    .join('\n\n');

const isEntry = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const linksOf = (value: unknown): TargetText['links'] =>
  Array.isArray(value) ? value.filter(isEntry).flatMap((link) => (typeof link.url === 'string' ? [{ url: link.url, label: typeof link.label === 'string' ? link.label : null }] : [])) : [];

export const createTargets = ({ strapi, config, content: reader, liveContent }: TargetDeps): Targets => {
  const textOf = (target: Subject, content: Content, contentHash: string): TargetText => {
    const schema = reader.schemaOf(target.uid);
    const titleName = config.types[target.uid]?.title ?? labelAttribute(schema) ?? '';
    const { activity } = content;
    return {
      title: asText(content[titleName]),
      text: wordsOf(schema, content, titleName),
      links: linksOf(content.links ?? content.trackedLinks),
      contributorName: asText(content.contributorName),
      language: asText(content.language) || target.locale || null,
      activity: isEntry(activity) && typeof activity.documentId === 'string' ? { documentId: activity.documentId, title: asText(activity.label) } : null,
      contentHash,
    };
  };

  return {
    async draft(target) {
      const version = await reader.readDraft(target);
      return version === null ? null : textOf(target, version.content, version.hash);
    },
    async live(connection, target) {
      const found = await liveContent(connection, target);
      return found === null ? null : textOf(target, found.content, found.contentHash);
    },
    async senderOf(target) {
      if (target.uid !== config.moderation.submissions || reader.schemaOf(target.uid).attributes.member === undefined) return '';
      const entry = (await strapi.db.query(target.uid as never).findOne({ where: { documentId: target.documentId, publishedAt: null } as never, populate: { member: { select: ['id'] } } as never })) as { member?: { id: number } | null } | null;
      return entry?.member == null ? '' : `member:${entry.member.id}`;
    },
  };
};
