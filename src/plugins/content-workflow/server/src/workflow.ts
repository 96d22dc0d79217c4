/** The composition root: every part of the engine is made here, once a Strapi, and given what it needs. */
import type { Core } from '@strapi/strapi';
import type { Actor } from '../../core/workflow/context';
import { isPostgres } from './database';
import { clientConfig, hangUpWhenSilent, schemaOf } from './cluster/postgres';
import { WORKER_LOCK } from './cluster/session';
import { createSharedSignals } from './cluster/shared-signals';
import { createLocalSignals, type Signals } from './cluster/signals';
import { parseConfig, type WorkflowConfig } from './config';
import { currentActor } from './engine/actors';
import { isLocalized } from './engine/schema';
import { createAlerts, type Alerts } from './engine/alerts';
import { createContentReader, type ContentReader } from './engine/content';
import { createCardFill, type CardFill } from './desk/board/fill';
import { createBoard, type Board } from './desk/board/service';
import { createDocumentStates, type DocumentStates } from './desk/bulk/states';
import { createCalendar, type Calendar } from './desk/calendar/controller';
import { createChangeFeed, type ChangeFeed } from './desk/changes';
import { createComments, type Comments } from './desk/review/comments';
import { createComparisons, type Comparisons } from './desk/review/comparison';
import { createReviewQueue, type ReviewQueue } from './desk/review/queue';
import { createHome, type Home } from './desk/home/home';
import { createGuestLinks } from './desk/guest/links';
import { createGuests, type Guests } from './desk/guest/service';
import { createPresence, type Presence } from './desk/presence/presence';
import { createSettingsDesk, type SettingsDesk } from './desk/settings/service';
import { createEdits, type Edits } from './engine/edits';
import { createNeighbours, type Neighbours } from './engine/neighbours';
import { createPieces, type Pieces } from './engine/pieces';
import { createTransitions, type Transitions } from './engine/transitions';
import { createViews, type Views } from './engine/views';
import type { AnyAdapter } from './distribution/adapters/adapter';
import { createAgenda } from './distribution/agenda';
import { createDistribution, createDistributionBase, distributing, type DistributionDesk } from './distribution/connect';
import { createExperimentActs } from './experiment/acts';
import type { Counts, LiveExperiments } from './experiment/ports';
import { createReaders, type Readers } from './experiment/readers';
import { createResults } from './experiment/results';
import { createExperiments, type Experiments } from './experiment/service';
import { createExperimentStore } from './experiment/store';
import { createVariants, type Variants } from './experiment/variants';
import { createReach, type Reach } from './distribution/reach';
import { createAdapters } from './distribution/adapters';
import { connectNewsletter, type Newsletter } from './distribution/newsletter/connect';
import { connectWebsub, type Websub } from './distribution/websub/connect';
import { createHandlers } from './handlers';
import { createClock, createMonotonicClock, type Clock } from './jobs/clock';
import { createEmbeddedQueue } from './jobs/embedded';
import { createGraphileQueue } from './jobs/graphile';
import { createHeartbeat, type Heartbeat } from './jobs/heartbeat';
import type { Handlers, JobQueue, QueueOptions } from './jobs/queue';
import { createPictures, forgetOver, type Pictures } from './moderation/connect-intake';
import { createModeration, type Moderation } from './moderation/connect';
import { createFigures, type Figures } from './moderation/rules/figures';
import { handOver } from './notifying/hand-over';
import { createExaminer } from './moderation/screening/examiner';
import { createListsInForce } from './moderation/screening/lists-in-force';
import { createScreening, type Screening } from './moderation/screening/service';
import { createWordLists, type WordLists } from './moderation/screening/word-lists';
import { workerFile } from './moderation/screening/worker-file';
import { createInbox, type Inbox } from './notifying/inbox';
import { createMailing, hasMailProvider } from './notifying/mailing';
import { createNotifications, type Notifications } from './notifying/notifications';
import { createPreferences, type PreferenceStore } from './notifying/preferences';
import { createTeam } from './notifying/team';
import { createTell } from './notifying/tell';
import { aboutJob, observedHandlers, observedQueue } from './observing/jobs';
import { observedPieces } from './observing/pieces';
import { observedPublisher } from './observing/publisher';
import { observedTransitions } from './observing/transitions';
import { createDeliveryMemory, type DeliveryMemory } from './publishing/delivery/memory';
import { placeReader } from './publishing/delivery/place';
import { createDelivery, type Delivery } from './publishing/delivery/service';
import type { Trials } from './publishing/delivery/trials';
import { createEditions, type Editions } from './publishing/editions';
import { createSweep, type Report } from './publishing/integrity/sweep';
import { createPreviewLinks, type PreviewLinks } from './publishing/preview';
import { createPublisher } from './publishing/publisher';
import { createRelink, type Relink } from './publishing/relink';
import { createSettings, type Settings } from './settings/settings';
import type { SigningKeys } from './http/signing';
import { createMetrics, type Metrics } from './telemetry/metrics';
import type { Standing } from './telemetry/standing';

