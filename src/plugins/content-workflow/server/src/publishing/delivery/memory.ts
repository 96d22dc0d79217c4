/**
 * The delivery API's answers, from memory. Whether a caller may read is a pass, what it reads is an entry; both come from
 * answers that went through Strapi's whole chain, and where either is missing one request goes there again.
 */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Signals } from '../../cluster/signals';
import type { Clock } from '../../jobs/clock';
import type { DeliveryStats } from '../../telemetry/delivery-cache';
import { CONTENT_TYPE, deliveredOf, isShared, OF_THE_ANSWER, varyElsewhere } from './delivered';
import { createEntry, realmOf, withCoding, type Entry, type FlatHeaders, type Representation } from './entry';
import { createFlights, MAX_WAITS, type Flight, type Landing } from './flights';
import { acceptedCodings } from './negotiation';
import { createPasses, keyOf, MAX_KEY_LENGTH, type Pass } from './passes';
import { withoutVisitor, type Place } from './place';
import { createStore, type Moment } from './store';
import { ASSIGNMENT, assignmentOf, DECIDING, NO_TRIALS, suffixOf, visitorOf, type Trial, type Trials } from './trials';
import { matchedTag } from './validators';

/** Of an entry that is kept, only the caller's pass is wanting; of another address, both. */
interface Quest {
  readonly wants: 'pass' | 'entry';
  readonly flight: Flight;
}

/** A request that goes down the chain, and what has to be known of its start to learn from its answer. */
export interface Reading {
  /** The address that the answer is kept under; `null` where it is not to be kept. */
  readonly address: string | null;
  readonly caller: IncomingHttpHeaders;
  readonly since: number;
  readonly moment: Moment;
  /** Whether others use a pass on the strength of this answer. */
  readonly renews: boolean;
  /** What it goes there for, and where others wait for it. */
  readonly quest: Quest | null;
  /** Header names that somebody above has set already, and sets again for each request. */
  readonly set: readonly string[];
}

/** What is looked at of an answer that went through the chain. */
export interface ChainAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly state: Record<string, unknown>;
  readonly res: ServerResponse;
}

export type Served = Reading | null;

export interface DeliveryMemory {
  readonly on: boolean;
  /**
   * Answers from memory; `null` when it has, or when nobody waits for the answer any more. Otherwise what to `learn` with once
   * the chain has answered. A promise where another request is on the way to find out.
   */
  serve(req: IncomingMessage, res: ServerResponse): Served | Promise<Served>;
  /** This or `fail` has to follow for each reading: others wait for it. */
  learn(reading: Reading, answer: ChainAnswer): void;
  /** The chain threw, or was never reached. */
  fail(reading: Reading): void;
  stats(): DeliveryStats;
}

/** A request that has not been answered yet. */
interface Asked {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  /** Monotonic milliseconds. */
  readonly came: number;
  /** How many flights it has waited for. */
  readonly waits: number;
}

/** A longer address is nobody's link, and as a key it would be memory for free. */
const MAX_URL_LENGTH = 512;

/** Two at a time leave the other threads to the disk; who comes while they are busy gets the plain bytes once more. */
const MAX_COMPRESSING = 2;

const wantsTheOrigin = ({ range, 'cache-control': caching }: IncomingHttpHeaders): boolean =>
  range !== undefined || (caching !== undefined && /\bno-(?:cache|store)\b/i.test(caching));

/** Node has it on every outgoing message; its types have it on requests only. */
interface RawHeaderNames {
  getRawHeaderNames(): string[];
}

const flat = (res: ServerResponse, wanted: (name: string) => boolean): FlatHeaders =>
  (res as ServerResponse & RawHeaderNames).getRawHeaderNames().filter((name) => wanted(name.toLowerCase())).flatMap((name) => [name, String(res.getHeader(name))]);

/** Whether the value at that place is one of a Vary, which every answer of the delivery API has. */
const isVary = (headers: FlatHeaders, place: number): boolean => place % 2 === 1 && headers[place - 1]?.toLowerCase() === 'vary';

const keptUnder = (address: string, trial: Trial | null): string => (trial === null ? address : address + suffixOf(trial.drawn));

/** A pass is good at every address, where something is tried and where nothing is. */
const elsewhere = (headers: FlatHeaders): FlatHeaders => headers.map((value, i) => (isVary(headers, i) ? varyElsewhere(value) : value));

/** Made anew for every request. */
const OF_THE_REQUEST: ReadonlySet<string> = new Set(['x-request-id', 'x-response-time', 'date']);

const CACHING: ReadonlySet<string> = new Set(['cache-control', 'cache-tag', 'surrogate-key']);

