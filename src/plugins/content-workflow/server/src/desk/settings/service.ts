/** Reads, judges and saves settings. A version is a row and is never changed; whoever saves has seen the one before. */
import type { Core } from '@strapi/strapi';
import type { GetSettings, GetSettingsVersion, PreviewSettings, SettingsValues, VersionSummary } from '../../../../contracts/settings';
import { quorumRisk, peopleWhoCould } from '../../../../core/review/quorum';
import type { ActorRef } from '../../../../core/workflow/context';
import type { Signals } from '../../cluster/signals';
import { EDITABLE, type Problem, type SchemaLike, type WorkflowConfig } from '../../config';
import { contentAttributes, schemaReader, type Schema } from '../../engine/schema';
import { iso, type Clock } from '../../jobs/clock';
import { baseOf, checked, differences, entriesOf, same, type Path } from '../../settings/changes';
import type { Settings } from '../../settings/settings';
import { addVersion, FILE_ALONE, newestVersion, versionAt, versionsBefore, type Version } from '../../settings/versions';
import { inTransaction } from '../../tables';
import { affectedPieces, changedTypes, draftsOf } from './affected';
import { reviewersOf, rolesOf } from './people';

export interface SaveInput {
  readonly expectedVersion: number;
  readonly changes: unknown;
  readonly comment: string;
  readonly keeps: readonly Path[];
  readonly by: ActorRef;
}

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly settings: GetSettings.Settings }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }
  | { readonly kind: 'conflict'; readonly current: VersionSummary | null }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'not-found' };

export interface SettingsDesk {
  view(): Promise<GetSettings.Settings>;
  preview(changes: unknown): Promise<PreviewSettings.Preview>;
  save(input: SaveInput): Promise<SaveOutcome>;
  versions(before: number | null, limit: number): Promise<VersionSummary[]>;
  /** `null` where there is no such version. */
  version(version: number, against: number | null): Promise<GetSettingsVersion.Response['data'] | null>;
  restore(version: number, input: Pick<SaveInput, 'expectedVersion' | 'comment' | 'by'>): Promise<SaveOutcome>;
}

export interface SettingsDeskDeps {
  readonly strapi: Core.Strapi;
  readonly settings: Settings;
  readonly signals: Signals;
  readonly clock: Clock;
}

const summaryOf = ({ version, comment, by, at }: Version): VersionSummary => ({ version, comment, by, at: iso(at) });

const valuesOf = (config: WorkflowConfig): SettingsValues => ({
  types: Object.fromEntries(Object.entries(config.types).map(([uid, type]) => [uid, Object.fromEntries(EDITABLE.map((key) => [key, type[key]]))])) as unknown as SettingsValues['types'],
  blackouts: config.blackouts,
  checklistTemplates: config.checklistTemplates,
});

interface ContentType extends SchemaLike {
  readonly uid: string;
  readonly info: { readonly displayName: string };
}

/** A field of an entry, and those of a component that stands in it once. */
const fieldsOf = (schemaOf: (uid: string) => Schema, schema: Schema): string[] =>
  contentAttributes(schema).flatMap(([name, attribute]) =>
    attribute.type === 'component' && attribute.repeatable !== true && attribute.component !== undefined ? [name, ...contentAttributes(schemaOf(attribute.component)).map(([part]) => `${name}.${part}`)] : [name]
  );

