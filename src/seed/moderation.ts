/** Fills the moderators' queue as members and moderators do: what is sent in is screened, and what was decided leaves its trace. */
import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { seedReports, waitingSubmissions, type MemberKey, type SeedDecision, type SubmissionKey, type WaitingSubmission } from './content';
import type { Actor, Engine, Material } from './engine';
import type { Team } from './life';

const SUBMISSION = 'api::submission.submission';

const HOUR = 3_600_000;

/** As long as people take to write a few lines on a phone. */
const COMPOSED_MS = 180_000;

/** The version of the rights statement that members accept when they send something in. */
const RIGHTS_STATEMENT = '2.1';

export interface ModerationSeed {
  strapi: Core.Strapi;
  engine: Engine;
  team: Team;
  now: Date;
  /** Document ids by key. */
  members: ReadonlyMap<MemberKey, string>;
  submissions: ReadonlyMap<SubmissionKey, string>;
  /** Generated and stored, one after the other. */
  pictures(submission: WaitingSubmission): Promise<number[]>;
  /** The relation of an activity in the language of the submission. */
  activityOf(submission: WaitingSubmission): unknown;
}

interface Sender {
  id: number;
  key: string;
  actor: Actor & { name: string };
}

/** Of the shape that the intake gives; the same in every demo, so that it can be written about. */
const referenceOf = (key: string): string => `S-${[...createHash('sha256').update(key).digest().subarray(0, 8)].map((byte) => '23456789BCDFGHJKMNPQRSTVWXYZ'.charAt(byte % 27)).join('')}`;

interface Documents {
  create(params: object): Promise<{ documentId: string }>;
}

const senderOf = async ({ strapi, members }: ModerationSeed, member: MemberKey): Promise<Sender> => {
  const user = (await strapi.db.query('plugin::users-permissions.user').findOne({ where: { documentId: members.get(member) } })) as { id: number; username: string } | null;
  if (user === null) throw new Error(`the seed has no member "${member}"`);
  const actor = { kind: 'member', id: String(user.id), name: user.username, permissions: ['submit'], roles: [], superAdmin: false };
  return { id: user.id, key: `member:${user.id}`, actor };
};

const dataOf = async (seed: ModerationSeed, submission: WaitingSubmission, sender: Sender): Promise<Record<string, unknown>> => {
  const { title, text, language, links, contributorName } = submission;
  return {
    title,
    text,
    language,
    links: links ?? [],
    contributorName,
    images: await seed.pictures(submission),
    activity: seed.activityOf(submission),
    member: sender.id,
    source: 'web_form',
    consentGiven: true,
    rightsStatementVersion: RIGHTS_STATEMENT,
  };
};

/** In the order of the intake: screened first, then in one transaction the draft, its submission, what later ones are compared with, and the item that waits. */
const sendIn = async (seed: ModerationSeed, submission: WaitingSubmission, sender: Sender): Promise<number> => {
  const { strapi, engine } = seed;
  const { key, title, text, links = [], contributorName } = submission;
  const reference = referenceOf(key);
  const at = engine.clock.now();
  const data = await dataOf(seed, submission, sender);
  const material: Material = { documentId: null, reference, revision: 1, title, text, links, contributorName, sender: sender.key, composedMs: COMPOSED_MS, imageHashes: [], at };
  const signals = await engine.screening.screen(material);
  return (await strapi.db.transaction(async ({ trx }) => {
    const { documentId } = await (strapi.documents(SUBMISSION as never) as unknown as Documents).create({ data, status: 'draft' });
    const intake = await engine.intake.store.reserve(trx, { reference, sender: { key: sender.key, actor: sender.actor, email: null, memberId: null }, idempotencyKey: key, bodyHash: '', at });
    if (intake !== null) await engine.intake.store.wrote(trx, intake, documentId);
    const piece = await engine.pieces.ensure({ uid: SUBMISSION, documentId, locale: '' });
    const outcome = await engine.transitions.send({ pieceId: piece?.id ?? 0, expectedRevision: null, event: { type: 'SUBMIT', comment: null }, by: sender.actor });
    if (outcome.kind !== 'accepted') throw new Error(`the seed could not send in "${key}": ${outcome.kind}`);
    await engine.screening.remember(trx, { ...material, documentId });
    return engine.moderationQueue.items.open(trx, { target: { uid: SUBMISSION, documentId }, revision: 1, sender: sender.key, signals, source: 'submission', at });
  })) as number;
};

