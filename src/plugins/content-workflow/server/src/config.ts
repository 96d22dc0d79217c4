import { z } from '@strapi/utils';
import { isTimezone } from '../../core/schedule/zone';

/** Plugin configuration, validated at start with every error in one message. */

const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'use HH:mm');
const timezone = z.string().refine(isTimezone, 'is not a known IANA time zone');
const instant = z.iso.datetime({ offset: true, error: 'use an ISO 8601 instant with a zone, e.g. 2026-12-31T00:00:00Z' });
const attribute = z.string().min(1);

const reviewStep = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]*$/, 'use lower-case letters, digits and hyphens'),
  name: z.string().min(1),
  quorum: z.int().min(1).default(1),
  /** Admin role codes; empty means everybody with the review permission. */
  roles: z.array(z.string().min(1)).default([]),
});

const publishWindow = z
  .strictObject({
    days: z.array(z.int().min(1).max(7)).min(1),
    from: wallTime,
    to: wallTime,
    timezone,
  })
  .refine((w) => w.from < w.to, { error: '"from" must be before "to"; split a window that crosses midnight', path: ['from'] });

const blackout = z
  .strictObject({ from: instant, to: instant, reason: z.string().min(1) })
  .refine((b) => Date.parse(b.from) < Date.parse(b.to), { error: '"from" must be before "to"', path: ['from'] });

const checklistRule = z.strictObject({
  field: attribute,
  level: z.enum(['required', 'before-approval', 'recommended']).default('required'),
  min: z.int().min(1).optional(),
  max: z.int().min(1).optional(),
}).refine((rule) => rule.min === undefined || rule.max === undefined || rule.min <= rule.max, { error: '"min" is larger than "max", so nothing can satisfy it', path: ['min'] });

const governedType = z.strictObject({
  /** Segment of the delivery address: `/api/delivery/<path>`. */
  path: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'use lower-case letters, digits and hyphens')
    .refine((path) => path !== 'preview', '"preview" is the address of preview links'),
  /** The attribute that names an entry to people. */
  title: attribute,
  /** The attribute that names an entry in an address; `null` means it is fetched by its document id. */
  slug: attribute.nullable().default(null),
  review: z
    .array(reviewStep)
    .min(1, 'at least one review step is needed: nothing goes live without an approval')
    .refine((steps) => new Set(steps.map((s) => s.key)).size === steps.length, 'step keys must differ'),
  checklist: z.array(checklistRule).default([]),
  /** Attributes that a variant may override. */
  variables: z.array(attribute).default([]),
  /** Private attributes that are notes of the team: not part of what is approved, never delivered. */
  unreviewed: z.array(attribute).default([]),
  /** What an edit does while a piece is under review or scheduled: take the approval away, or be refused. */
  edits: z
    .strictObject({ review: z.enum(['void', 'lock']).default('void'), scheduled: z.enum(['void', 'lock']).default('lock') })
    .default({ review: 'void', scheduled: 'lock' }),
  late: z
    .strictObject({ policy: z.enum(['publish', 'hold', 'skip']).default('publish'), toleranceMinutes: z.number().min(0).default(15) })
    .default({ policy: 'publish', toleranceMinutes: 15 }),
  windows: z.array(publishWindow).default([]),
  /** `null`: the retrospective is only opened by hand. */
  retrospectiveAfterDays: z.number().positive().max(36_500).nullable().default(null),
  rejectReasons: z.array(z.string().min(1)).min(1).default(['off-topic', 'quality', 'rights', 'policy', 'duplicate']),
  delivery: z
    .strictObject({
      /** Attributes that front ends get; `null` means every attribute that is not private. */
      fields: z.array(attribute).min(1).nullable().default(null),
      /** The relation whose document id answers `?activity=`. */
      activity: attribute.nullable().default(null),
      /** The attribute whose names answer `?tag=`: a list of strings or a repeatable component with `name`. */
      tags: attribute.nullable().default(null),
    })
    .default({ fields: null, activity: null, tags: null }),
});

