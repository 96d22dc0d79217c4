import { z } from '@strapi/utils';
import { isTimezone } from '../../core/schedule/zone';
import { distributedType, distribution } from './config/distribution';
import { experiments } from './config/experiments';
import { intake, intakeProblems } from './config/intake';
import { moderation, moderationProblems } from './config/moderation';
import { sanctions } from './config/sanctions';

/** Plugin configuration, validated at start with every error in one message. */

/** The guest's page speaks these. */
export const GUEST_LANGUAGES = ['en', 'zh-Hans', 'zh-Hant'] as const;

const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'use HH:mm');
/** An hour that a day has, unlike the 24:00 that ends one. */
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'use HH:mm');
export const timezone = z.string().refine(isTimezone, 'is not a known IANA time zone');
const instant = z.iso.datetime({ offset: true, error: 'use an ISO 8601 instant with a zone, e.g. 2026-12-31T00:00:00Z' });
const attribute = z.string().min(1);

const reviewStep = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]*$/, 'use lower-case letters, digits and hyphens'),
  name: z.string().min(1),
  quorum: z.int().min(1).default(1),
  /** Admin role codes; empty means everybody with the review permission. */
  roles: z.array(z.string().min(1)).default([]),
  /** Whether the answer of a guest decides this step, as the vote of who asked; otherwise it is an opinion. */
  guests: z.boolean().default(false),
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
  minWords: z.int().min(1).optional(),
  maxWords: z.int().min(1).optional(),
  altText: z.boolean().optional(),
  links: z.boolean().optional(),
}).refine((rule) => rule.minWords === undefined || rule.maxWords === undefined || rule.minWords <= rule.maxWords, { error: '"minWords" is larger than "maxWords", so nothing can satisfy it', path: ['minWords'] }).refine((rule) => rule.min === undefined || rule.max === undefined || rule.min <= rule.max, { error: '"min" is larger than "max", so nothing can satisfy it', path: ['min'] });

const reviewSteps = z
  .array(reviewStep)
  .min(1, 'at least one review step is needed: nothing goes live without an approval')
  .refine((steps) => new Set(steps.map((s) => s.key)).size === steps.length, 'step keys must differ');

const checklist = z.array(checklistRule);

/** What an edit does while a piece is under review or scheduled: take the approval away, or be refused. */
const edits = z.strictObject({ review: z.enum(['void', 'lock']).default('void'), scheduled: z.enum(['void', 'lock']).default('lock') });

const late = z.strictObject({ policy: z.enum(['publish', 'hold', 'skip']).default('publish'), toleranceMinutes: z.number().min(0).default(15) });

const windows = z.array(publishWindow);

/** `null`: the retrospective is only opened by hand. */
const retrospectiveAfterDays = z.number().positive().max(36_500).nullable();

const rejectReasons = z.array(z.string().min(1)).min(1);

const blackouts = z.array(blackout);

/** Checklists by name, to begin one from. Whoever takes one gets a copy: a template that changes later moves nothing. */
const checklistTemplates = z
  .array(z.strictObject({ name: z.string().trim().min(1).max(100), rules: checklist.min(1, 'a template without rules says nothing') }))
  .refine((templates) => new Set(templates.map((t) => t.name)).size === templates.length, 'names of templates must differ');

/**
 * What the admin may change of a type: how a piece is judged. What leaves the house (address, title, delivered fields,
 * variants, what is not reviewed) stays in the file and is reviewed as code. No defaults here: what is not named is the
 * file's.
 */
const editableOfType = z.strictObject({
  review: reviewSteps.optional(),
  checklist: checklist.optional(),
  edits: edits.optional(),
  late: late.optional(),
  windows: windows.optional(),
  retrospectiveAfterDays: retrospectiveAfterDays.optional(),
  rejectReasons: rejectReasons.optional(),
});

export const EDITABLE = Object.keys(editableOfType.shape) as (keyof typeof editableOfType.shape)[];

/** What was changed in the admin, and nothing else. */
export const changesSchema = z.strictObject({
  types: z.record(z.string(), editableOfType).default({}),
  blackouts: blackouts.optional(),
  checklistTemplates: checklistTemplates.optional(),
});

