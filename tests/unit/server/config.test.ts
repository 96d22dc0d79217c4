import plugin, { assertGoverned, parseConfig, type SchemaLike } from '../../../src/plugins/content-workflow/server/src/config';
import databaseConfig from '../../../config/database';
import hostConfig from '../../../config/plugins';
import serverConfig from '../../../config/server';

const type = (overrides: Record<string, unknown> = {}) => ({ path: 'posts', title: 'title', review: [{ key: 'editorial', name: 'Editorial' }], ...overrides });
const config = (post: Record<string, unknown> = {}, more: Record<string, unknown> = {}) => ({ types: { 'api::post.post': type(post) }, ...more });

const schema = (overrides: Partial<SchemaLike> = {}): SchemaLike => ({
  options: { draftAndPublish: true },
  attributes: { title: { type: 'string' }, slug: { type: 'uid' }, cover: { type: 'media' }, notes: { type: 'text', private: true }, planDate: { type: 'datetime', private: true }, startsAt: { type: 'datetime' }, endsAt: { type: 'datetime' }, phases: { type: 'component', repeatable: true, component: 'a.phase' }, tags: { type: 'json' }, activity: { type: 'relation', relation: 'manyToOne' } },
  ...overrides,
});

/** The lines of the one error that a configuration causes. */
const problems = (input: unknown): string[] => {
  try {
    parseConfig(input);
    return [];
  } catch (error) {
    const [headline, ...lines] = (error as Error).message.split('\n');
    expect(headline).toBe('the configuration is not valid:');
    return lines.map((line) => line.replace(/^ {2}- /, ''));
  }
};

