/** Carries seeded pieces through their lives by the same events that people send, at times in the past. */
import type { Core } from '@strapi/strapi';
import { retrospectives, reviewComments, type Locale, type PersonKey, type RelativeTime, type Remark, type SeedExperiment, type SeedRetrospective, type Standing } from './content';
import { instantOf } from './content/times';
import type { Engine, Outcome, Piece, Reading, WorkflowEvent } from './engine';
import { measure, planOf } from './experiments';
import type { AdminUser } from './people';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface PermissionEngine {
  engine: { generateUserAbility(user: AdminUser): Promise<unknown> };
}

export interface Subject {
  uid: string;
  documentId: string;
  locale: string;
}

export interface Team {
  /** Runs the work as that person, with the permissions that their role really has. */
  as<T>(person: PersonKey, work: () => Promise<T>): Promise<T>;
  idOf(person: PersonKey): number;
}

export const createTeam = (strapi: Core.Strapi, users: ReadonlyMap<PersonKey, AdminUser>): Team => {
  const userOf = (person: PersonKey): AdminUser => {
    const user = users.get(person);
    if (user === undefined) throw new Error(`the seed has no person "${person}"`);
    return user;
  };
  const abilities = new Map<PersonKey, Promise<unknown>>();
  const abilityOf = (person: PersonKey): Promise<unknown> => {
    const known = abilities.get(person) ?? (strapi.service('admin::permission') as unknown as PermissionEngine).engine.generateUserAbility(userOf(person));
    abilities.set(person, known);
    return known;
  };
  return {
    idOf: (person) => userOf(person).id,
    async as(person, work) {
      const state = { user: userOf(person), userAbility: await abilityOf(person), auth: { strategy: { name: 'admin' } } };
      return (await strapi.requestContext.run({ state } as never, work as () => Promise<void>)) as never;
    },
  };
};

/** What goes along with a piece to where it is distributed. */
export interface Companion {
  /** Before it is sent to reviewers, who see what each channel would be given. */
  plan(subject: Subject, by: PersonKey, at: number): Promise<void>;
  /** What became of it from when it went live until an instant (epoch milliseconds). */
  live(subject: Subject, until: number): Promise<void>;
  takenDown(subject: Subject): Promise<void>;
}

export interface Life {
  /** Sends one event as one person at one instant (epoch milliseconds) and expects it to be accepted. */
  send(subject: Subject, by: PersonKey, at: number, event: WorkflowEvent): Promise<Piece>;
  variant(subject: Subject, by: PersonKey, at: number, variant: { key: string; label: string; overrides: Record<string, unknown> }): Promise<void>;
  /** Plans an experiment over the piece. */
  plan(subject: Subject, by: PersonKey, at: number, experiment: SeedExperiment): Promise<void>;
  /** Figures of a comparison, read off a platform. */
  figures(subject: Subject, by: PersonKey, at: number, reading: Reading): Promise<void>;
  pieceOf(subject: Subject): Promise<Piece>;
  /** The job that is due runs at its time. */
  due(subject: Subject): Promise<void>;
  retrospectiveDue(subject: Subject, at: number): Promise<void>;
  /** From draft to the standing. `order` spreads the pieces over time. */
  bringTo(subject: Subject, piece: { author: PersonKey; standing: Standing; order: number; reviewers: readonly PersonKey[] }): Promise<void>;
}

const publisherFor = (locale: string): PersonKey => (locale === 'zh-Hans' ? 'zhao-lihang' : 'tsai-peishan');

const wellSpoken = (list: readonly Remark[], by: PersonKey, order: number): string | null => {
  const own = list.filter((remark) => remark.by === by);
  return own.length === 0 ? null : (own[order % own.length]?.text ?? null);
};

export const retrospectiveOf = (key: string): SeedRetrospective => {
  const found = retrospectives.find((r) => r.key === key);
  if (found === undefined) throw new Error(`the seed has no retrospective "${key}"`);
  return found;
};