export const createSettingsDesk = ({ strapi, settings, signals, clock }: SettingsDeskDeps): SettingsDesk => {
  const schemaLike = (uid: string): SchemaLike | undefined => strapi.contentTypes[uid as never];
  const schemaOf = schemaReader(strapi);

  const judged = async (changes: unknown) => checked(changes, settings.file, schemaLike, new Set((await rolesOf(strapi)).map(({ code }) => code)));

  const ungoverned = (): GetSettings.Settings['ungoverned'] =>
    (Object.values(strapi.contentTypes) as unknown as ContentType[])
      .filter(({ uid }) => uid.startsWith('api::') && settings.file.types[uid] === undefined)
      .map(({ uid, info, options }) => ({ uid, displayName: info.displayName, because: options?.draftAndPublish === true ? 'not-listed' : 'no-drafts' }));

  const view = async (): Promise<GetSettings.Settings> => {
    const now = await settings.load();
    const [last, roles, reviewers] = await Promise.all([now.version === 0 ? null : versionAt(strapi.db.connection, now.version), rolesOf(strapi), reviewersOf(strapi)]);
    return {
      version: now.version,
      last: last === null ? null : summaryOf(last),
      values: valuesOf(now.config),
      file: valuesOf(settings.file),
      types: Object.entries(settings.file.types).map(([uid, { path }]) => ({ uid, displayName: schemaOf(uid).info.displayName, path, fields: fieldsOf(schemaOf, schemaOf(uid)) })),
      ungoverned: ungoverned(),
      notices: now.notices,
      roles,
      reviewers,
    };
  };

  /** Version 0 is the file alone. */
  const stored = async (version: number): Promise<Pick<Version, 'version' | 'changes' | 'base'> | Version | null> => (version === 0 ? FILE_ALONE : versionAt(strapi.db.connection, version));

  const save = async ({ expectedVersion, changes, comment, keeps, by }: SaveInput): Promise<SaveOutcome> => {
    const verdict = await judged(changes);
    if (verdict.kind === 'invalid') return verdict;
    const outcome = await inTransaction(strapi, async (trx): Promise<'saved' | 'conflict' | 'unchanged'> => {
      const before = (await newestVersion(trx)) ?? FILE_ALONE;
      if (before.version !== expectedVersion) return 'conflict';
      const base = baseOf(verdict.changes, settings.file, before, keeps);
      if (same(entriesOf(before.changes), entriesOf(verdict.changes)) && same(entriesOf(before.base), entriesOf(base))) return 'unchanged';
      const version = before.version + 1;
      if (!(await addVersion(trx, { version, changes: verdict.changes, base, comment, by, at: clock.now() }))) return 'conflict';
      await signals.tell(trx, { kind: 'settings', version });
      return 'saved';
    });
    if (outcome === 'unchanged') return { kind: 'unchanged' };
    if (outcome === 'saved') return { kind: 'saved', settings: await view() };
    const current = await newestVersion(strapi.db.connection);
    return { kind: 'conflict', current: current === null ? null : summaryOf(current) };
  };

  return {
    view,
    async preview(changes) {
      const verdict = await judged(changes);
      if (verdict.kind === 'invalid') return { problems: verdict.problems, warnings: [], differences: [], impact: [], drafts: [], looked: 0 };
      const was = (await settings.load()).config;
      const reviewers = await reviewersOf(strapi);
      const { groups, looked } = await affectedPieces(strapi, was, verdict.config, iso(clock.now()));
      return {
        problems: [],
        warnings: changedTypes(was, verdict.config, ['review']).flatMap((uid) =>
          (verdict.config.types[uid]?.review ?? []).flatMap((step) => {
            const risk = quorumRisk(step, reviewers);
            return risk === null ? [] : [{ uid, step: step.name, risk, people: peopleWhoCould(step, reviewers), quorum: step.quorum }];
          })
        ),
        differences: differences(was, verdict.config),
        impact: groups,
        drafts: await draftsOf(strapi, was, verdict.config),
        looked,
      };
    },
    save,
    async versions(before, limit) {
      return (await versionsBefore(strapi.db.connection, before, limit)).map(summaryOf);
    },
    async version(version, against) {
      const compared = against ?? Math.max(0, version - 1);
      const [one, other] = await Promise.all([stored(version), stored(compared)]);
      if (one === null || other === null) return null;
      const [is, was] = [settings.read(one), settings.read(other)] as const;
      return { summary: 'at' in one ? summaryOf(one) : null, against: compared, changes: is.changes, differences: differences(was.config, is.config), notices: is.notices };
    },
    async restore(version, input) {
      const earlier = await stored(version);
      return earlier === null ? { kind: 'not-found' } : save({ ...input, changes: settings.read(earlier).changes, keeps: [] });
    },
  };
};