export type Changes = z.infer<typeof changesSchema>;

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
  /** The picture on its card; left out, the first attribute that holds one file. */
  cover: attribute.optional(),
  review: reviewSteps,
  checklist: checklist.default([]),
  /** Attributes that a variant may override. */
  variables: z.array(attribute).default([]),
  /** Private attributes that are notes of the team: not part of what is approved, never delivered. */
  unreviewed: z.array(attribute).default([]),
  /** The attribute that holds when the team means to publish: a plan, which never publishes. One of `unreviewed`, so that moving it voids nothing. */
  plan: attribute.nullable().default(null),
  /** For types that last, such as activities: when an entry begins and ends, and its phases, a component with attributes of the same names. */
  span: z.strictObject({ from: attribute, to: attribute, phases: attribute.nullable().default(null) }).nullable().default(null),
  /** What platforms are told of an entry; `null`: it goes to none. */
  distribution: distributedType.nullable().default(null),
  edits: edits.default({ review: 'void', scheduled: 'lock' }),
  late: late.default({ policy: 'publish', toleranceMinutes: 15 }),
  windows: windows.default([]),
  retrospectiveAfterDays: retrospectiveAfterDays.default(null),
  rejectReasons: rejectReasons.default(['off-topic', 'quality', 'rights', 'policy', 'duplicate']),
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
  blackouts: blackouts.default([]),
  checklistTemplates: checklistTemplates.default([]),
  delivery: z
    .strictObject({
      pageSize: z.int().min(1).default(20),
      maxPageSize: z.int().min(1).max(1000).default(100),
      maxAgeSeconds: z.int().min(0).default(60),
      staleWhileRevalidateSeconds: z.int().min(0).default(300),
      /** What answers may be kept in memory for the next caller; 0 keeps none. */
      memoryMegabytes: z.int().min(0).max(65_536).default(96),
    })
    .refine((d) => d.pageSize <= d.maxPageSize, { error: '"pageSize" is larger than "maxPageSize"', path: ['pageSize'] })
    .default({ pageSize: 20, maxPageSize: 100, maxAgeSeconds: 60, staleWhileRevalidateSeconds: 300, memoryMegabytes: 96 }),
  /** Links for people without an account. */
  guests: z
    .strictObject({
      /** A link lives no longer than this. */
      maxHours: z.int().min(1).max(2_160).default(168),
      /** What their page calls attributes and choices, by its languages; the keys are those of the admin's translations. */
      labels: z.partialRecord(z.enum(GUEST_LANGUAGES), z.record(z.string(), z.string())).default({}),
    })
    .default({ maxHours: 168, labels: {} }),
  calendar: z
    .strictObject({
      /** The readers' zone; `null`: the one that most schedules name. */
      audienceZone: timezone.nullable().default(null),
      /** Two promises of one type or activity that are closer than this are pointed out. */
      conflictMinutes: z.int().min(0).max(1440).default(30),
    })
    .default({ audienceZone: null, conflictMinutes: 30 }),
  preview: z.strictObject({ ttlMinutes: z.int().min(1).max(43_200).default(1440) }).default({ ttlMinutes: 1440 }),
  clock: z
    .strictObject({
      /** Turned off in processes that only read, e.g. a migration script. */
      enabled: z.boolean().default(true),
      heartbeatSeconds: z.int().min(1).max(300).default(15),
    })
    .default({ enabled: true, heartbeatSeconds: 15 }),
  /** What this process does: answer requests, keep promises, or both. Apart they need PostgreSQL. */
  role: z.enum(['all', 'web', 'worker'], { error: 'is one of "all", "web" and "worker"' }).default('all'),
  jobs: z
    .strictObject({
      /** Promises kept side by side in one process, on PostgreSQL; SQLite has one writer. */
      concurrency: z.int().min(1).max(50).default(4),
    })
    .default({ concurrency: 4 }),
  /** How long a stopping process says that it is not ready before it closes its port. */
  shutdown: z.strictObject({ noticeSeconds: z.number().min(0).max(60).default(0) }).default({ noticeSeconds: 0 }),
  integrity: z
    .strictObject({ everyMinutes: z.int().min(1).default(60), takeDown: z.boolean().default(false) })
    .default({ everyMinutes: 60, takeDown: false }),
  notifications: z
    .strictObject({
      /** Whether mail is sent; `null`: when Strapi's email plugin has another provider than the one it comes with. */
      mail: z.boolean().nullable().default(null),
      /** When the digest goes out for people who have not chosen, in their zone or in this one. */
      digestAt: clockTime.default('09:00'),
      timezone: timezone.default('UTC'),
    })
    .default({ mail: null, digestAt: '09:00', timezone: 'UTC' }),
  experiments: experiments.prefault({}),
  distribution: distribution.prefault({}),
  moderation: moderation.prefault({}),
  sanctions: sanctions.prefault({}),
  roles: z.strictObject({ create: z.boolean().default(true) }).default({ create: true }),
  intake: intake.nullable().default(null),
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
  readonly attributes: Readonly<Record<string, { readonly type: string; readonly relation?: string; readonly private?: boolean; readonly multiple?: boolean; readonly repeatable?: boolean; readonly component?: string } | undefined>>;
}

