/** One table, one contract: what the engine relies on, of every adapter, against a server that keeps its platform's documented rules. */
import fc from 'fast-check';
import { createAdapters } from '../../../src/plugins/content-workflow/server/src/distribution/adapters';
import { NoAnswer, type AdapterContext } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/adapter';
import type { Outcome, Ref } from '../../../src/plugins/content-workflow/core/distribution/platforms';
import type { Json, Rendition } from '../../../src/plugins/content-workflow/core/distribution/rendition';
import type { ContractServer, Fault, PlatformCase } from '../../support/distribution/case';
import { anySource } from '../../support/distribution/content';
import { startContractServer } from '../../support/distribution/contract-server';
import { contextFor, type ContextUse } from '../../support/distribution/harness';
import { platforms } from '../../support/distribution/platforms';
import { shelfOfTests } from '../../support/distribution/platforms/feed';
import { newsletterMailings } from '../../support/distribution/platforms/newsletter';
import { hubOfTests } from '../../support/distribution/platforms/websub';

/** So often is asked whether what was accepted is public. */
const MOST_LOOKS = 10;

const deepFreeze = <T>(value: T): T => {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
};

/** Every word of the secrets that must not be seen: of an address its key as well. */
const secretWords = (secrets: unknown): readonly string[] => {
  if (typeof secrets === 'string') {
    const inside = URL.canParse(secrets) ? [...new URL(secrets).searchParams.values(), ...new URL(secrets).pathname.split('/')].filter((part) => part.length >= 16) : [];
    return secrets.length >= 6 ? [secrets, ...inside] : inside;
  }
  return secrets !== null && typeof secrets === 'object' ? Object.values(secrets).flatMap(secretWords) : [];
};

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {});

class Stand {
  readonly told: unknown[] = [];
  readonly #tokens = new Map();
  prepared: Json | null = null;

  constructor(
    readonly platform: PlatformCase,
    readonly server: ContractServer,
    readonly settings: unknown,
    readonly secrets: unknown,
    readonly rendition: Rendition
  ) {}

  get adapter(): PlatformCase['adapter'] {
    return this.platform.adapter;
  }

