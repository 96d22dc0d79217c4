/** Makes a draft of an adopted submission, inside the transaction of the decision. */
import type { Core } from '@strapi/strapi';
import { slugOf, toBlocks, toMarkdown, toPlain, type OwnPlaces, type Submitted } from '../../../../core/moderation/adoption';
import type { Actor } from '../../../../core/workflow/context';
import type { WorkflowConfig } from '../../config';
import { isLocalized, schemaReader } from '../../engine/schema';
import type { Subject } from '../../tables';
import type { TargetText } from './targets';

export interface Adopt {
  /** True where the configuration has a place for pictures. */
  readonly takesImages: boolean;
  /** Call inside the transaction of the decision. `images`: files of the media library. `null` where the configuration makes nothing of a submission. */
  draft(input: { readonly target: Subject; readonly text: TargetText; readonly images: readonly number[]; readonly by: Actor }): Promise<Subject | null>;
}

export interface AdoptDeps {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
}

interface Documents {
  create(params: object): Promise<{ documentId: string }>;
}

interface Locales {
  find(): Promise<{ code: string }[]>;
  getDefaultLocale(): Promise<string>;
}

/** What tells two addresses apart; of the submission's own id, so that it can be found from the address. */
const ENDING = 8;

export const createAdopt = ({ strapi, config }: AdoptDeps): Adopt => {
  const { adopt } = config.moderation;
  const schemaOf = schemaReader(strapi);

  /** The language of the submission where the application has it, and its first language otherwise. */
  const localeOf = async (uid: string, language: string | null): Promise<{ locale?: string }> => {
    if (!isLocalized(schemaOf(uid)) || strapi.plugin('i18n') === undefined) return {};
    const locales = strapi.plugin('i18n').service('locales') as unknown as Locales;
    const known = (await locales.find()).find(({ code }) => code.toLowerCase() === language?.toLowerCase());
    return { locale: known?.code ?? (await locales.getDefaultLocale()) };
  };

  const bodyOf = (type: string | undefined, submitted: Submitted, own: OwnPlaces): unknown => {
    if (type === 'blocks') return toBlocks(submitted, own);
    return type === 'richtext' ? toMarkdown(submitted, own) : toPlain(submitted, own);
  };

  const draft: Adopt['draft'] = async ({ target, text, images, by }) => {
    if (adopt === null) return null;
    const schema = schemaOf(adopt.into);
    const [first, ...others] = images;
    const data: Record<string, unknown> = { [adopt.title]: text.title };
    const put = (name: string | null, value: unknown): void => {
      if (name !== null && value !== undefined) data[name] = value;
    };
    put(adopt.body, adopt.body === null ? undefined : bodyOf(schema.attributes[adopt.body]?.type, text, { links: adopt.links !== null, credit: adopt.credit !== null }));
    put(adopt.links, text.links.map(({ url, label }) => ({ url, ...(label === null ? {} : { label }) })));
    put(adopt.credit, text.contributorName);
    put(adopt.cover, first);
    put(adopt.images, adopt.cover === null ? images : others);
    put(adopt.slug, slugOf(text.title, target.documentId.slice(0, ENDING)));
    put(adopt.submission, { connect: [{ documentId: target.documentId }] });
    put(adopt.activity, text.activity === null ? undefined : { connect: [{ documentId: text.activity.documentId }] });
    const writer = by.kind === 'admin' ? { createdBy: Number(by.id), updatedBy: Number(by.id) } : {};
    const documents = strapi.documents(adopt.into as never) as unknown as Documents;
    const language = await localeOf(adopt.into, text.language);
    const made = await documents.create({ data: { ...data, ...writer }, status: 'draft', ...language });
    return { uid: adopt.into, documentId: made.documentId, locale: language.locale ?? '' };
  };
  return { takesImages: adopt !== null && (adopt.cover !== null || adopt.images !== null), draft };
};
