/** Screening over a real database: what it says of a submission, what it remembers, and the word lists that moderators keep. */
import { createHash } from 'node:crypto';
import type { DenyImage, ListDeniedImages } from '../../src/plugins/content-workflow/contracts/moderation/denied-images';
import type { DryRunWordList, ListWordLists, WordListView } from '../../src/plugins/content-workflow/contracts/moderation/word-lists';
import type { Material } from '../../src/plugins/content-workflow/core/moderation/screen';
import type { Signal } from '../../src/plugins/content-workflow/core/moderation/vocabulary';
import { inTransaction } from '../../src/plugins/content-workflow/server/src/tables';
import { startApp, type TestApp } from '../support/app';

let app: TestApp;
let sent = 0;
const NOW = Date.UTC(2026, 10, 26, 9);
const DENIED = '/content-workflow/moderation/denied-images';
const LISTS = '/content-workflow/moderation/word-lists';

/** Words that no other submission has. */
const ownWords = (seed: number): string => [...createHash('sha256').update(String(seed)).digest()].map((byte, i) => `${i % 5 === 4 ? ' ' : ''}${String.fromCharCode(97 + (byte % 26), 97 + ((byte * 7 + i) % 26))}`).join('');

const material = (overrides: Partial<Material> = {}): Material => {
  sent += 1;
  return { documentId: null, reference: `S-TEST${sent}`, revision: 1, title: '', text: ownWords(sent), links: [], contributorName: 'Mia', sender: 'member:1', composedMs: 60_000, imageHashes: [], at: NOW, ...overrides };
};

const screen = (one: Material): Promise<Signal[]> => app.engine.screening.screen(one);
const accept = async (one: Material): Promise<Signal[]> => {
  const signals = await screen(one);
  await inTransaction(app.strapi, (trx) => app.engine.screening.remember(trx, one));
  return signals;
};
const rulesOf = (signals: readonly Signal[]): string[] => signals.map(({ rule }) => rule);

const values = (overrides: object = {}) => ({ name: 'Balloons', violation: 'spam-ad', severity: 'minor', kind: 'normalised', terms: ['cheap balloons'], allow: [], expiresAt: null, owner: 'Lena', retired: false, minors: false, ...overrides });
const save = (key: string, expectedVersion: number, overrides: object = {}, person: 'lead' | 'moderator' | 'editor' = 'lead') => app.as(person, 'put', `${LISTS}/${key}`, { expectedVersion, values: values(overrides), comment: 'Seen twice this week.' });

beforeAll(async () => {
  app = await startApp();
  await accept(material());
});
afterAll(() => app.close());

