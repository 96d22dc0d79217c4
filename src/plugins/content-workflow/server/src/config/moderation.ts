/** What a team decides about moderation: which type members send in, what adopting one makes, how often a patrol looks again. */
import { z } from '@strapi/utils';

const attribute = z.string().min(1);

/** The names of the new draft's attributes; what is `null` is left empty. */
const adopt = z.strictObject({
  /** The governed type that an adopted submission becomes a draft of. */
  into: z.string().min(1),
  title: attribute,
  /** Blocks, rich text or plain text. */
  body: attribute.nullable().default(null),
  /** A repeatable component with `url` and `label`; without it the links stand at the end of the body. */
  links: attribute.nullable().default(null),
  /** One file: the first picture. */
  cover: attribute.nullable().default(null),
  /** Several files: the pictures that are no cover. */
  images: attribute.nullable().default(null),
  /** A text with the name that the sender chose; without it that name is the last line of the body. */
  credit: attribute.nullable().default(null),
  /** The relation to the submission. */
  submission: attribute.nullable().default(null),
  /** The relation to the activity, of the same name on both. */
  activity: attribute.nullable().default(null),
  /** A text that is derived from the title, for addresses. */
  slug: attribute.nullable().default(null),
});

export const moderation = z.strictObject({
  /** The type that members send in; `null`: nobody sends anything in. */
  submissions: z.string().min(1).nullable().default(null),
  /** `null`: adopting approves the submission itself and makes nothing. */
  adopt: adopt.nullable().default(null),
  patrol: z
    .strictObject({
      everyHours: z.number().min(1).max(720).default(24),
      /** Of what members sent in and readers see, and no patrol has looked at in this version. 0 draws nothing. */
      share: z.number().min(0).max(1).default(0.05),
      /** More than a moderator looks at beside the queue. */
      atMost: z.int().min(1).max(500).default(20),
    })
    .default({ everyHours: 24, share: 0.05, atMost: 20 }),
  /** Host names of the community's own sites, with everything below them: a link there is never a signal. The server's own address (`server.url`) is one without being named. */
  ownDomains: z.array(z.string().regex(/^(?=.{4,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'is a host name such as "example.com"')).max(100).default([]),
  /** For so many days what was sent in is compared with what comes later, and tried by word lists; then its words and the hashes of its pictures are forgotten. */
  rememberDays: z.int().min(1).max(3_650).default(90),
  /** A day has 24 hours here, counted back from each report. */
  reports: z.strictObject({ perDay: z.int().min(1).max(1000).default(10), perDayWithoutAccount: z.int().min(0).max(1000).default(5) }).default({ perDay: 10, perDayWithoutAccount: 5 }),
});

export type ModerationConfig = z.infer<typeof moderation>;
export type AdoptConfig = NonNullable<ModerationConfig['adopt']>;

interface Attributes {
  readonly attributes: Readonly<Record<string, { readonly type: string; readonly multiple?: boolean; readonly repeatable?: boolean } | undefined>>;
}

/** What each attribute may be, so that adopting does not fail on the first submission. */
const FITS: Readonly<Record<Exclude<keyof AdoptConfig, 'into'>, (attribute: { readonly type: string; readonly multiple?: boolean; readonly repeatable?: boolean }) => boolean>> = {
  title: ({ type }) => ['string', 'text'].includes(type),
  body: ({ type }) => ['blocks', 'richtext', 'text'].includes(type),
  links: ({ type, repeatable }) => type === 'component' && repeatable === true,
  cover: ({ type, multiple }) => type === 'media' && multiple !== true,
  images: ({ type, multiple }) => type === 'media' && multiple === true,
  credit: ({ type }) => ['string', 'text'].includes(type),
  submission: ({ type }) => type === 'relation',
  activity: ({ type }) => type === 'relation',
  slug: ({ type }) => ['uid', 'string'].includes(type),
};

/** Where moderation and the content types that exist do not fit each other. */
export const moderationProblems = ({ submissions, adopt }: ModerationConfig, types: Readonly<Record<string, unknown>>, schemaOf: (uid: string) => Attributes | undefined): { readonly path: readonly string[]; readonly message: string }[] => {
  const problems: { path: string[]; message: string }[] = [];
  if (submissions !== null && types[submissions] === undefined) problems.push({ path: ['moderation', 'submissions'], message: `"${submissions}" is not a governed type` });
  if (adopt === null) return problems;
  if (submissions === null) problems.push({ path: ['moderation', 'adopt'], message: 'there is nothing to adopt without "submissions"' });
  const schema = types[adopt.into] === undefined ? undefined : schemaOf(adopt.into);
  if (schema === undefined) return [...problems, { path: ['moderation', 'adopt', 'into'], message: `"${adopt.into}" is not a governed type` }];
  for (const [key, fits] of Object.entries(FITS) as [keyof typeof FITS, (typeof FITS)[keyof typeof FITS]][]) {
    const name = adopt[key];
    if (name === null) continue;
    const found = schema.attributes[name];
    if (found === undefined) problems.push({ path: ['moderation', 'adopt', key], message: `there is no attribute "${name}"` });
    else if (!fits(found)) problems.push({ path: ['moderation', 'adopt', key], message: `"${name}" can not hold this` });
  }
  return problems;
};