describe('a configuration that is right', () => {
  test.each([undefined, null, {}])('%j governs nothing and has every default', (input) => {
    expect(parseConfig(input)).toEqual({
      types: {},
      blackouts: [],
      checklistTemplates: [],
      delivery: { pageSize: 20, maxPageSize: 100, maxAgeSeconds: 60, staleWhileRevalidateSeconds: 300, memoryMegabytes: 96 },
      distribution: { siteAddress: null, shortAddress: null, concurrency: 8, timeoutSeconds: 20, egress: { closed: false, allow: [] } },
      guests: { maxHours: 168, labels: {} },
      calendar: { audienceZone: null, conflictMinutes: 30 },
      preview: { ttlMinutes: 1440 },
      clock: { enabled: true, heartbeatSeconds: 15 },
      role: 'all',
      jobs: { concurrency: 4 },
      shutdown: { noticeSeconds: 0 },
      integrity: { everyMinutes: 60, takeDown: false },
      notifications: { mail: null, digestAt: '09:00', timezone: 'UTC' },
      roles: { create: true },
      experiments: {
        goals: [
          { code: 'click', name: 'Click', kind: 'rate' },
          { code: 'registration', name: 'Registration', kind: 'rate' },
          { code: 'purchase', name: 'Purchase', kind: 'value' },
          { code: 'share', name: 'Share', kind: 'rate' },
        ],
        retentionDays: 90,
        namespaces: [],
      },
      moderation: { submissions: null, adopt: null, patrol: { everyHours: 24, share: 0.05, atMost: 20 }, ownDomains: [], rememberDays: 90, reports: { perDay: 10, perDayWithoutAccount: 5 } },
      sanctions: { warningStep: false, sameCodeDays: 180, appealDays: 20, mutes: 'overlap', statementPage: null },
      intake: null,
    });
  });

  test('goals of a team take the place of the usual ones; one without a kind is a rate', () => {
    const goals = [{ code: 'rsvp', name: 'Said yes' }, { code: 'order', name: 'Order', kind: 'value' }];
    expect(parseConfig({ experiments: { goals, namespaces: ['home-page'] } }).experiments).toEqual({ goals: [{ ...goals[0], kind: 'rate' }, goals[1]], retentionDays: 90, namespaces: ['home-page'] });
  });

  test.each([
    [{ goals: [] }, 'experiments.goals: at least one goal is needed: an experiment measures something'],
    [{ goals: [{ code: 'Click!', name: 'Click' }] }, 'experiments.goals.0.code: use lower-case letters, digits and hyphens'],
    [{ goals: [{ code: 'a', name: 'A' }, { code: 'a', name: 'B' }] }, 'experiments.goals: codes of goals must differ'],
    [{ namespaces: ['a', 'a'] }, 'experiments.namespaces: namespaces must differ'],
  ])('%j is refused, by name', (experiments, problem) => {
    expect(problems({ experiments })).toEqual([problem]);
  });

  test('an intake has limits, and needs a type to write', () => {
    const intake = { activities: 'api::activity.activity', rightsStatement: { version: '1', text: { en: 'Mine.' } } };
    const parsed = parseConfig({ ...config(), intake });
    expect(parsed.intake).toEqual({ ...intake, guestKey: null, memberUploads: 'refuse', limits: { senderPerHour: 10, networkPerHour: 300, everybodyPerHour: 3_000, codesPerAddressPerHour: 5, codesPerNetworkPerHour: 60 } });
    expect(() => assertGoverned(parsed, () => undefined)).toThrow('moderation.submissions: is missing');
  });

  test.each(['https://example.com', 'localhost', 'Example.com', 'a b.com'])('%j is no host of a community’s own', (host) => {
    expect(() => parseConfig({ ...config(), moderation: { ownDomains: [host] } })).toThrow('moderation.ownDomains.0: is a host name');
  });

  test('a type has defaults that are safe: locked when scheduled, voided in review, published late, nothing delivered that is private', () => {
    expect(parseConfig(config()).types['api::post.post']).toEqual({
      path: 'posts',
      title: 'title',
      slug: null,
      review: [{ key: 'editorial', name: 'Editorial', quorum: 1, roles: [], guests: false }],
      checklist: [],
      variables: [],
      unreviewed: [],
      plan: null,
      span: null,
      distribution: null,
      edits: { review: 'void', scheduled: 'lock' },
      late: { policy: 'publish', toleranceMinutes: 15 },
      windows: [],
      retrospectiveAfterDays: null,
      rejectReasons: ['off-topic', 'quality', 'rights', 'policy', 'duplicate'],
      delivery: { fields: null, activity: null, tags: null },
    });
  });

  test('half a group keeps the other half of its defaults', () => {
    const post = parseConfig(config({ late: { policy: 'hold' }, edits: { review: 'lock' } }, { clock: { heartbeatSeconds: 5 } }));
    expect(post.types['api::post.post']).toMatchObject({ late: { policy: 'hold', toleranceMinutes: 15 }, edits: { review: 'lock', scheduled: 'lock' } });
    expect(post.clock).toEqual({ enabled: true, heartbeatSeconds: 5 });
  });

  test('parsing twice gives the same', () => {
    const once = parseConfig(config({ checklist: [{ field: 'cover' }] }));
    expect(parseConfig(once)).toEqual(once);
  });

  test('the configuration of this application is right', () => {
    const env = Object.assign((_key: string, fallback: unknown) => fallback, { array: () => [], int: (_key: string, fallback: number) => fallback, bool: () => false });
    const host = hostConfig({ env } as never) as Record<string, { config: unknown }>;
    expect(problems(host['content-workflow']?.config)).toEqual([]);
  });

  /** As Strapi's own `env`, of these variables. */
  const envOf = (given: Readonly<Record<string, string>>) => ({ env: Object.assign((key: string, fallback: unknown) => given[key] ?? fallback, { array: () => ['a', 'b'], int: (_key: string, fallback: number) => fallback }) }) as never;
  const hostWith = (given: Readonly<Record<string, string>>) => hostConfig(envOf(given));

  test.each([
    [{ SMTP_HOST: 'mail.example.com' }, true],
    [{ SMTP_HOST: 'mail.example.com', SMTP_REQUIRE_TLS: '' }, true],
    [{ SMTP_HOST: 'mail.example.com', SMTP_REQUIRE_TLS: '1' }, true],
    [{ SMTP_HOST: 'mail.example.com', SMTP_REQUIRE_TLS: 'Yes' }, true],
    [{ SMTP_HOST: 'mail.example.com', SMTP_REQUIRE_TLS: 'false' }, false],
    [{ SMTP_HOST: 'mail.example.com', SMTP_REQUIRE_TLS: 'OFF' }, false],
    [{ SMTP_HOST: '127.0.0.1' }, false],
    [{ SMTP_HOST: '' }, false],
    [{ SMTP_HOST: 'localhost', SMTP_REQUIRE_TLS: 'true' }, true],
  ] as const)('with %j mail is handed over encrypted only: %s', (given: Readonly<Record<string, string>>, required) => {
    expect(hostWith(given)).toMatchObject({ email: { config: { providerOptions: { requireTLS: required } } } });
  });

  test.each([
    ['', false],
    ['false', false],
    ['0', false],
    ['No', false],
    ['off', false],
    ['true', true],
    ['True', true],
    ['1', true],
    ['yes', true],
    [' on ', true],
  ] as const)('with EGRESS_CLOSED=%j the door to the outside is closed: %s', (given, closed) => {
    expect(hostWith({ EGRESS_CLOSED: given })).toMatchObject({ 'content-workflow': { config: { distribution: { egress: { closed } } } } });
  });

  const postgresWith = (given: Readonly<Record<string, string>>) => databaseConfig(envOf({ DATABASE_CLIENT: 'postgres', ...given }));
  const serverWith = (given: Readonly<Record<string, string>>) => serverConfig(envOf(given));

  test.each([
    ['SMTP_SECURE', '1', hostWith, { email: { config: { providerOptions: { secure: true } } } }],
    ['SMTP_SECURE', '', hostWith, { email: { config: { providerOptions: { secure: false } } } }],
    ['IS_PROXIED', 'yes', serverWith, { proxy: { koa: true } }],
    ['IS_PROXIED', '', serverWith, { proxy: { koa: false } }],
    ['DATABASE_SSL', 'On', postgresWith, { connection: { connection: { ssl: { rejectUnauthorized: true } } } }],
    ['DATABASE_SSL', '', postgresWith, { connection: { connection: { ssl: false } } }],
  ] as const)('%s=%j is what it says', (name, word, read, expected) => {
    expect(read({ [name]: word })).toMatchObject(expected);
  });

  test.each([
    ['', true],
    ['no', false],
  ] as const)('with DATABASE_SSL_REJECT_UNAUTHORIZED=%j the certificate of the database is checked: %s', (word, isChecked) => {
    expect(postgresWith({ DATABASE_SSL: 'true', DATABASE_SSL_REJECT_UNAUTHORIZED: word })).toMatchObject({ connection: { connection: { ssl: { rejectUnauthorized: isChecked } } } });
  });

  test.each([
    ['EGRESS_CLOSED', hostWith],
    ['SMTP_REQUIRE_TLS', hostWith],
    ['SMTP_SECURE', hostWith],
    ['IS_PROXIED', serverWith],
    ['DATABASE_SSL', postgresWith],
  ] as const)('%s that is neither on nor off is not taken for either', (name, read) => {
    expect(() => read({ [name]: 'ture' })).toThrow(`${name} is neither on nor off: write true or false`);
  });
});

