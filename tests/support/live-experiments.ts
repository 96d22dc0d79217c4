/** Experiments that readers can be drawn into, as whoever runs them would tell. */
import { randomUUID } from 'node:crypto';
import type { Arm, Plan } from '../../src/plugins/content-workflow/core/experiment/plan';
import type { LiveExperiment } from '../../src/plugins/content-workflow/server/src/experiment/ports';
import type { TestApp } from './app';

export const POST_UID = 'api::post.post';

const arm = (key: string, weight: number): Arm => ({ key, weight, place: null });

export const planOf = (overrides: Partial<Plan> = {}): Plan => ({
  kind: 'readers',
  hypothesis: 'A question in the title brings more clicks.',
  goal: 'click',
  share: 1,
  arms: [arm('original', 0.5), arm('b', 0.5)],
  namespace: null,
  minimumDays: 7,
  baselineRate: 0.1,
  minimumEffect: 0.1,
  power: 0.8,
  sampleSize: 1_000,
  stop: 'sample',
  ...overrides,
});

export const onlyArm = (key: string): Partial<Plan> => ({ arms: ['original', 'b'].map((name) => arm(name, name === key ? 1 : 0)) });

let made = 0;

export const liveExperiment = (overrides: Partial<LiveExperiment> = {}): LiveExperiment => {
  made += 1;
  const documentId = overrides.subject?.documentId ?? `document${made}`;
  const slug = overrides.slug ?? `slug-${made}`;
  const payload = (title: string): string => JSON.stringify({ id: documentId, type: 'posts', locale: 'en', title, slug, summary: `About ${title}`, publishedAt: null, firstPublishedAt: null });
  return {
    id: made,
    key: `experiment-${made}-${randomUUID().slice(0, 8)}`,
    pieceId: made,
    subject: { uid: POST_UID, documentId, locale: 'en' },
    state: 'running',
    plan: planOf(),
    slug,
    arms: ['original', 'b'].map((key) => ({ key, hash: `hash-${key}-${made}`, payload: payload(`Title ${key} of ${made}`) })),
    startedAt: 0,
    ...overrides,
  };
};

/** From now on these run, and every process has heard it. */
export const nowRunning = async (app: TestApp, ...experiments: readonly LiveExperiment[]): Promise<void> => {
  jest.spyOn(app.engine.liveExperiments, 'all').mockResolvedValue(experiments);
  const about = experiments[0] ?? liveExperiment();
  await app.strapi.db.transaction(async ({ trx }) => app.engine.signals.tell(trx as never, { kind: 'experiment', id: about.id, subject: about.subject }));
  await app.engine.readers.board.settled();
};

/** A visitor whom the experiment draws into that arm; `null`: one who is not drawn. */
export const visitorIn = (draw: (visitor: string) => string | null, wanted: string | null): string => {
  for (let i = 0; i < 10_000; i += 1) if (draw(`visitor-${i}-0000`) === wanted) return `visitor-${i}-0000`;
  throw new Error(`nobody is drawn into ${String(wanted)}`);
};