describe('a submission', () => {
  it('of somebody who is new is said to be the first, and nothing else of a harmless one', async () => {
    expect(rulesOf(await accept(material({ sender: 'member:new' })))).toEqual(['sender/first']);
    expect(rulesOf(await screen(material({ sender: 'member:new' })))).toEqual([]);
  });

  it('is matched with the lists that came with the plugin, each signal with its version and its place', async () => {
    const text = '有意者加\u200b微\u200d信聊';
    const [found] = (await screen(material({ text }))).filter(({ rule }) => rule.startsWith('word-list/'));
    expect(found).toMatchObject({ source: 'rule', rule: 'word-list/contact-invitations', ruleVersion: '1', violation: 'spam-ad', severity: 'moderate', hint: false, span: { field: 'text', from: 3, to: 8 }, matched: text.slice(3, 8), evidence: { term: '加微信' } });
  });

  it('that is nearly another one names it, whoever sent it', async () => {
    const ad = '周末亲子烘焙课还有最后三个名额，材料都由店里准备，孩子们可以把做好的蛋糕带回家，想来的朋友请尽快告诉我们。';
    const first = material({ text: ad, sender: 'member:baker' });
    await accept(first);
    const signals = await screen(material({ text: ad.replace('三个', '五个'), sender: 'member:other' }));
    const [near] = signals.filter(({ rule }) => rule === 'near-duplicate');
    expect(near?.evidence).toMatchObject({ reference: first.reference, sameSender: 0 });
    expect(rulesOf(await screen(material({ title: first.title, text: ad, sender: 'member:other' })))).toContain('duplicate');
    // Its own next revision is no copy of it.
    expect(rulesOf(await screen({ ...first, revision: 2 }))).not.toContain('duplicate');
  });

  it('that was withdrawn is forgotten, but that somebody sent it is not', async () => {
    const text = '图书馆旧书义卖从周六上午十点开始，所得全部捐给山区小学，欢迎大家带着孩子来挑几本喜欢的书。';
    const gone = material({ text, sender: 'member:books' });
    await accept(gone);
    await inTransaction(app.strapi, (trx) => app.engine.screening.forget(trx, gone.reference));
    expect(rulesOf(await screen(material({ text, sender: 'member:books2' })))).toEqual(['sender/first']);
    expect(rulesOf(await screen(material({ sender: 'member:books' })))).toEqual([]);
  });

  it('is too many after five in an hour, and too fast within three seconds', async () => {
    for (let i = 0; i < 5; i += 1) await accept(material({ sender: 'member:busy', at: NOW + i * 60_000 }));
    expect(rulesOf(await screen(material({ sender: 'member:busy', at: NOW + 6 * 60_000, composedMs: 800 })))).toEqual(['sender/too-fast', 'sender/too-many']);
    expect(rulesOf(await screen(material({ sender: 'member:busy', at: NOW + 3 * 3_600_000 })))).toEqual([]);
  });

  it('with an image that was denied, or seen before, says so', async () => {
    const bad = material({ imageHashes: ['f0e1d2c3b4a59687', '0123456789abcdef'], sender: 'member:painter' });
    await accept(bad);
    const denial = { reference: bad.reference, image: 1, violation: 'vulgar-sexual', severity: 'serious', reason: 'seen in March' };
    expect((await app.as('editor', 'post', DENIED, denial)).status).toBe(403);
    const first = await app.as('moderator', 'post', DENIED, denial);
    expect(first.status).toBe(200);
    const { data: denied } = first.body as DenyImage.Response;
    expect(denied).toMatchObject({ hash: '0123456789abcdef', severity: 'serious' });
    // Again, and for another reason: it is denied already.
    expect((await app.as('moderator', 'post', DENIED, { ...denial, severity: 'minor' })).body).toEqual(first.body);
    expect((await app.as('moderator', 'post', DENIED, { ...denial, image: 7 })).status).toBe(404);
    const images = async (): Promise<Signal[]> => (await screen(material({ imageHashes: ['f0e1d2c3b4a59686', '0123456789abcdee', 'ffffffffffffffff'] }))).filter(({ rule }) => rule.startsWith('image/'));
    expect(await images()).toMatchObject([
      { rule: 'image/denied', violation: 'vulgar-sexual', severity: 'serious', evidence: { image: 1, distance: 1 } },
      { rule: 'image/near-duplicate', evidence: { image: 0, distance: 1 } },
      { rule: 'image/near-duplicate', evidence: { image: 1, distance: 1 } },
    ]);
    expect(((await app.as('moderator', 'get', DENIED)).body as ListDeniedImages.Response).data).toEqual([denied]);
    expect((await app.as('moderator', 'delete', `${DENIED}/${denied.id}`)).status).toBe(200);
    expect((await app.as('moderator', 'delete', `${DENIED}/${denied.id}`)).status).toBe(404);
    expect((await images()).map(({ rule }) => rule)).toEqual(['image/near-duplicate', 'image/near-duplicate']);
  });
});