export interface MemoryOptions {
  readonly maxBytes: number;
  readonly signals: Signals;
  readonly monotonic: Clock;
  readonly trials?: Trials;
  /** `null` for an address of which only the chain can tell what it asks for. */
  readonly placeOf?: (url: string) => Place | null;
}

/** In one line: not every cache puts several of them together. */
const varyingByReader = (headers: FlatHeaders): FlatHeaders => headers.map((value, i) => (isVary(headers, i) ? [value, ...DECIDING].join(', ') : value));

export const createDeliveryMemory = ({ maxBytes, signals, monotonic, trials = NO_TRIALS, placeOf = () => null }: MemoryOptions): DeliveryMemory => {
  const store = createStore(Math.max(1, maxBytes));
  const passes = createPasses();
  const flights = createFlights(monotonic);
  const compressing = new Set<string>();
  const counts = { hits: 0, notModified: 0, misses: 0, bypassed: 0 };
  /** As the last answer to somebody who named none has told; a pass says whether it still is. */
  let defaultLocale: string | null = null;
  signals.listen((signal) => store.hear(signal));

  const compressLater = (entry: Entry, coding: 'br' | 'gzip'): void => {
    if (compressing.size >= MAX_COMPRESSING || compressing.has(entry.url)) return;
    compressing.add(entry.url);
    withCoding(entry, coding)
      // Without that form the plain bytes go on being served.
      .then((made) => store.replace(entry, made), () => undefined)
      .finally(() => compressing.delete(entry.url));
  };

  /** The most wanted form that is there; one that is wanted more and not made yet is made for those who come later. */
  const formFor = (entry: Entry, header: string | undefined): Representation => {
    for (const coding of acceptedCodings(header)) {
      const form = entry[coding];
      if (form != null) return form;
      if (form === undefined && coding !== 'identity') compressLater(entry, coding);
    }
    return entry.identity;
  };

  /** What the caller is sent beside the content; the assignment is made for each reader, and so is not kept. */
  const beside = (entry: Entry, pass: Pass, trial: Trial): FlatHeaders => {
    const assignment = assignmentOf(trial, entry.shown);
    return [...varyingByReader(pass.headers), ...(assignment === null ? [] : [ASSIGNMENT, assignment])];
  };

  const send = (res: ServerResponse, entry: Entry, pass: Pass, asked: IncomingHttpHeaders, trial: Trial | null): void => {
    const headers = trial === null ? pass.headers : beside(entry, pass, trial);
    const condition = asked['if-none-match'];
    const tag = condition === undefined ? null : matchedTag(condition, entry.etag);
    if (tag !== null) {
      counts.notModified += 1;
      res.writeHead(304, ['ETag', tag, ...entry.caching, ...headers]).end();
      return;
    }
    counts.hits += 1;
    const form = formFor(entry, asked['accept-encoding']);
    res.writeHead(200, form.headers.concat(headers)).end(form.body);
  };

  const goDown = ({ req, res }: Asked, address: string | null, { quest = null, renews = false }: Partial<Pick<Reading, 'quest' | 'renews'>> = {}): Reading => ({
    address,
    caller: req.headers,
    since: monotonic.now(),
    moment: store.now(),
    renews,
    quest,
    set: res.getHeaderNames(),
  });

  /** `null` for what could not be kept under that key anyway. */
  const questKey = (wants: Quest['wants'], what: string, caller: IncomingHttpHeaders): string | null => {
    if (wants === 'entry' && what.length > MAX_URL_LENGTH) return null;
    const key = keyOf(what, caller);
    return key.length > MAX_KEY_LENGTH ? null : key;
  };

  const passBy = (asked: Asked, address: string | null): Reading => {
    counts.bypassed += 1;
    return goDown(asked, address);
  };

  /** What is tried there and drawn for this reader; `null` where nothing is tried. An old slug leads to a document whose own address is another. */
  const trialAt = ({ kind, uid, locale: named, name, visitor, key }: Place, headers: IncomingHttpHeaders): Trial | null => {
    const locale = named ?? defaultLocale;
    if (locale === null) return null;
    const reader = visitorOf(visitor, (header) => headers[header] as string | undefined);
    if (kind === 'list') {
      const drawn = trials.list(uid, locale, reader);
      return drawn === undefined ? null : { kind, drawn };
    }
    const byName = trials.one(uid, locale, name, reader);
    const document = byName === undefined ? store.get(key)?.documentId : null;
    const drawn = document == null ? byName : trials.one(uid, locale, document, reader);
    return drawn === undefined ? null : { kind, drawn: drawn === null ? [] : [drawn] };
  };

  const answer = (asked: Asked): Served | Promise<Served> => {
    const { url = '', headers } = asked.req;
    const current = signals.isCurrent() && !wantsTheOrigin(headers);
    // All that experiments cost where there is none: this question.
    if (trials.state === 'none') {
      const kept = current ? store.get(url) : undefined;
      if (kept !== undefined) return answerBy(asked, url, kept, null);
      const address = withoutVisitor(url);
      return current ? answerAt(asked, address, null) : passBy(asked, address);
    }
    const place = trials.state === 'stale' ? null : placeOf(url);
    return place === null || !current ? passBy(asked, place?.key ?? null) : answerAt(asked, place.key, trialAt(place, headers));
  };

  const answerAt = (asked: Asked, address: string, trial: Trial | null): Served | Promise<Served> => answerBy(asked, address, store.get(keptUnder(address, trial)), trial);

  const answerBy = (asked: Asked, address: string, entry: Entry | undefined, trial: Trial | null): Served | Promise<Served> => {
    const { req, res, came, waits } = asked;
    const { headers } = req;
    const pass = entry === undefined ? 'none' : waits === 0 ? passes.check(entry.realm, headers, came) : passes.held(entry.realm, headers, came);
    if (entry !== undefined && typeof pass === 'object' && (!entry.byDefault || pass.defaultLocale === entry.locale)) {
      send(res, entry, pass, headers, trial);
      return null;
    }
    // With a pass in hand, it is the entry that is of another language than the default one.
    const wants = entry === undefined || typeof pass === 'object' ? 'entry' : 'pass';
    const key = questKey(wants, wants === 'entry' || entry === undefined ? keptUnder(address, trial) : entry.realm, headers);
    const flight = key === null || pass === 'due' || waits === MAX_WAITS ? undefined : flights.under(key, came);
    if (flight !== undefined) return flight.wait().then((landing) => (res.destroyed ? null : answer({ ...asked, waits: landing === 'look' ? waits + 1 : MAX_WAITS })));
    counts.misses += 1;
    return goDown(asked, address, { renews: pass === 'due', quest: key === null ? null : { wants, flight: flights.begin(key) } });
  };

  const serve: DeliveryMemory['serve'] = (req, res) => answer({ req, res, came: monotonic.now(), waits: 0 });

  /** What is no answer to keep is the truth about the address all the same, unless it is about the caller or a failure. */
  const unlearn = ({ address, caller, renews, quest }: Reading, status: number): Landing => {
    const refused = status === 401 || status === 403;
    if (refused || renews) passes.revoke(caller);
    if (!refused && status < 500 && address !== null) store.drop(address);
    // A refusal is the caller's, and an answer that is not kept the address's; each has to hear it from the chain. A failure is this request's own.
    return refused || (quest?.wants === 'entry' && status < 500) ? 'nothing' : 'look';
  };

  const study = (reading: Reading, { status, body, state, res }: ChainAnswer): Landing => {
    const delivered = deliveredOf(state);
    if (delivered === undefined || !isShared(res.getHeaders(), delivered.trial)) return unlearn(reading, status);
    const whole = status === 200 && body === delivered.body && res.getHeader('content-type') === CONTENT_TYPE;
    // Bytes or a validator that somebody changed on the way out are not the ones that would be kept.
    if ((!whole && status !== 304) || matchedTag(String(res.getHeader('etag')), delivered.etag) === null) return unlearn(reading, status);
    if (!signals.isCurrent()) return 'look';
    if (delivered.byDefault) defaultLocale = delivered.locale;
    const ofTheCaller = flat(res, (name) => !OF_THE_ANSWER.has(name) && !OF_THE_REQUEST.has(name) && (name === 'vary' || !reading.set.includes(name)));
    passes.grant(realmOf(delivered), reading.caller, {
      since: reading.since,
      headers: delivered.trial === undefined ? ofTheCaller : elsewhere(ofTheCaller),
      defaultLocale: delivered.byDefault ? delivered.locale : null,
    });
    if (reading.address === null || reading.address.length > MAX_URL_LENGTH) return 'look';
    const url = reading.address + (delivered.trial?.suffix ?? '');
    const known = store.get(url);
    // The same answer once more would lose the compressed forms that are made of it.
    if (known?.etag === delivered.etag && known.locale === delivered.locale && known.realm === realmOf(delivered)) return 'look';
    store.put(createEntry(url, delivered, flat(res, (name) => CACHING.has(name))), reading.moment);
    return 'look';
  };

  const land = ({ quest }: Reading, landing: Landing): void => quest?.flight.land(landing);

  const learn: DeliveryMemory['learn'] = (reading, chainAnswer) => {
    let landing: Landing = 'look';
    try {
      landing = study(reading, chainAnswer);
    } finally {
      land(reading, landing);
    }
  };

  return {
    on: maxBytes > 0,
    serve,
    learn,
    fail: (reading) => land(reading, unlearn(reading, 500)),
    stats: () => ({ ...counts, ...store.size() }),
  };
};
