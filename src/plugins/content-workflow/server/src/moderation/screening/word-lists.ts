/** Reads, tries and saves word lists. A version is a row and is never changed; whoever saves has seen the one before. */
import type { Core } from '@strapi/strapi';
import type { DryRunWordList, GetWordListVersion, ListVersionSummary, ListWordListVersions, ListWordLists, RulePrecision, WordListView } from '../../../../contracts/moderation/word-lists';
import { isInForce, MAX_TERMS, type WordListContent } from '../../../../core/moderation/word-lists';
import type { ActorRef } from '../../../../core/workflow/context';
import type { Signals } from '../../cluster/signals';
import { iso, type Clock } from '../../jobs/clock';
import { inTransaction, type Trx } from '../../tables';
import { dryRunOf, MAX_LOOKED, sampleOf, trialOf } from './dry-run';
import type { Examiner } from './examiner';
import { lastRemembered } from './fingerprints';
import { addStarters, addVersion, listAt, newestLists, versionsOf, type ListVersion } from './lists';
import { outcomesOf, type RuleOutcome } from './outcomes';
import type { SampleHit } from './protocol';

export interface SaveInput {
  readonly key: string;
  readonly expectedVersion: number;
  readonly values: WordListContent;
  readonly comment: string;
  readonly by: ActorRef;
}

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly list: WordListView }
  /** `null`: there is no such list. */
  | { readonly kind: 'conflict'; readonly current: ListVersionSummary | null }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'too-many-terms'; readonly terms: number };

export type DryRunOutcome = { readonly kind: 'found'; readonly result: DryRunWordList.Result } | { readonly kind: 'not-read' };

export interface WordLists {
  list(): Promise<ListWordLists.Response>;
  read(key: string): Promise<WordListView | null>;
  versions(key: string, before: number | null, limit: number): Promise<ListWordListVersions.Version[]>;
  version(key: string, version: number): Promise<GetWordListVersion.Response['data'] | null>;
  dryRun(key: string | null, values: Pick<WordListContent, 'kind' | 'terms' | 'allow'>): Promise<DryRunOutcome>;
  save(input: SaveInput): Promise<SaveOutcome>;
  /** The lists that come with the plugin, where they have never been. */
  prepare(): Promise<void>;
}

export interface WordListsDeps {
  readonly strapi: Core.Strapi;
  readonly signals: Signals;
  readonly clock: Clock;
  readonly examiner: Examiner;
  /** Writes who changed what into the audit, in the same transaction. */
  readonly audit?: (trx: Trx, entry: { readonly actor: ActorRef; readonly action: string; readonly object: string; readonly before?: unknown; readonly after?: unknown }) => Promise<void>;
}

/** A thousand submissions and 20,000 terms, on a machine that has other things to do. */
const DRY_RUN_MS = 20_000;
const MAX_CHANGES_SHOWN = 50;

const summaryOf = ({ key, version, comment, by, at }: ListVersion): ListVersionSummary => ({ key, version, comment, by, at: iso(at) });

const valuesOf = ({ name, violation, severity, kind, minors, terms, allow, expiresAt, owner, retired }: WordListContent) => ({ name, violation, severity, kind, minors, terms, allow, expiresAt: expiresAt === null ? null : iso(expiresAt), owner, retired });

const sum = (outcomes: readonly RulePrecision[]): RulePrecision => ({ upheld: outcomes.reduce((all, { upheld }) => all + upheld, 0), dismissed: outcomes.reduce((all, { dismissed }) => all + dismissed, 0) });

const ruleOf = (key: string): string => `word-list/${key}`;

const viewOf = (list: ListVersion, outcomes: readonly RuleOutcome[]): WordListView => ({
  ...valuesOf(list),
  ...summaryOf(list),
  outcomes: sum(outcomes),
  outcomesByVersion: outcomes.map(({ ruleVersion, upheld, dismissed }) => ({ version: Number(ruleVersion), upheld, dismissed })).sort((a, b) => b.version - a.version),
});

const changeOf = (list: ListVersion, before: ListVersion | undefined): ListWordListVersions.Version => {
  const [is, was] = [new Set(list.terms), new Set(before?.terms ?? [])];
  const added = list.terms.filter((term) => !was.has(term));
  const removed = [...was].filter((term) => !is.has(term));
  return { ...summaryOf(list), terms: list.terms.length, added: added.slice(0, MAX_CHANGES_SHOWN), removed: removed.slice(0, MAX_CHANGES_SHOWN), addedCount: added.length, removedCount: removed.length };
};