export const createLife = (engine: Engine, team: Team, now: number, companion: Companion): Life => {
  const pieceOf = async (subject: Subject): Promise<Piece> => {
    const piece = await engine.pieces.current(subject);
    if (piece === null) throw new Error(`no piece for ${subject.uid} ${subject.documentId} ${subject.locale}`);
    return piece;
  };

  const accepted = (outcome: Outcome, what: string): Piece => {
    if (outcome.kind === 'accepted') return outcome.piece;
    const why = outcome.kind === 'refused' ? `${outcome.refusal.code}: ${outcome.refusal.message}` : outcome.kind;
    throw new Error(`the seed could not ${what}: ${why}`);
  };

  const at = (ms: number): void => engine.clock.use(() => ms);

  const life: Life = {
    async send(subject, by, when, event) {
      at(when);
      const piece = await pieceOf(subject);
      // Whoever approves has looked at the piece as it is.
      const shown = event.type === 'APPROVE' ? { shownHash: (await engine.transitions.inspect(piece))?.facts.shown } : {};
      const outcome = await team.as(by, async () => engine.transitions.send({ pieceId: piece.id, expectedRevision: piece.revision, event: { ...event, ...shown }, by: await engine.actor() }));
      return accepted(outcome, `send ${event.type} to "${subject.uid}" (${piece.state})`);
    },
    async variant(subject, by, when, variant) {
      at(when);
      const piece = await pieceOf(subject);
      accepted(await team.as(by, async () => engine.variants.put({ pieceId: piece.id, expectedRevision: piece.revision, by: await engine.actor() }, variant)), `add the variant "${variant.key}"`);
    },
    pieceOf,
    async plan(subject, by, when, experiment) {
      at(when);
      const piece = await pieceOf(subject);
      accepted(await team.as(by, async () => engine.experiments.plans.put({ pieceId: piece.id, expectedRevision: piece.revision, by: await engine.actor() }, planOf(experiment))), 'plan the experiment');
    },
    async figures(subject, by, when, reading) {
      at(when);
      const { id } = await pieceOf(subject);
      const refusal = await team.as(by, async () => engine.experiments.figures.add(id, reading, await engine.actor()));
      if (refusal !== null) throw new Error(`the seed could not add figures: ${refusal.code}: ${refusal.message}`);
    },
    async due(subject) {
      const piece = await pieceOf(subject);
      const schedule = piece.context.schedule;
      if (schedule === null) throw new Error('nothing is scheduled');
      at(Date.parse(schedule.publishAt));
      await engine.handlers.due({ pieceId: piece.id, scheduleId: schedule.id }, { attempt: 1, runAt: engine.clock.now() });
    },
    async retrospectiveDue(subject, when) {
      at(when);
      await engine.handlers.retrospective({ pieceId: (await pieceOf(subject)).id }, { attempt: 1, runAt: engine.clock.now() });
    },
    bringTo: (subject, piece) => bringTo(subject, piece),
  };

  const schedule = (subject: Subject, by: PersonKey, when: number, time: RelativeTime): Promise<Piece> =>
    life.send(subject, by, when, { type: 'SCHEDULE', scheduleId: `seed-${subject.documentId}-${subject.locale}`, publishAt: instantOf(time, new Date(now)), timezone: time.zone, unpublishAt: null });

  /** Who looks after a piece in work, and until when; one in four is overdue. */
  const lookAfter: Life['bringTo'] = async (subject, { author, standing, order, reviewers }) => {
    const carers: Partial<Record<Standing['stage'], PersonKey | undefined>> = { draft: author, 'draft-changes-requested': author, review: reviewers[0], 'review-step-2': reviewers[1] };
    const carer = carers[standing.stage];
    if (carer === undefined) return;
    const owner = publisherFor(subject.locale);
    await life.send(subject, owner, now - 2 * HOUR, { type: 'ASSIGN', assignee: await engine.views.person(String(team.idOf(carer))) });
    await life.send(subject, owner, now - 2 * HOUR, { type: 'SET_DUE', dueAt: new Date(now + ((order % 4) - 0.25) * DAY).toISOString() });
  };

  const bringTo: Life['bringTo'] = async (subject, piece) => {
    await live(subject, piece);
    await lookAfter(subject, piece);
  };

  const live: Life['bringTo'] = async (subject, { author, standing, order, reviewers }) => {
    const owner = publisherFor(subject.locale);
    // Live pieces lie days back, one after another; those in work are from the last two days.
    const liveFor: Partial<Record<Standing['stage'], number>> = { published: 2 + (order % 11), withdrawn: 4, retrospective: 15 + (order % 3), closed: 34 + (order % 5) };
    const liveAt = now - (liveFor[standing.stage] ?? 0) * DAY - (order % 7) * HOUR;
    // An experiment is seen in the middle of its life.
    const triedFor = standing.stage === 'variant' ? standing.experiment.days * DAY : 0;
    const submittedAt = -triedFor + (liveFor[standing.stage] === undefined ? now - DAY - (order % 9) * HOUR : liveAt - DAY) - 6 * HOUR;

    if (standing.stage !== 'archived') await companion.plan(subject, owner, submittedAt - HOUR / 2);
    if (standing.stage === 'draft') return;
    if (standing.stage === 'archived') return void (await life.send(subject, author, now - 3 * DAY, { type: 'ARCHIVE', comment: standing.remark.text }));
    if (standing.stage === 'variant') for (const variant of standing.variants) await life.variant(subject, author, submittedAt - HOUR, { ...variant });
    await life.send(subject, author, submittedAt, { type: 'SUBMIT', comment: null });
    if (standing.stage === 'review') return;
    if (standing.stage === 'draft-changes-requested') return void (await life.send(subject, standing.remark.by, submittedAt + 3 * HOUR, { type: 'REQUEST_CHANGES', comment: standing.remark.text }));
    if (standing.stage === 'rejected') {
      return void (await life.send(subject, standing.remark.by, submittedAt + 3 * HOUR, { type: 'REJECT', reasonCode: standing.reason, comment: standing.remark.text }));
    }

    const steps = standing.stage === 'review-step-2' ? reviewers.slice(0, 1) : reviewers;
    for (const [i, reviewer] of steps.entries()) {
      const comment = wellSpoken(i === 0 && reviewers.length > 1 ? reviewComments.editorial : reviewComments.brand, reviewer, order);
      await life.send(subject, reviewer, submittedAt + (2 + i) * HOUR, { type: 'APPROVE', comment });
    }
    if (standing.stage === 'review-step-2' || standing.stage === 'approved') return;
    if (standing.stage === 'variant') {
      await life.plan(subject, owner, submittedAt + 5 * HOUR, standing.experiment);
      await life.send(subject, owner, submittedAt + 6 * HOUR, { type: 'START_EXPERIMENT' });
      return measure(engine, life, subject, owner, standing.experiment, submittedAt + 6 * HOUR, now - HOUR);
    }
    if (standing.stage === 'scheduled') return void (await schedule(subject, owner, submittedAt + 5 * HOUR, standing.at));
    if (standing.stage === 'held') {
      const publishAt = Date.parse(instantOf(standing.at, new Date(now)));
      await life.send(subject, owner, publishAt - 10 * HOUR, { type: 'COMMENT', comment: standing.remark.text });
      await schedule(subject, owner, publishAt - 9 * HOUR, standing.at);
      return void (await life.send(subject, standing.remark.by, publishAt - 2 * HOUR, { type: 'HOLD', reason: standing.remark.text }));
    }

    await life.send(subject, owner, liveAt, { type: 'PUBLISH' });
    await companion.live(subject, standing.stage === 'withdrawn' ? liveAt + 5 * HOUR : now);
    if (standing.stage === 'withdrawn') {
      await life.send(subject, standing.remark.by, liveAt + 5 * HOUR, { type: 'TAKE_DOWN', reason: standing.remark.text });
      return companion.takenDown(subject);
    }
    if (standing.stage === 'published') return;
    await life.retrospectiveDue(subject, liveAt + 14 * DAY);
    if (standing.stage !== 'closed') return;
    const { by, highlights, shortfalls, lessons } = retrospectiveOf(standing.retrospective);
    await life.send(subject, by, liveAt + 16 * DAY, { type: 'COMPLETE', highlights, shortfalls, lessons });
  };

  return life;
};

export const localeOf = (uid: string, locale: Locale): string => (uid === 'api::kol.kol' || uid === 'api::submission.submission' ? '' : locale);
