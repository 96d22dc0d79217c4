/** What distribution reads of a type, and where short links and the site are. */
import { z } from '@strapi/utils';

const attribute = z.string().min(1);

/** Where an entry keeps what platforms are told. Left out of a type, its pieces are not distributed. */
export const distributedType = z.strictObject({
  summary: attribute.nullable().default(null),
  /** Blocks, rich text (Markdown) or plain text. */
  body: attribute,
  cover: attribute.nullable().default(null),
  gallery: attribute.nullable().default(null),
  tags: attribute.nullable().default(null),
  /** A repeatable component with `platform`, `title` and `text`: what editors wrote for one platform. */
  adaptations: attribute.nullable().default(null),
  /** A repeatable component with `label` and `url`. */
  links: attribute.nullable().default(null),
  /** The relation to KOLs, who get a link of their own. */
  kols: attribute.nullable().default(null),
});

export type DistributedType = z.infer<typeof distributedType>;

const webAddress = z.url({ protocol: /^https?$/, error: 'is not an http(s) address' });

export const distribution = z.strictObject({
  /** Where a piece is read: `{path}`, `{slug}`, `{id}` and `{locale}` are filled in. `null`: pieces have no address of their own. */
  siteAddress: webAddress.nullable().default(null),
  /** What stands before the code of a short link, without a slash at the end; `null`: the server's own public address and `/l`. */
  shortAddress: webAddress.nullable().default(null),
  /** Calls to platforms at once in one process. */
  concurrency: z.int().min(1).max(50).default(8),
  /** How long a platform may take to answer. */
  timeoutSeconds: z.number().min(1).max(120).default(20),
  egress: z
    .strictObject({
      /** Nothing is called but what `allow` names: for demos and copies of a production database. */
      closed: z.boolean().default(false),
      /** Hosts, as `127.0.0.1:9000`, that may be reached although they are inner addresses or speak http: for tests and for mirrors in one's own network. */
      allow: z.array(z.string().min(1)).default([]),
    })
    .default({ closed: false, allow: [] }),
});

export type DistributionConfig = z.infer<typeof distribution>;