const decide = async ({ engine, team, now }: ModerationSeed, itemId: number, { by, hoursAgo, action, reasonCodes = [], message, note, sanction }: SeedDecision): Promise<void> => {
  engine.clock.use(() => now.getTime() - hoursAgo * HOUR);
  const item = await engine.moderationQueue.items.byId(itemId);
  const decision = { id: itemId, expectedVersion: item?.version ?? 0, contentHash: null, requestKey: null, action, reasonCodes, message: message ?? null, note: note ?? null, sanction: sanction ?? null };
  const outcome = await team.as(by, async () => engine.moderationQueue.decisions.decide(decision, await engine.actor()));
  if (outcome.kind !== 'done') throw new Error(`the seed could not ${action}: ${outcome.refusal?.message ?? outcome.kind}`);
};

const appeal = async ({ strapi, engine, now }: ModerationSeed, sender: Sender, text: string, decidedHoursAgo: number): Promise<void> => {
  engine.clock.use(() => now.getTime() - (decidedHoursAgo - 20) * HOUR);
  const [strike] = await engine.sanctions.strikes.of(strapi.db.connection, sender.key);
  if (strike === undefined) throw new Error('there is no strike to appeal against');
  const outcome = await engine.sanctions.appeals.open({ strike: strike.reference, sender: sender.key, text, by: sender.actor });
  if (outcome.kind !== 'done') throw new Error(`the seed could not appeal: ${outcome.refusal?.message ?? outcome.kind}`);
};

const report = async (seed: ModerationSeed): Promise<void> => {
  const { engine, now } = seed;
  for (const { submission, by, category, comment, hoursAgo } of seedReports) {
    engine.clock.use(() => now.getTime() - hoursAgo * HOUR);
    const reporter = await senderOf(seed, by);
    const { kind } = await engine.reports.receive({ type: 'submissions', documentId: seed.submissions.get(submission) ?? '', locale: null, category, comment: comment ?? null }, { key: reporter.key, isMember: true });
    if (kind !== 'received') throw new Error(`the seed could not report "${submission}": ${kind}`);
  }
};

/** Those that the team took in by other ways wait as well. */
const followTheTeam = async ({ engine, submissions }: ModerationSeed): Promise<void> => {
  for (const documentId of submissions.values()) {
    const piece = await engine.pieces.current({ uid: SUBMISSION, documentId, locale: '' });
    if (piece?.state === 'review') await engine.moderationQueue.follow({ event: 'SUBMIT' }, piece);
  }
};

/** One of those that readers have before them, as a patrol draws it. */
const patrol = async ({ strapi, engine, submissions, now }: ModerationSeed): Promise<void> => {
  const reported = new Set(seedReports.map(({ submission }) => submission));
  const calm = [...submissions].filter(([key]) => !reported.has(key)).map(([, documentId]) => documentId);
  const live = (await strapi.db.connection('cw_editions').where({ is_live: true, subject_uid: SUBMISSION }).whereIn('subject_id', calm).orderBy('subject_id').first('subject_id', 'content_hash')) as { subject_id: string; content_hash: string } | undefined;
  if (live === undefined) return;
  engine.clock.use(() => now.getTime() - 3 * HOUR);
  const signal = { source: 'patrol', rule: 'patrol/random', ruleVersion: '1', violation: null, severity: 'minor', hint: true, span: null, matched: null, evidence: { version: live.content_hash } };
  await strapi.db.transaction(({ trx }) => engine.moderationQueue.items.open(trx, { target: { uid: SUBMISSION, documentId: live.subject_id }, revision: 1, sender: '', signals: [signal], source: 'patrol', at: engine.clock.now() }));
};

export const seedModeration = async (seed: ModerationSeed): Promise<void> => {
  const { engine, now } = seed;
  engine.clock.use(() => now.getTime() - 36 * HOUR);
  await followTheTeam(seed);
  for (const submission of [...waitingSubmissions].sort((a, b) => b.hoursAgo - a.hoursAgo)) {
    engine.clock.use(() => now.getTime() - submission.hoursAgo * HOUR);
    const sender = await senderOf(seed, submission.member);
    const itemId = await sendIn(seed, submission, sender);
    const { decided } = submission;
    if (decided === undefined) continue;
    await decide(seed, itemId, decided);
    if (decided.appeal !== undefined) await appeal(seed, sender, decided.appeal, decided.hoursAgo);
  }
  await report(seed);
  await patrol(seed);
};