describe('a configuration that is wrong', () => {
  test.each([
    { title: 'a misspelt option', input: config({}, { blackout: [] }), says: '(config): Unrecognized key: "blackout"' },
    { title: 'a misspelt option of a type', input: config({ checklists: [] }), says: 'types.api::post.post: Unrecognized key: "checklists"' },
    { title: 'no review step', input: config({ review: [] }), says: 'types.api::post.post.review: at least one review step is needed: nothing goes live without an approval' },
    { title: 'a quorum of none', input: config({ review: [{ key: 'a', name: 'A', quorum: 0 }] }), says: /^types\.api::post\.post\.review\.0\.quorum: / },
    { title: 'two steps with one key', input: config({ review: [{ key: 'a', name: 'A' }, { key: 'a', name: 'B' }] }), says: 'types.api::post.post.review: step keys must differ' },
    { title: 'a step key with blanks', input: config({ review: [{ key: 'A b', name: 'A' }] }), says: 'types.api::post.post.review.0.key: use lower-case letters, digits and hyphens' },
    { title: 'the path that preview links have', input: config({ path: 'preview' }), says: 'types.api::post.post.path: "preview" is the address of preview links' },
    { title: 'a path with a slash', input: config({ path: 'a/b' }), says: 'types.api::post.post.path: use lower-case letters, digits and hyphens' },
    { title: 'a window in an unknown zone', input: config({ windows: [{ days: [1], from: '09:00', to: '18:00', timezone: 'Mars/Phobos' }] }), says: 'types.api::post.post.windows.0.timezone: is not a known IANA time zone' },
    { title: 'a window in an offset', input: config({ windows: [{ days: [1], from: '09:00', to: '18:00', timezone: '+08:00' }] }), says: 'types.api::post.post.windows.0.timezone: is not a known IANA time zone' },
    { title: 'a window over midnight', input: config({ windows: [{ days: [1], from: '22:00', to: '02:00', timezone: 'UTC' }] }), says: 'types.api::post.post.windows.0.from: "from" must be before "to"; split a window that crosses midnight' },
    { title: 'a window on no day', input: config({ windows: [{ days: [], from: '09:00', to: '18:00', timezone: 'UTC' }] }), says: /^types\.api::post\.post\.windows\.0\.days: / },
    { title: 'a weekday of zero', input: config({ windows: [{ days: [0], from: '09:00', to: '18:00', timezone: 'UTC' }] }), says: /^types\.api::post\.post\.windows\.0\.days\.0: / },
    { title: 'a wall time of 25:00', input: config({ windows: [{ days: [1], from: '09:00', to: '25:00', timezone: 'UTC' }] }), says: 'types.api::post.post.windows.0.to: use HH:mm' },
    { title: 'a blackout that ends before it begins', input: config({}, { blackouts: [{ from: '2026-12-31T00:00:00Z', to: '2026-12-30T00:00:00Z', reason: 'x' }] }), says: 'blackouts.0.from: "from" must be before "to"' },
    { title: 'a blackout without a zone', input: config({}, { blackouts: [{ from: '2026-12-30T00:00:00', to: '2026-12-31T00:00:00Z', reason: 'x' }] }), says: 'blackouts.0.from: use an ISO 8601 instant with a zone, e.g. 2026-12-31T00:00:00Z' },
    { title: 'a blackout without a reason', input: config({}, { blackouts: [{ from: '2026-12-30T00:00:00Z', to: '2026-12-31T00:00:00Z', reason: '' }] }), says: /^blackouts\.0\.reason: / },
    { title: 'an unknown late policy', input: config({ late: { policy: 'panic' } }), says: /^types\.api::post\.post\.late\.policy: / },
    { title: 'a negative tolerance', input: config({ late: { toleranceMinutes: -1 } }), says: /^types\.api::post\.post\.late\.toleranceMinutes: / },
    { title: 'no reason to reject', input: config({ rejectReasons: [] }), says: /^types\.api::post\.post\.rejectReasons: / },
    { title: 'an empty list of delivered attributes', input: config({ delivery: { fields: [] } }), says: /^types\.api::post\.post\.delivery\.fields: / },
    { title: 'no configuration but a text', input: 'yes', says: /^\(config\): / },
    // An instant this far away is no date; publishing would fail every time.
    { title: 'a retrospective after more days than there are dates', input: config({ retrospectiveAfterDays: 1e9 }), says: /^types\.api::post\.post\.retrospectiveAfterDays: / },
    { title: 'a checklist rule that nothing can satisfy', input: config({ checklist: [{ field: 'title', min: 10, max: 5 }] }), says: /^types\.api::post\.post\.checklist\.0/ },
    { title: 'a page that is larger than the largest', input: config({}, { delivery: { pageSize: 200, maxPageSize: 100 } }), says: /^delivery/ },
  ])('$title is refused, and the place is named', ({ input, says }) => {
    const found = problems(input);
    expect(found).toHaveLength(1);
    if (typeof says === 'string') expect(found[0]).toBe(says);
    else expect(found[0]).toMatch(says);
  });

  test('all problems stand in one message', () => {
    const input = config({ path: 'preview', review: [], windows: [{ days: [8], from: '9', to: '10:00', timezone: 'x' }] }, { blackouts: [{ from: 'x', to: 'y', reason: '' }], clock: { heartbeatSeconds: 0 }, nonsense: true });
    const places = new Set(problems(input).map((line) => line.split(': ')[0]));
    const post = ['path', 'review', 'windows.0.days.0', 'windows.0.from', 'windows.0.timezone'].map((place) => `types.api::post.post.${place}`);
    expect([...places].sort()).toEqual(['(config)', 'blackouts.0.from', 'blackouts.0.reason', 'blackouts.0.to', 'clock.heartbeatSeconds', ...post]);
  });

  test('a delivery path that two types share is refused', () => {
    expect(problems({ types: { 'api::a.a': type(), 'api::b.b': type() } })).toEqual(['types: the delivery path "posts" is used twice']);
  });

  test('every shared delivery path is named, beside everything else that is wrong', () => {
    const types = { 'api::a.a': type(), 'api::b.b': type(), 'api::c.c': type({ path: 'kols' }), 'api::d.d': type({ path: 'kols' }) };
    const said = problems({ types, nonsense: true }).join('\n');
    for (const part of ['"posts" is used twice', '"kols" is used twice', '"nonsense"']) expect(said).toContain(part);
  });

  test('Strapi asks the same parser when it loads the plugin', () => {
    expect(() => plugin.validator(config())).not.toThrow();
    expect(() => plugin.validator(config({ review: [] }))).toThrow('at least one review step is needed');
    expect(plugin.default).toEqual({});
  });
});