export interface Problem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

const problemsOfType = (type: GovernedType, schema: SchemaLike): Problem[] => {
  const problems: Problem[] = [];
  const say = (message: string, ...path: (string | number)[]): void => void problems.push({ path, message });
  const known = (name: string, ...path: (string | number)[]): void => {
    if (schema.attributes[name] === undefined) say(`there is no attribute "${name}"`, ...path);
  };
  known(type.title, 'title');
  if (type.slug !== null) known(type.slug, 'slug');
  if (type.cover !== undefined) {
    known(type.cover, 'cover');
    const media = schema.attributes[type.cover];
    if (media !== undefined && media.type !== 'media') say(`"${type.cover}" holds no files`, 'cover');
  }
  type.checklist.forEach((rule, i) => known(rule.field.split('.')[0] ?? '', 'checklist', i));
  type.variables.forEach((name, i) => known(name, 'variables', i));
  type.unreviewed.forEach((name, i) => {
    known(name, 'unreviewed', i);
    if (schema.attributes[name] !== undefined && schema.attributes[name]?.private !== true) say(`"${name}" is not private, so readers could see what nobody approved`, 'unreviewed', i);
  });
  const isTime = (name: string, ...path: string[]): void => {
    known(name, ...path);
    const attribute = schema.attributes[name];
    if (attribute !== undefined && attribute.type !== 'datetime') say(`"${name}" is not a date with a time`, ...path);
  };
  if (type.plan !== null) {
    isTime(type.plan, 'plan');
    if (!type.unreviewed.includes(type.plan)) say(`"${type.plan}" is not in "unreviewed", so moving a plan would void approvals`, 'plan');
  }
  if (type.span !== null) {
    isTime(type.span.from, 'span', 'from');
    isTime(type.span.to, 'span', 'to');
    const phases = type.span.phases === null ? undefined : schema.attributes[type.span.phases];
    if (type.span.phases !== null) known(type.span.phases, 'span', 'phases');
    if (phases !== undefined && (phases.type !== 'component' || phases.repeatable !== true)) say(`"${type.span.phases}" is not a repeatable component`, 'span', 'phases');
  }
  type.delivery.fields?.forEach((name, i) => known(name, 'delivery', 'fields', i));
  Object.entries(type.distribution ?? {}).forEach(([part, name]) => {
    if (name !== null) known(name, 'distribution', part);
  });
  if (type.delivery.tags !== null) known(type.delivery.tags, 'delivery', 'tags');
  if (type.delivery.activity !== null) {
    known(type.delivery.activity, 'delivery', 'activity');
    const relation = schema.attributes[type.delivery.activity];
    if (relation !== undefined && relation.type !== 'relation') say(`"${type.delivery.activity}" is not a relation`, 'delivery', 'activity');
  }
  return problems;
};

/** Where the configuration and the content types that exist do not fit each other. */
export const governedProblems = (config: Pick<WorkflowConfig, 'types'>, schemaOf: (uid: string) => SchemaLike | undefined): Problem[] =>
  Object.entries(config.types).flatMap(([uid, type]): Problem[] => {
    const at = ['types', uid];
    const schema = schemaOf(uid);
    if (schema === undefined) return [{ path: at, message: 'there is no such content type' }];
    const undrafted: Problem[] = schema.options?.draftAndPublish === true ? [] : [{ path: at, message: 'Draft & Publish is off; a governed type needs it' }];
    return [...undrafted, ...problemsOfType(type, schema).map((problem) => ({ ...problem, path: [...at, ...problem.path] }))];
  });

/**
 * Compares the configuration with the content types that exist. Runs before Strapi synchronises the database: turning
 * Draft & Publish off would otherwise delete every draft before anybody could object.
 */
export const assertGoverned = (config: WorkflowConfig, schemaOf: (uid: string) => SchemaLike | undefined): void => {
  const problems: Problem[] = [...governedProblems(config, schemaOf), ...moderationProblems(config.moderation, config.types, schemaOf), ...intakeProblems(config.intake, config.moderation.submissions, schemaOf)];
  if (problems.length > 0) throw new Error(`content-workflow can not start:\n${problems.map(({ path, message }) => `  - ${path.join('.')}: ${message}`).join('\n')}`);
};