/** What goes into the audit: the content's size and place, since the versions hold the content. */
const auditOf = ({ version, terms, retired, kind }: ListVersion | Omit<ListVersion, 'id'>) => ({ version, terms: terms.length, kind, retired });

export const createWordLists = ({ strapi, signals, clock, examiner, audit }: WordListsDeps): WordLists => {
  const read = async (key: string): Promise<WordListView | null> => {
    const list = await listAt(strapi.db.connection, key, null);
    return list === null ? null : viewOf(list, await outcomesOf(strapi.db.connection, [ruleOf(key)]));
  };

  const attempt = async (kind: 'would' | 'before', trial: Pick<WordListContent, 'kind' | 'terms' | 'allow'>, looked: Awaited<ReturnType<typeof lastRemembered>>): Promise<ReadonlyMap<number, readonly SampleHit[]> | null> => {
    if (kind === 'before' && trial.terms.length === 0) return new Map();
    const outcome = await examiner.ask({ kind: 'try', list: trialOf(trial), samples: looked.map(sampleOf), at: clock.now() }, DRY_RUN_MS);
    return outcome.kind === 'answered' ? new Map(outcome.answer.map(({ id, hits }) => [id, hits])) : null;
  };

  return {
    async list() {
      const lists = await newestLists(strapi.db.connection);
      const outcomes = await outcomesOf(strapi.db.connection, lists.map(({ key }) => ruleOf(key)));
      const data = lists.map((list) => ({
        ...valuesOf(list),
        ...summaryOf(list),
        terms: list.terms.length,
        allow: list.allow.length,
        inForce: isInForce(list, clock.now()),
        outcomes: sum(outcomes.filter(({ rule }) => rule === ruleOf(list.key))),
      }));
      return { data, meta: { terms: data.filter(({ retired }) => !retired).reduce((all, { terms }) => all + terms, 0), maxTerms: MAX_TERMS } };
    },
    read,
    async versions(key, before, limit) {
      // One more, to compare the oldest with.
      const versions = await versionsOf(strapi.db.connection, key, before, limit + 1);
      return versions.slice(0, limit).map((list, i) => changeOf(list, versions[i + 1]));
    },
    async version(key, version) {
      const list = await listAt(strapi.db.connection, key, version);
      return list === null ? null : { ...valuesOf(list), ...summaryOf(list) };
    },
    async dryRun(key, values) {
      const [looked, current] = [await lastRemembered(strapi.db.connection, MAX_LOOKED), key === null ? null : await listAt(strapi.db.connection, key, null)];
      const before = await attempt('before', current === null || !isInForce(current, clock.now()) ? { ...values, terms: [] } : current, looked);
      const would = before === null ? null : await attempt('would', values, looked);
      return before === null || would === null ? { kind: 'not-read' } : { kind: 'found', result: dryRunOf(looked, would, before) };
    },
    async save({ key, expectedVersion, values, comment, by }) {
      const outcome = await inTransaction(strapi, async (trx): Promise<Exclude<SaveOutcome, { kind: 'saved' | 'conflict' }> | { kind: 'saved' } | { kind: 'conflict' }> => {
        const all = await newestLists(trx);
        const before = all.find((list) => list.key === key) ?? null;
        if ((before?.version ?? 0) !== expectedVersion) return { kind: 'conflict' };
        if (before !== null && JSON.stringify(valuesOf(before)) === JSON.stringify(valuesOf(values))) return { kind: 'unchanged' };
        const terms = all.filter((list) => list.key !== key && !list.retired).reduce((sumOfOthers, list) => sumOfOthers + list.terms.length, values.retired ? 0 : values.terms.length);
        if (terms > MAX_TERMS) return { kind: 'too-many-terms', terms };
        const next = { ...values, key, version: expectedVersion + 1, comment, by, at: clock.now() };
        if (!(await addVersion(trx, next))) return { kind: 'conflict' };
        await audit?.(trx, { actor: by, action: 'word-list.save', object: `word-list:${key}`, ...(before === null ? {} : { before: auditOf(before) }), after: auditOf(next) });
        await signals.tell(trx, { kind: 'word-lists' });
        return { kind: 'saved' };
      });
      if (outcome.kind === 'unchanged' || outcome.kind === 'too-many-terms') return outcome;
      if (outcome.kind === 'conflict') {
        const current = await listAt(strapi.db.connection, key, null);
        return { kind: 'conflict', current: current === null ? null : summaryOf(current) };
      }
      return { kind: 'saved', list: (await read(key)) as WordListView };
    },
    prepare: () => inTransaction(strapi, (trx) => addStarters(trx, clock.now())),
  };
};