export interface Workflow extends Moderation, Pictures {
  readonly strapi: Core.Strapi;
  /** The configuration in force: what can be changed in the admin is of the newest version that this process knows. */
  readonly config: WorkflowConfig;
  readonly settings: Settings;
  readonly clock: Clock;
  /** By which the delivery's memory counts how old it is. */
  readonly monotonic: Clock;
  readonly signals: Signals;
  readonly queue: JobQueue;
  readonly handlers: Handlers;
  readonly heartbeat: Heartbeat;
  readonly metrics: Metrics;
  readonly content: ContentReader;
  readonly pieces: Pieces;
  readonly alerts: Alerts;
  readonly transitions: Transitions;
  readonly edits: Edits;
  readonly neighbours: Neighbours;
  readonly relink: Relink;
  readonly views: Views;
  readonly editions: Editions;
  readonly delivery: Delivery;
  readonly deliveryMemory: DeliveryMemory;
  readonly liveExperiments: LiveExperiments;
  /** What the delivery asks about experiments. */
  readonly trials: Trials;
  readonly readers: Readers;
  readonly previews: PreviewLinks;
  readonly changes: ChangeFeed;
  readonly reviewQueue: ReviewQueue;
  readonly comparisons: Comparisons;
  readonly comments: Comments;
  readonly home: Home;
  readonly notifications: Notifications;
  readonly inbox: Inbox;
  readonly preferences: PreferenceStore;
  /** False where notifications stay in the admin. */
  sendsMail(): boolean;
  readonly board: Board;
  readonly cards: CardFill;
  readonly documentStates: DocumentStates;
  readonly guests: Guests;
  readonly presence: Presence;
  readonly settingsDesk: SettingsDesk;
  readonly calendar: Calendar;
  readonly variants: Variants;
  readonly experiments: Experiments;
  readonly distribution: DistributionDesk;
  /** The platforms by name. Another plugin may add one of its own while the application registers. */
  readonly adapters: Map<string, AnyAdapter>;
  /** What was counted of the readers of experiments. */
  readonly counts: Counts;
  /** What hashes of addresses and signatures are made with. */
  readonly applicationKeys: SigningKeys;
  readonly figures: Figures;
  /** Channels, links and the way to platforms. */
  readonly reach: Reach;
  readonly screening: Screening;
  readonly wordLists: WordLists;
  readonly newsletter: Newsletter;
  /** Feeds, and the hub that tells of them. */
  readonly websub: Websub;
  readonly sweep: (options: { takeDown: boolean }) => Promise<Report>;
  /** Who acts in the current request. */
  actor(): Promise<Actor>;
}

/** A submission is read in a few milliseconds. One that takes so long would take longer still, and goes to a person unread. */
const READING_MS = 5_000;

/** Whoever sends something waits for it to be read, behind others. */
const READING_PATIENCE_MS = 20_000;

/** The first signs and all verify, so that they can be rotated. */
const applicationKeys = (strapi: Core.Strapi): SigningKeys => {
  const keys = strapi.config.get('server.app.keys') as string | readonly string[] | undefined;
  const [first = '', ...others] = typeof keys === 'string' ? [keys] : (keys ?? []);
  return [first, ...others];
};

interface Drivers {
  readonly driver: JobQueue;
  readonly signals: Signals;
}

/** One process over SQLite, or any number of them over PostgreSQL. */
const driversOf = (strapi: Core.Strapi, config: WorkflowConfig, clock: Clock, options: QueueOptions): Drivers => {
  if (!isPostgres(strapi)) return { driver: createEmbeddedQueue(strapi, clock, options), signals: createLocalSignals(strapi) };
  const { signals, session } = createSharedSignals(strapi, clock.correct);
  const schema = schemaOf(strapi);
  const driver = createGraphileQueue(strapi, clock, {
    ...options,
    connection: clientConfig(strapi, 'jobs'),
    onConnect: hangUpWhenSilent,
    schema: schema === 'public' ? 'graphile_worker' : `${schema}_graphile_worker`,
    concurrency: config.jobs.concurrency,
    alive: { hold: session.hold, letGo: session.letGo, lockClass: WORKER_LOCK },
  });
  return { driver, signals };
};

const localizedType = (delivery: Delivery, content: ContentReader, path: string) => {
  const at = delivery.typeAt(path);
  return at === null ? null : { uid: at.uid, localized: isLocalized(content.schemaOf(at.uid)) };
};