  context(use: Partial<ContextUse> = {}): AdapterContext {
    return contextFor({ settings: this.settings, secrets: this.secrets, pictures: this.rendition.pictures, tokens: this.#tokens, ...use });
  }

  async prepare(context = this.context()): Promise<Outcome | null> {
    if (this.adapter.prepare === undefined) return null;
    const made = await this.adapter.prepare(this.rendition.payload, context, this.prepared);
    this.told.push(made);
    if (made.kind !== 'prepared') return made;
    this.prepared = made.prepared;
    return null;
  }

  /** As the engine does it: prepared first, then the one call. */
  async publish(context = this.context()): Promise<Outcome> {
    const refused = await this.prepare(context);
    if (refused !== null) return refused;
    const outcome = await this.adapter.publish(this.rendition.payload, this.prepared, context);
    this.told.push(outcome);
    return outcome;
  }

  /** What became of what was taken in. */
  async settled(outcome: Outcome): Promise<Outcome> {
    let now = outcome;
    for (let looks = 0; now.kind === 'accepted' && this.adapter.confirm !== undefined && looks < MOST_LOOKS; looks += 1) {
      now = await this.adapter.confirm(now.ref, this.prepared, this.context());
      this.told.push(now);
    }
    return now;
  }

  /** Throws unless it is public, and answers where. */
  async published(): Promise<Ref | null> {
    const outcome = await this.settled(await this.publish());
    if (outcome.kind !== 'published') throw new Error(`it is not public: ${JSON.stringify(outcome)}`);
    return outcome.ref;
  }

  find(): Promise<Ref | null> {
    const later = this.platform.lookupAfterMs ?? 0;
    const context = this.context({ now: () => Date.now() + later });
    if (this.adapter.find === undefined) throw new Error('it can not be asked whether it is there');
    return this.adapter.find(this.rendition.payload, this.prepared, context);
  }
}

const open: ContractServer[] = [];

const standOf = async (platform: PlatformCase): Promise<Stand> => {
  const started = await platform.start();
  open.push(started.server);
  const settings = platform.adapter.settings.parse(started.settings);
  const secrets = platform.adapter.secrets.parse(started.secrets);
  return new Stand(platform, started.server, settings, secrets, platform.adapter.render(platform.source, settings));
};

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

test('every adapter of the registry has its rows here, under its own name', () => {
  expect(platforms.map(({ adapter }) => adapter.platform).sort()).toEqual([...createAdapters({ mailings: newsletterMailings, shelf: shelfOfTests, hub: hubOfTests }).keys()].sort());
  for (const { platform, adapter } of platforms) expect(adapter.platform).toBe(platform);
});

describe.each(platforms.map((platform) => [platform.platform, platform] as const))('%s', (_name, platform) => {
  const { adapter } = platform;
  const isDirect = platform.delivery === 'direct';
  /** Its calls meet the platform. */
  const isCalled = isDirect && platform.fansOut === undefined;
  /** What does not apply to a platform is no test of it. */
  const testIf = (applies: boolean, title: string, run: () => Promise<void>): void => {
    if (applies) test(title, run);
  };
  const testFault = (fault: Fault, title: string, run: () => Promise<void>): void => testIf(isCalled && platform.without?.[fault] === undefined, title, run);

  let stand: Stand;
  beforeEach(async () => {
    stand = await standOf(platform);
  });

  afterEach(() => {
    const told = JSON.stringify(stand.told);
    for (const word of secretWords(stand.secrets)) expect(told).not.toContain(word);
  });

  describe('is connected', () => {
    const broken = (value: unknown): readonly unknown[] => [null, undefined, 7, 'text', ['a'], { ...fieldsOf(value), 'no such field': 1 }];

    test('with nothing but what its form asks for', async () => {
      const started = await platform.start();
      open.push(started.server);
      for (const junk of broken(started.settings)) expect(adapter.settings.safeParse(junk).success).toBe(false);
      for (const junk of broken(started.secrets)) expect(adapter.secrets.safeParse(junk).success).toBe(false);
      for (const { name, kind, required } of adapter.guide.fields) {
        const isSecret = kind === 'secret';
        const [schema, valid] = isSecret ? [adapter.secrets, fieldsOf(started.secrets)] : [adapter.settings, fieldsOf(started.settings)];
        expect({ name, taken: schema.safeParse({ ...valid, [name]: { junk: true } }).success }).toEqual({ name, taken: false });
        const { [name]: _left, ...without } = valid;
        if (required) expect({ name, taken: schema.safeParse(without).success }).toEqual({ name, taken: false });
      }
    });

    test('by a form whose secret fields are the secrets, and with steps that people can follow', async () => {
      const started = await platform.start();
      open.push(started.server);
      const secretFields = adapter.guide.fields.filter(({ kind }) => kind === 'secret').map(({ name }) => name);
      for (const name of Object.keys(fieldsOf(started.secrets))) expect(secretFields).toContain(name);
      for (const name of secretFields) expect(Object.keys(fieldsOf(started.settings))).not.toContain(name);
      for (const field of adapter.guide.fields) expect(field.kind === 'choice').toBe((field.choices ?? []).length > 0);
      expect(adapter.guide.steps.length).toBeGreaterThan(0);
    });

    test('and its test puts nothing before people', async () => {
      const tested = await adapter.test(stand.context());
      stand.told.push(tested);
      expect(['ok', 'untestable']).toContain(tested.kind);
      expect(stand.server.messages).toEqual([]);
      expect(stand.server.violations).toEqual([]);
    });

    testIf(isDirect && platform.platform !== 'websub', 'and its test says so where nobody answers', async () => {
      await stand.server.close();
      const tested = await adapter.test(stand.context());
      stand.told.push(tested);
      expect(tested.kind).not.toBe('ok');
    });
  });

  describe('says what it can do', () => {
    test('and does what it says', () => {
      const capabilities = adapter.capabilities(stand.settings);
      expect(capabilities).toMatchObject({ delivery: platform.delivery, idempotency: platform.idempotency });
      if (capabilities.idempotency === 'lookup') expect(adapter.find).toBeDefined();
      expect(capabilities.revocable).toBe(adapter.revoke !== undefined);
      expect(capabilities.metrics.length > 0).toBe(adapter.measure !== undefined);
      if (capabilities.confirmation === 'poll') expect(adapter.confirm).toBeDefined();
      if (capabilities.confirmation === 'sync') expect(adapter.confirm).toBeUndefined();
    });

    test('and shows every fault but those that it has a reason not to', () => {
      for (const reason of Object.values(platform.without ?? {})) expect(reason.length).toBeGreaterThan(10);
    });

    test('with every limit dated and with its source', () => {
      const { limits } = adapter.capabilities(stand.settings);
      for (const bound of [limits.title, limits.body, limits.bodyWithPictures]) {
        if (bound === undefined) continue;
        expect(bound.asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
        expect(bound.source.length).toBeGreaterThan(5);
        expect(bound.max).toBeGreaterThan(0);
      }
    });
  });

  describe('renders', () => {
    test('the same from the same, changes nothing that it is given, and is plain data', () => {
      const source = deepFreeze(structuredClone(platform.source));
      const settings = deepFreeze(structuredClone(stand.settings));
      const first = adapter.render(source, settings);
      expect(adapter.render(source, settings)).toEqual(first);
      expect(JSON.parse(JSON.stringify(first))).toEqual(first);
      expect(first.issues.filter(({ level }) => level === 'error')).toEqual([]);
    });

    test('no secret', () => {
      for (const word of secretWords(stand.secrets)) expect(JSON.stringify(stand.rendition)).not.toContain(word);
    });

    test('too much: it is told before anything is sent, as the platform counts', () => {
      const rendition = adapter.render(platform.tooMuch.source, stand.settings);
      const found = rendition.issues.filter(({ code, level }) => code === platform.tooMuch.code && level === 'error');
      expect(found).toHaveLength(1);
      const measure = rendition.measures.find(({ field }) => field === found[0]?.field);
      expect(measure).toBeDefined();
      expect(measure?.used).toBeGreaterThan(measure?.max ?? Infinity);
      expect(stand.server.publishCalls).toBe(0);
    });

    test('whatever people write: no crash, no script, and nothing over a limit that it calls fine', () => {
      fc.assert(
        fc.property(anySource, (source) => {
          const rendition = adapter.render(source, stand.settings);
          expect(adapter.render(source, stand.settings)).toEqual(rendition);
          const errors = new Set(rendition.issues.filter(({ level }) => level === 'error').map(({ field }) => field));
          for (const { field, used, max } of rendition.measures) if (used > max) expect(errors).toContain(field);
          const html = rendition.preview.html ?? '';
          expect(html).not.toMatch(/(href|src)\s*=\s*["']?\s*javascript:/i);
          // What stands in quotes is no tag and no attribute.
          expect(html.replace(/"[^"]*"/g, '""')).not.toMatch(/<script|<iframe|<[^>]*\son\w+\s*=/i);
        }),
        { numRuns: 120, seed: 7 }
      );
    });
  });

  describe('publishes', () => {
    testIf(isDirect, 'once, and it is there', async () => {
      await stand.published();
      expect(stand.server.messages).toHaveLength(1);
      expect(stand.server.publishCalls).toBe(1);
      expect(stand.server.violations).toEqual([]);
    });

    testIf(isDirect, 'with the same key again: as its idempotency says', async () => {
      const { idempotency, confirmation } = adapter.capabilities(stand.settings);
      const first = await stand.published();
      if (idempotency === 'key') {
        expect(await stand.published()).toEqual(first);
        expect(stand.server.messages).toHaveLength(1);
      } else if (idempotency === 'lookup') {
        const found = await stand.find();
        expect(found).not.toBeNull();
        if (confirmation === 'sync') expect(found?.id).toBe(first?.id);
        expect(stand.server.publishCalls).toBe(1);
      }
      expect(stand.server.violations).toEqual([]);
    });

    testFault('rate-limit', 'too fast: nothing is sent, and it waits as long as the platform says', async () => {
      stand.server.fail('rate-limit');
      expect(await stand.publish()).toMatchObject({ kind: 'deferred', retryAfterMs: platform.delayMs });
      expect(stand.server.messages).toEqual([]);
      expect(stand.server.publishCalls).toBe(1);
      await stand.published();
      expect(stand.server.messages).toHaveLength(1);
    });

    testFault('expired-token', platform.renewsToken === true ? 'with an expired token: it is renewed once and the message goes out once' : 'with an expired token: the channel is to be connected anew', async () => {
      stand.server.fail('expired-token');
      const outcome = await stand.publish();
      if (platform.renewsToken === true) {
        expect((await stand.settled(outcome)).kind).toBe('published');
        expect(stand.server.messages).toHaveLength(1);
        expect(stand.server.publishCalls).toBe(2);
      } else {
        expect(outcome.kind).toBe('unauthorized');
        expect(stand.server.messages).toEqual([]);
        expect(stand.server.publishCalls).toBe(1);
      }
    });

    testFault('refuse-content', 'what the platform refuses: a person is told, in the platform’s own words', async () => {
      stand.server.fail('refuse-content');
      const outcome = await stand.publish();
      expect(outcome).toMatchObject({ kind: 'rejected', code: platform.refusedCode });
      expect(outcome.kind === 'rejected' ? outcome.message : '').not.toBe('');
      expect(stand.server.messages).toEqual([]);
      expect(stand.server.publishCalls).toBe(1);
    });

    const UNKNOWN: readonly (readonly [Fault, string])[] = [
      ['malformed', 'an answer that is none'],
      ['server-error', 'a platform that fails'],
      ['cut-before-reading', 'a line that is cut before the message was read'],
      ['took-then-cut', 'a line that is cut after the message was taken'],
      ['hang', 'a platform that never answers'],
    ];
    for (const [fault, words] of UNKNOWN) {
      testFault(fault, `to ${words}: nobody knows, and it is not sent again`, async () => {
        const refused = await stand.prepare();
        expect(refused).toBeNull();
        stand.server.fail(fault);
        // Only what never answers is waited for, so only it is in a hurry.
        const outcome = await adapter.publish(stand.rendition.payload, stand.prepared, stand.context(fault === 'hang' ? { timeoutMs: 300 } : {}));
        stand.told.push(outcome);
        expect(outcome.kind).toBe('unknown');
        expect(stand.server.publishCalls).toBe(1);
      });
    }

    testFault('hang', 'until it is told to stop: nobody knows, and it is not sent again', async () => {
      const stop = new AbortController();
      const refused = await stand.prepare();
      expect(refused).toBeNull();
      stand.server.fail('hang');
      const context = stand.context({ signal: stop.signal, timeoutMs: 5_000 });
      const publishing = adapter.publish(stand.rendition.payload, stand.prepared, context);
      while (stand.server.publishCalls === 0) await new Promise((resolve) => setTimeout(resolve, 2));
      stop.abort();
      expect((await publishing).kind).toBe('unknown');
      expect(stand.server.publishCalls).toBe(1);
    });

    testIf(isCalled, 'to nobody: it was certainly not sent', async () => {
      expect(await stand.prepare()).toBeNull();
      await stand.server.close();
      expect((await adapter.publish(stand.rendition.payload, stand.prepared, stand.context())).kind).toBe('deferred');
    });
  });

  describe('after an unknown outcome', () => {
    testIf(adapter.find !== undefined, 'finds what was taken, and is sure of what was not', async () => {
      expect(await stand.prepare()).toBeNull();
      expect(await stand.find()).toBeNull();
      stand.server.fail('cut-before-reading');
      expect((await stand.publish()).kind).toBe('unknown');
      expect(await stand.find()).toBeNull();
      stand.server.fail('took-then-cut');
      expect((await stand.publish()).kind).toBe('unknown');
      expect(await stand.find()).not.toBeNull();
      expect(stand.server.publishCalls).toBe(2);
    });

    testIf(adapter.find !== undefined, 'does not call absent what it can not see', async () => {
      expect(await stand.prepare()).toBeNull();
      await stand.server.close();
      await expect(stand.find()).rejects.toBeInstanceOf(Error);
    });

    testIf(platform.lookupAfterMs !== undefined, 'says nothing while it may still be on its way', async () => {
      expect(await stand.prepare()).toBeNull();
      stand.server.fail('cut-before-reading');
      expect((await stand.publish()).kind).toBe('unknown');
      await expect(adapter.find?.(stand.rendition.payload, stand.prepared, stand.context())).rejects.toBeInstanceOf(Error);
    });

    testIf(isCalled && platform.idempotency === 'key', 'sends the same key again, and the message is there once', async () => {
      stand.server.fail('took-then-cut');
      expect((await stand.publish()).kind).toBe('unknown');
      await stand.published();
      expect(stand.server.messages).toHaveLength(1);
    });
  });

  testIf(adapter.measure !== undefined, 'reads its numbers back', async () => {
    const ref = await stand.published();
    expect(ref).not.toBeNull();
    const numbers = await adapter.measure?.(ref ?? { id: '', url: null }, stand.context());
    const declared = adapter.capabilities(stand.settings).metrics as readonly string[];
    expect(Object.keys(numbers ?? {}).length).toBeGreaterThan(0);
    for (const [metric, value] of Object.entries(numbers ?? {})) {
      expect(declared).toContain(metric);
      expect(Number.isFinite(value) && value >= 0).toBe(true);
    }
  });

  testIf(platform.fansOut === undefined && adapter.revoke !== undefined, 'takes a message back, and says when there is none', async () => {
    const ref = (await stand.published()) ?? { id: '', url: null };
    expect(await adapter.revoke?.(ref, stand.context())).toBe('revoked');
    expect(stand.server.messages).toEqual([]);
    expect(await adapter.revoke?.(ref, stand.context())).toBe('absent');
  });

  testIf(!isDirect, 'hands the message to a person, or lays it out, without calling anybody', async () => {
    const outcome = await adapter.publish(stand.rendition.payload, null, stand.context());
    stand.told.push(outcome);
    expect(['accepted', 'published']).toContain(outcome.kind);
    expect(stand.server.publishCalls).toBe(0);
  });
});

test('the harness fails as the egress does: refused and forbidden were not sent, cut and late may have been', async () => {
  const { fetch } = contextFor({ settings: {}, secrets: {}, timeoutMs: 300 });
  const server = await startContractServer(() => ({ publishes: () => true, answer: () => ({ json: {} }), faults: {} }));
  open.push(server);
  server.fail('cut-before-reading');
  await expect(fetch(server.origin)).rejects.toEqual(expect.objectContaining({ reached: true, code: 'connection-lost' }));
  server.fail('hang');
  await expect(fetch(server.origin)).rejects.toEqual(expect.objectContaining({ reached: true, code: 'timeout' }));
  await server.close();
  await expect(fetch(server.origin)).rejects.toBeInstanceOf(NoAnswer);
  await expect(fetch(server.origin)).rejects.toEqual(expect.objectContaining({ reached: false, code: 'connection-refused' }));
  await expect(fetch('https://example.org/')).rejects.toEqual(expect.objectContaining({ reached: false, code: 'address-forbidden' }));
});