const configSchema = z.strictObject({
  types: z.record(z.string(), governedType).default({}),
  blackouts: z.array(blackout).default([]),
  delivery: z
    .strictObject({
      pageSize: z.int().min(1).default(20),
      maxPageSize: z.int().min(1).max(1000).default(100),
      maxAgeSeconds: z.int().min(0).default(60),
      staleWhileRevalidateSeconds: z.int().min(0).default(300),
    })
    .refine((d) => d.pageSize <= d.maxPageSize, { error: '"pageSize" is larger than "maxPageSize"', path: ['pageSize'] })
    .default({ pageSize: 20, maxPageSize: 100, maxAgeSeconds: 60, staleWhileRevalidateSeconds: 300 }),
  preview: z.strictObject({ ttlMinutes: z.int().min(1).max(43_200).default(1440) }).default({ ttlMinutes: 1440 }),
  clock: z
    .strictObject({
      /** Turned off in processes that only read, e.g. a migration script. */
      enabled: z.boolean().default(true),
      heartbeatSeconds: z.int().min(1).max(300).default(15),
    })
    .default({ enabled: true, heartbeatSeconds: 15 }),
  integrity: z
    .strictObject({ everyMinutes: z.int().min(1).default(60), takeDown: z.boolean().default(false) })
    .default({ everyMinutes: 60, takeDown: false }),
  roles: z.strictObject({ create: z.boolean().default(true) }).default({ create: true }),
});

export type WorkflowConfig = z.infer<typeof configSchema>;
export type GovernedType = WorkflowConfig['types'][string];

const lines = (error: z.ZodError): string[] => error.issues.map((i) => `  - ${i.path.map(String).join('.') || '(config)'}: ${i.message}`);

/** Looked for in the raw input, so that it is said beside whatever else is wrong. */
const sharedPaths = (input: unknown): string[] => {
  const types = (input as { types?: Record<string, { path?: unknown } | null> } | null | undefined)?.types ?? {};
  const paths = Object.values(types).map((type) => type?.path);
  const twice = new Set(paths.filter((path, i) => typeof path === 'string' && paths.indexOf(path) !== i));
  return [...twice].map((path) => `  - types: the delivery path "${String(path)}" is used twice`);
};

/** Parses the configuration and fills the defaults in. Throws one error that lists every problem. */
export const parseConfig = (input: unknown): WorkflowConfig => {
  const parsed = configSchema.safeParse(input ?? {});
  const complaints = [...(parsed.success ? [] : lines(parsed.error)), ...sharedPaths(input)];
  if (!parsed.success || complaints.length > 0) throw new Error(`the configuration is not valid:\n${complaints.join('\n')}`);
  // Looked up by names that come from outside: without a prototype, "constructor" is no type.
  return { ...parsed.data, types: Object.assign(Object.create(null) as WorkflowConfig['types'], parsed.data.types) };
};

export default {
  default: {},
  validator: (config: unknown): void => void parseConfig(config),
};

export interface SchemaLike {
  readonly options?: { readonly draftAndPublish?: boolean };
  readonly attributes: Readonly<Record<string, { readonly type: string; readonly relation?: string; readonly private?: boolean } | undefined>>;
}

/**
 * Compares the configuration with the content types that exist. Runs before Strapi synchronises the database: turning
 * Draft & Publish off would otherwise delete every draft before anybody could object.
 */
export const assertGoverned = (config: WorkflowConfig, schemaOf: (uid: string) => SchemaLike | undefined): void => {
  const problems: string[] = [];
  for (const [uid, type] of Object.entries(config.types)) {
    const schema = schemaOf(uid);
    if (schema === undefined) {
      problems.push(`types.${uid}: there is no such content type`);
      continue;
    }
    if (schema.options?.draftAndPublish !== true) problems.push(`types.${uid}: Draft & Publish is off; a governed type needs it`);
    const known = (name: string, where: string): void => {
      if (schema.attributes[name] === undefined) problems.push(`types.${uid}.${where}: there is no attribute "${name}"`);
    };
    known(type.title, 'title');
    if (type.slug !== null) known(type.slug, 'slug');
    type.checklist.forEach((rule, i) => known(rule.field.split('.')[0] ?? '', `checklist.${i}`));
    type.variables.forEach((name, i) => known(name, `variables.${i}`));
    type.unreviewed.forEach((name, i) => {
      known(name, `unreviewed.${i}`);
      if (schema.attributes[name] !== undefined && schema.attributes[name]?.private !== true) problems.push(`types.${uid}.unreviewed.${i}: "${name}" is not private, so readers could see what nobody approved`);
    });
    type.delivery.fields?.forEach((name, i) => known(name, `delivery.fields.${i}`));
    if (type.delivery.tags !== null) known(type.delivery.tags, 'delivery.tags');
    if (type.delivery.activity !== null) {
      known(type.delivery.activity, 'delivery.activity');
      const relation = schema.attributes[type.delivery.activity];
      if (relation !== undefined && relation.type !== 'relation') problems.push(`types.${uid}.delivery.activity: "${type.delivery.activity}" is not a relation`);
    }
  }
  if (problems.length > 0) throw new Error(`content-workflow can not start:\n${problems.map((p) => `  - ${p}`).join('\n')}`);
};