describe('a configuration against the content types that exist', () => {
  const judged = (post: Record<string, unknown>, found: SchemaLike | undefined = schema()): string[] => {
    try {
      assertGoverned(parseConfig(config(post)), () => found);
      return [];
    } catch (error) {
      return (error as Error).message.split('\n').slice(1).map((line) => line.replace(/^ {2}- types\.api::post\.post/, ''));
    }
  };

  test('what exists passes', () => {
    expect(judged({ slug: 'slug', checklist: [{ field: 'cover' }], variables: ['cover'], unreviewed: ['notes', 'planDate'], plan: 'planDate', span: { from: 'startsAt', to: 'endsAt', phases: 'phases' }, delivery: { fields: ['title'], tags: 'tags', activity: 'activity' } })).toEqual([]);
  });

  test.each([
    { title: 'a type without Draft & Publish', post: {}, found: schema({ options: { draftAndPublish: false } }), says: ': Draft & Publish is off; a governed type needs it' },
    { title: 'a type that does not say whether it has Draft & Publish', post: {}, found: schema({ options: {} }), says: ': Draft & Publish is off; a governed type needs it' },
    { title: 'a title that is no attribute', post: { title: 'headline' }, says: '.title: there is no attribute "headline"' },
    { title: 'a slug that is no attribute', post: { slug: 'address' }, says: '.slug: there is no attribute "address"' },
    { title: 'a checklist field that is no attribute', post: { checklist: [{ field: 'title' }, { field: 'seo.title' }] }, says: '.checklist.1: there is no attribute "seo"' },
    { title: 'a variable that is no attribute', post: { variables: ['headline'] }, says: '.variables.0: there is no attribute "headline"' },
    { title: 'a delivered field that is no attribute', post: { delivery: { fields: ['title', 'body'] } }, says: '.delivery.fields.1: there is no attribute "body"' },
    { title: 'tags that are no attribute', post: { delivery: { tags: 'labels' } }, says: '.delivery.tags: there is no attribute "labels"' },
    { title: 'an activity that is no relation', post: { delivery: { activity: 'title' } }, says: '.delivery.activity: "title" is not a relation' },
    { title: 'a platform that would be told an attribute that there is none of', post: { distribution: { body: 'text' } }, says: '.distribution.body: there is no attribute "text"' },
    { title: 'an unreviewed attribute that readers could see', post: { unreviewed: ['cover'] }, says: '.unreviewed.0: "cover" is not private, so readers could see what nobody approved' },
    { title: 'a plan that is part of what is approved', post: { plan: 'planDate' }, says: '.plan: "planDate" is not in "unreviewed", so moving a plan would void approvals' },
    { title: 'a plan that is no time', post: { plan: 'notes', unreviewed: ['notes'] }, says: '.plan: "notes" is not a date with a time' },
    { title: 'a span from what is no attribute', post: { span: { from: 'begins', to: 'endsAt' } }, says: '.span.from: there is no attribute "begins"' },
    { title: 'a span to what is no time', post: { span: { from: 'startsAt', to: 'title' } }, says: '.span.to: "title" is not a date with a time' },
    { title: 'phases that are no list of components', post: { span: { from: 'startsAt', to: 'endsAt', phases: 'cover' } }, says: '.span.phases: "cover" is not a repeatable component' },
  ])('$title is refused', ({ post, found, says }) => {
    expect(judged(post, found)).toEqual([says]);
  });

  test('a type that does not exist is refused by name', () => {
    expect(() => assertGoverned(parseConfig(config()), () => undefined)).toThrow('content-workflow can not start:\n  - types.api::post.post: there is no such content type');
  });

  test('all problems of all types stand in one message', () => {
    const types = { 'api::a.a': type({ title: 'x', variables: ['y'] }), 'api::b.b': type({ path: 'b', slug: 'z' }) };
    const run = () => assertGoverned(parseConfig({ types }), (uid) => (uid === 'api::a.a' ? schema({ options: {} }) : schema()));
    expect(run).toThrow(/a\.a: Draft & Publish is off[\s\S]*"x"[\s\S]*"y"[\s\S]*b\.b\.slug: there is no attribute "z"/);
  });
});