describe('word lists', () => {
  it('are read by moderators, and changed by their lead alone', async () => {
    expect((await app.as('editor', 'get', LISTS)).status).toBe(403);
    const listed = await app.as('moderator', 'get', LISTS);
    expect(listed.status).toBe(200);
    const { data, meta } = listed.body as ListWordLists.Response;
    expect(data.map(({ key }) => key)).toEqual(expect.arrayContaining(['advertising', 'contact-invitations', 'minors', 'threats']));
    expect(data.find(({ key }) => key === 'minors')).toMatchObject({ minors: true, severity: 'extreme', version: 1, inForce: true, by: { kind: 'system' } });
    expect(meta.terms).toBe(data.reduce((sum, { terms }) => sum + terms, 0));
    expect((await save('balloons', 0, {}, 'moderator')).status).toBe(403);
    expect((await app.as('moderator', 'post', `${LISTS}/dry-run`, { values: { kind: 'normalised', terms: ['balloons'] } })).status).toBe(403);
  });

  it('are screened with from the moment they are saved; a version is never changed', async () => {
    const text = 'Get ch3ap b@lloons here.';
    expect(rulesOf(await screen(material({ text })))).toEqual([]);
    const saved = await save('balloons', 0);
    expect(saved.status).toBe(200);
    expect((await screen(material({ text }))).map(({ rule, ruleVersion }) => `${rule} ${ruleVersion}`)).toEqual(['word-list/balloons 1']);
    expect((await save('balloons', 1, { terms: ['cheap balloons', 'cheap kites'], severity: 'serious' })).status).toBe(200);
    expect(await screen(material({ text }))).toMatchObject([{ ruleVersion: '2', severity: 'serious' }]);
    const versions = (await app.as('moderator', 'get', `${LISTS}/balloons/versions`)).body as { data: { version: number; added: string[]; removed: string[] }[] };
    expect(versions.data).toMatchObject([
      { version: 2, added: ['cheap kites'], removed: [] },
      { version: 1, added: ['cheap balloons'], removed: [] },
    ]);
    const first = (await app.as('moderator', 'get', `${LISTS}/balloons/versions/1`)).body as { data: WordListView };
    expect(first.data).toMatchObject({ terms: ['cheap balloons'], severity: 'minor', comment: 'Seen twice this week.', by: { kind: 'admin', name: 'lead Test' } });
  });

  it('can say where links may lead: tried on past submissions, and nothing is said of such links once it is saved', async () => {
    const text = 'Maps: https://maps.example.org/a, https://shop.example.net, https://third.example.edu.';
    await accept(material({ text }));
    const places = { kind: 'allowed-domains', terms: ['example.org'], allow: [] };
    const tried = await app.as('lead', 'post', `${LISTS}/dry-run`, { values: places });
    expect((tried.body as DryRunWordList.Response).data).toMatchObject({ hits: 1, submissions: [{ change: 'new', excerpts: [{ field: 'text', term: 'example.org', way: 'written', matched: 'https://maps.example.org/a' }] }] });
    const asFirst = (): Promise<Signal[]> => screen(material({ text, sender: `member:mapper-${sent}` }));
    expect(rulesOf(await asFirst())).toContain('links/too-many');
    expect((await save('places', 0, places)).status).toBe(200);
    expect(rulesOf(await asFirst())).not.toContain('links/too-many');
  });

  it('are not overwritten: who comes second gets 409 and hears who was first', async () => {
    await save('kites', 0, { terms: ['free kites'] });
    const second = await save('kites', 0, { terms: ['other kites'] });
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({ error: { details: { code: 'WORD_LIST_CONFLICT', current: { version: 1, by: { name: 'lead Test' } } } } });
    const both = await Promise.all([save('kites', 1, { terms: ['a kite'] }), save('kites', 1, { terms: ['b kite'] })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('that say the same again are not a version; one that is not there can not be changed', async () => {
    await save('drums', 0, { terms: ['loud drums'] });
    expect((await save('drums', 1, { terms: ['loud drums', ' loud  drums ', ''].slice(0, 2) })).body).toMatchObject({ error: { details: { code: 'NOTHING_CHANGED' } } });
    expect((await save('nowhere', 3)).status).toBe(409);
    expect((await app.as('moderator', 'get', `${LISTS}/nowhere`)).status).toBe(404);
    expect((await app.as('moderator', 'get', `${LISTS}/nowhere/versions`)).status).toBe(404);
    expect((await app.as('moderator', 'get', `${LISTS}/drums/versions/7`)).status).toBe(404);
  });

  it.each([
    ['a term of one letter', { terms: ['a'] }, 'values.terms.0'],
    ['a term that is too long', { terms: ['fine', 'x'.repeat(101)] }, 'values.terms.1'],
    ['no term', { terms: [] }, 'values.terms'],
    ['an unknown violation', { violation: 'rudeness' }, 'values.violation'],
    ['an unknown kind', { kind: 'regex' }, 'values.kind'],
    ['a field that is not known', { pattern: '(a+)+$' }, 'values.pattern'],
    ['a place that is no domain', { kind: 'allowed-domains', terms: ['example.com', 'https://example.org/a'] }, 'values.terms.1'],
    ['no owner', { owner: ' ' }, 'values.owner'],
    ['a date without a zone', { expiresAt: '2026-12-31' }, 'values.expiresAt'],
  ])('with %s are refused by field', async (_, overrides, field) => {
    const answer = await save('refused', 0, overrides);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error: { details: { code: 'INPUT_INVALID', field } } });
  });

  it('with more terms than are matched are refused as a whole', async () => {
    const answer = await save('huge', 0, { terms: Array.from({ length: 20_000 }, (_, i) => `term number ${i}`) });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ error: { details: { code: 'TOO_MANY_TERMS', maximum: 20_000 } } });
    expect((await save('huge', 0, { terms: Array.from({ length: 20_001 }, (_, i) => `term number ${i}`) })).status).toBe(400);
  });

  it('that have expired or were retired find nothing', async () => {
    const text = 'Enough of violet umbrellas.';
    await save('umbrellas', 0, { terms: ['violet umbrellas'], expiresAt: new Date(NOW + 1_000).toISOString() });
    expect(rulesOf(await screen(material({ text })))).toEqual(['word-list/umbrellas']);
    expect(rulesOf(await screen(material({ text, at: NOW + 2_000 })))).toEqual([]);
    await save('umbrellas', 1, { terms: ['violet umbrellas'], retired: true });
    expect(rulesOf(await screen(material({ text })))).toEqual([]);
  });

  it('are tried on what was sent before, without changing anything', async () => {
    const found = material({ text: 'Come and buy some g r e e n lanterns, <b>only</b> today.', sender: 'member:lamps' });
    await accept(found);
    const asked = await app.as('lead', 'post', `${LISTS}/dry-run`, { values: { kind: 'normalised', terms: ['green lanterns', 'nobody says this'] } });
    expect(asked.status).toBe(200);
    const { data } = asked.body as DryRunWordList.Response;
    expect(data.looked).toBeGreaterThan(5);
    expect(data).toMatchObject({ hits: 1, hitsNow: 0, lost: [], terms: [{ term: 'green lanterns', submissions: 1 }] });
    expect(data.submissions).toMatchObject([{ reference: found.reference, change: 'new', excerpts: [{ field: 'text', matched: 'g r e e n lanterns', before: 'Come and buy some ', after: ', <b>only</b> today.', way: 'pulled-apart' }] }]);
    expect(rulesOf(await screen(material({ text: found.text, sender: 'member:lamps' }))).filter((rule) => rule.startsWith('word-list/'))).toEqual([]);
  });

  it('are tried against what they say now: what would be found no more is named', async () => {
    await save('lanterns', 0, { terms: ['green lanterns'] });
    const asked = await app.as('lead', 'post', `${LISTS}/dry-run`, { key: 'lanterns', values: { kind: 'exact', terms: ['green lanterns'] } });
    const { data } = asked.body as DryRunWordList.Response;
    expect(data).toMatchObject({ hits: 0, hitsNow: 1 });
    expect(data.lost).toHaveLength(1);
  });

  it('are known by how moderators decided about what they flagged', async () => {
    await save('hats', 0, { terms: ['shiny hats'] });
    const signals = await screen(material({ text: 'shiny hats, shiny hats' }));
    await inTransaction(app.strapi, (trx) => app.engine.screening.settle(trx, signals, 'upheld'));
    await inTransaction(app.strapi, (trx) => app.engine.screening.settle(trx, signals, 'dismissed'));
    await inTransaction(app.strapi, (trx) => app.engine.screening.settle(trx, signals, 'upheld'));
    const { data } = (await app.as('moderator', 'get', `${LISTS}/hats`)).body as { data: WordListView };
    expect(data).toMatchObject({ outcomes: { upheld: 2, dismissed: 1 }, outcomesByVersion: [{ version: 1, upheld: 2, dismissed: 1 }] });
  });
});

it('starts again with what moderators made of the lists', async () => {
  const { data } = (await app.as('moderator', 'get', `${LISTS}/threats`)).body as { data: WordListView };
  await app.as('lead', 'put', `${LISTS}/threats`, { expectedVersion: 1, values: { ...values(), name: data.name, violation: data.violation, severity: data.severity, terms: ['our own threat'] }, comment: 'Ours.' });
  await app.engine.wordLists.prepare();
  const after = (await app.as('moderator', 'get', `${LISTS}/threats`)).body as { data: WordListView };
  expect(after.data).toMatchObject({ version: 2, terms: ['our own threat'] });
});