const standingOf = async (heartbeat: Heartbeat): Promise<Standing> => {
  const { clock, jobs, promises } = await heartbeat.health();
  return { clockAgeSeconds: clock.ageSeconds, jobs, promises };
};

const compose = (strapi: Core.Strapi): Workflow => {
  const file = parseConfig(strapi.config.get('plugin::content-workflow'));
  const clock = createClock();
  const monotonic = createMonotonicClock();
  const alerts = createAlerts(strapi, clock);
  const heartbeat = createHeartbeat(strapi, clock, () => queue, file.clock.heartbeatSeconds);
  const { driver, signals } = driversOf(strapi, file, clock, {
    heartbeatSeconds: file.clock.heartbeatSeconds,
    sideBySide: file.distribution.concurrency,
    onTick: (now) => heartbeat.beat(now),
    about: aboutJob,
    onGiveUp: async (job, error) => {
      await alerts.raise({ pieceId: null, code: 'JOB_FAILED', message: `The job "${job.name}" failed for good: ${error.name}.`, detail: { key: job.key } });
      await notifications.givenUp(job);
    },
  });
  const queue: JobQueue = observedQueue(driver);
  const settings = createSettings(strapi, file, signals);
  const { config } = settings;
  const content = createContentReader(strapi, config);
  const pieces = observedPieces(createPieces(strapi, config, content, clock, signals));
  const delivery = createDelivery(strapi, config);
  const store = createExperimentStore(strapi);
  const readers = createReaders({ strapi, signals, clock, applicationKeys: applicationKeys(strapi), live: store, goals: config.experiments.goals.map(({ code }) => code), retentionDays: config.experiments.retentionDays });
  const placeOf = placeReader({ prefix: `${strapi.config.get('api.rest.prefix', '/api')}/delivery/`, typeAt: (path) => localizedType(delivery, content, path) });
  const deliveryMemory = createDeliveryMemory({ maxBytes: config.delivery.memoryMegabytes * 1024 * 1024, signals, monotonic, trials: readers.board, placeOf });
  const metrics = createMetrics({ standing: () => standingOf(heartbeat), deliveryCache: () => deliveryMemory.stats() });
  const editions = createEditions(config, content, clock, signals);
  const newsletter = connectNewsletter({ strapi, config: config.distribution, clock, queue: () => queue, applicationKeys: applicationKeys(strapi), channels: () => reach.channels, alerts, audit: (trx, act) => audit.write(trx, act) });
  const websub = connectWebsub({ strapi, config: config.distribution, clock, queue: () => queue, channels: () => reach.channels });
  const adapters = new Map(createAdapters({ mailings: newsletter.mailings, shelf: websub.shelf, hub: websub.hub }));
  const reach: Reach = createReach({ strapi, config: config.distribution, clock, adapters, applicationKeys: applicationKeys(strapi), audit: (trx, act) => audit.write(trx, act) });
  const base = createDistributionBase({ strapi, config, clock, queue: () => queue, signals, alerts, content, pieces, editions, channels: reach.channels, links: reach.links, picture: reach.makePicture });
  const comparisons = createComparisons({ strapi, config, content, pieces, editions, channels: base.writePath });
  const neighbours = createNeighbours(strapi, new Set(Object.keys(config.types)));
  const relink = createRelink({ strapi, content, editions });
  const publisher = observedPublisher(createPublisher({ strapi, clock, content, editions, neighbours, relink }));
  const { counts } = readers;
  const results = createResults({ counts, store, clock, goals: config.experiments.goals });
  const acts = createExperimentActs({ clock, signals, store, results, editions });
  const transitions = observedTransitions(createTransitions({ strapi, settings, clock, queue, signals, pieces, content, alerts, acts: distributing(publisher, base), experiments: acts, channels: base.writePath }), strapi, metrics.telemetry);
  const experiments = createExperiments({ strapi, config, clock, queue: () => queue, signals, alerts, pieces, transitions, counts, store, results });
  const distribution = createDistribution(base, transitions);
  const edits = createEdits({ strapi, config, settings, signals, pieces, content, transitions, frozen: publisher.frozen });
  const sweep = createSweep({ strapi, config, clock, content, editions, transitions, queue, alerts });
  const team = createTeam(strapi);
  const sendsMail = (): boolean => config.notifications.mail ?? hasMailProvider(strapi);
  const preferences = createPreferences({ strapi, config, clock, queue: () => queue });
  const tell = createTell({ strapi, clock, queue: () => queue, signals, preferences, sendsMail });
  const notifications = createNotifications({ strapi, clock, pieces, team, tell });
  const mailing = createMailing({ strapi, clock, queue: () => queue, alerts, team, preferences });
  const examiner = createExaminer({ file: workerFile(), limitMs: READING_MS, patienceMs: READING_PATIENCE_MS }, monotonic.now);
  const screening = createScreening({ strapi, examiner, lists: createListsInForce(strapi, signals), rememberDays: config.moderation.rememberDays, ownDomains: [...config.moderation.ownDomains, ...serverHost(strapi)], recordOf: (sender) => recordOf(sender) });
  const pictures = createPictures(strapi, clock, applicationKeys(strapi), config.intake?.guestKey ?? null);
  const { audit, sanctions, moderationQueue, reports, intake, recordOf } = createModeration({
    strapi,
    config,
    clock,
    queue: () => queue,
    alerts,
    pieces,
    content,
    transitions,
    editions,
    applicationKeys: applicationKeys(strapi),
    sendsMail,
    handOver: (mail) => handOver(strapi, { ...mail }),
    screening,
    pictures,
  });
  const handlers = createHandlers({
    strapi,
    clock,
    pieces,
    transitions,
    alerts,
    notifications,
    mailing,
    moderationQueue,
    statements: sanctions.mail,
    appeals: sanctions.appeals,
    newsletter,
    websub,
    lookAtExperiment: experiments.look,
    deliveries: distribution.runner,
    readings: distribution.readings,
    queue: () => queue,
    rehearse: publisher.rehearse,
    sweep: () => sweep({ takeDown: config.integrity.takeDown }),
    tidy: async () => {
      await forgetOver({ clock, quarantine: pictures.quarantine, intake, screening });
      await readers.forget();
      await newsletter.forgetOld();
      await websub.forgetOld();
    },
    integrityEveryMinutes: config.integrity.everyMinutes,
  });
  return {
    strapi,
    config,
    settings,
    clock,
    monotonic,
    signals,
    queue,
    handlers: observedHandlers(handlers, clock, metrics.telemetry),
    heartbeat,
    metrics,
    content,
    pieces,
    alerts,
    transitions,
    edits,
    neighbours,
    relink,
    views: createViews(strapi, config, clock, pieces, transitions),
    editions,
    delivery,
    deliveryMemory,
    trials: readers.board,
    readers,
    previews: createPreviewLinks(applicationKeys(strapi)),
    changes: createChangeFeed(signals, clock, settings.whenNewer),
    reviewQueue: createReviewQueue({ strapi, config, clock }),
    comparisons,
    comments: createComments({ strapi, clock, signals, content, pieces, comparisons, followers: [(_trx, said) => notifications.comment(said)] }),
    home: createHome(strapi, clock, pieces, heartbeat),
    notifications,
    inbox: createInbox(strapi, clock, signals),
    preferences,
    sendsMail,
    board: createBoard(strapi, config, content.schemaOf),
    cards: createCardFill({ strapi, config, content, signals }),
    documentStates: createDocumentStates(strapi),
    guests: createGuests({ strapi, config, clock, pieces, content, editions, transitions, links: createGuestLinks(strapi, applicationKeys(strapi)) }),
    presence: createPresence(signals, clock),
    settingsDesk: createSettingsDesk({ strapi, settings, signals, clock }),
    calendar: createCalendar(strapi, config, clock, createAgenda(strapi, config, clock)),
    variants: createVariants({ strapi, config, clock, pieces, content, transitions }),
    experiments,
    liveExperiments: store,
    distribution,
    adapters,
    counts,
    intake,
    ...pictures,
    audit,
    sanctions,
    moderationQueue,
    reports,
    applicationKeys: applicationKeys(strapi),
    recordOf,
    screening,
    reach,
    newsletter,
    websub,
    figures: createFigures({ strapi, clock, submissions: config.moderation.submissions }),
    wordLists: createWordLists({ strapi, signals, clock, examiner, audit: audit.write }),
    sweep,
    actor: () => currentActor(strapi),
  };
};

/** Where this server is reached; not where it is only tried on a developer's machine. */
const serverHost = (strapi: Core.Strapi): string[] => {
  const address = String(strapi.config.get('server.absoluteUrl', ''));
  const host = URL.canParse(address) ? new URL(address).hostname : '';
  return host.includes('.') && !/^[\d.]+$/.test(host) ? [host] : [];
};

const workflows = new WeakMap<Core.Strapi, Workflow>();

/** The engine of this Strapi. Other plugins reach it as `strapi.plugin('content-workflow').service('workflow')`. */
export const workflowOf = (strapi: Core.Strapi): Workflow => {
  const known = workflows.get(strapi) ?? compose(strapi);
  workflows.set(strapi, known);
  return known;
};
