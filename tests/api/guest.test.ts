/** A link by which somebody without an account answers once, about exactly the version that they see. */
import type { Response } from 'supertest';
import type { CreateGuestLink, GuestLinkView } from '../../src/plugins/content-workflow/contracts/guest';
import { startApp, type Person, type TestApp } from '../support/app';
import { expectExplained, problemOf } from '../support/events';
import { createPost, done, postAt, savePost, send, view, type Draft } from '../support/flow';
import { listen } from '../support/listen';
import { DAY, HOUR, pass, standAt } from '../support/time';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await listen(app);
});
afterAll(() => app.close());
beforeEach(() => void standAt(app, Date.now()));

type Made = CreateGuestLink.Response['data'];

const ask = async (draft: Draft, body: object = { guest: 'Legal' }, by: Person = 'reviewer'): Promise<Response> => {
  const { id } = await view(app, draft);
  return app.as(by, 'post', `/content-workflow/pieces/${id}/guest-links`, body);
};

const link = async (draft: Draft, body: object = { guest: 'Legal' }, by: Person = 'reviewer'): Promise<Made> => {
  const answer = await ask(draft, body, by);
  if (answer.status !== 200) throw new Error(`no link: ${JSON.stringify(answer.body)}`);
  return (answer.body as { data: Made }).data;
};

const list = async (draft: Draft, by: Person = 'editor'): Promise<GuestLinkView[]> => {
  const { id } = await view(app, draft);
  return (await app.as(by, 'get', `/content-workflow/pieces/${id}/guest-links`)).body.data as GuestLinkView[];
};

const open = (url: string) => app.anonymous.get(url);
const page = (url: string, language = 'en') => app.anonymous.get(url).set('Accept', 'text/html').set('Accept-Language', language);
const answer = (url: string, body: object) => app.anonymous.post(url).send(body);
const sendForm = (url: string, body: object) => app.anonymous.post(url).set('Accept', 'text/html').type('form').send(body);

const YES = { decision: 'approve', name: 'Gus Miller' } as const;
const NO = { decision: 'request-changes', name: 'Gus Miller', comment: 'The price is wrong.' } as const;

/** At the step that guests may decide; the first one was decided by the first reviewer. */
const atBrand = async (overrides: Record<string, unknown> = {}): Promise<Draft> => {
  const draft = await postAt(app, 'review', overrides);
  await done(app, draft, 'reviewer2', { type: 'APPROVE' });
  return draft;
};

describe('a guest at a step that guests may decide', () => {
  test('approves: the piece is approved in their name, and the history says who asked', async () => {
    const draft = await atBrand();
    const made = await link(draft);
    expect(made).toMatchObject({ guest: 'Legal', step: 'brand', status: 'open', decides: true });
    const answered = await answer(made.url, YES);
    expect([answered.status, answered.body.data]).toEqual([200, expect.objectContaining({ approves: true, name: 'Gus Miller' })]);
    const piece = await view(app, draft);
    expect(piece.state).toBe('approved');
    expect(piece.seal?.by.map(({ kind, name }) => ({ kind, name }))).toEqual([{ kind: 'admin', name: 'reviewer2 Test' }, { kind: 'guest', name: 'Gus Miller' }]);
    const [latest] = piece.history;
    expect(latest).toMatchObject({ event: 'GUEST_APPROVED', by: { kind: 'guest', name: 'Gus Miller' }, detail: { link: made.id, step: 'brand', askedBy: { kind: 'admin', name: 'reviewer Test' } } });
    expect(Object.keys(latest?.detail.askedBy as object).sort()).toEqual(['id', 'kind', 'name']);
    expect(await list(draft)).toEqual([expect.objectContaining({ id: made.id, status: 'answered', decides: null, answer: expect.objectContaining({ approves: true, name: 'Gus Miller' }) as unknown })]);
  });

  test('requests changes: it goes back to its author with their words', async () => {
    const draft = await atBrand();
    const answered = await answer((await link(draft)).url, NO);
    expect(answered.status).toBe(200);
    expect(await view(app, draft)).toMatchObject({ state: 'draft', changesRequested: { text: 'The price is wrong.', by: { kind: 'guest', name: 'Gus Miller' } } });
  });

  test('asked by its author, gives an opinion: nobody approves their own piece by way of a guest', async () => {
    const piece = await atBrand();
    const made = await link(piece, { guest: 'A friend' }, 'editor');
    expect(made.decides).toBe(false);
    expect((await answer(made.url, YES)).status).toBe(200);
    const after = await view(app, piece);
    expect(after.state).toBe('review');
    expect(after.steps[1]).toMatchObject({ key: 'brand', state: 'current', approvals: [], opinions: [{ approves: true, askedBy: { name: 'editor Test' } }] });
    expect(after.history[0]).toMatchObject({ event: 'GUEST_APPROVED', detail: { opinion: true } });
  });

  test('asked by somebody who has left, gives an opinion', async () => {
    const draft = await atBrand();
    const made = await link(draft);
    const id = Number(await app.idOf('reviewer'));
    await app.strapi.db.query('admin::user').update({ where: { id }, data: { isActive: false } });
    try {
      expect((await answer(made.url, YES)).status).toBe(200);
      expect((await view(app, draft)).state).toBe('review');
    } finally {
      await app.strapi.db.query('admin::user').update({ where: { id }, data: { isActive: true } });
    }
  });
});

describe('the history', () => {
  test('tells of a link when it is made and when it is revoked, by whom, for whom and until when, and never how to open it', async () => {
    const draft = await atBrand();
    const before = await view(app, draft);
    const made = await link(draft, { guest: 'Miller & Co.', ttlHours: 24 });
    const asked = await view(app, draft);
    expect(asked).toMatchObject({ state: 'review', revision: before.revision + 1 });
    expect(asked.history[0]).toMatchObject({ event: 'GUEST_ASKED', permission: 'assign', by: { kind: 'admin', name: 'reviewer Test' }, detail: { link: made.id, guest: 'Miller & Co.', step: 'brand', until: made.expiresAt } });
    await app.as('editor', 'delete', `/content-workflow/guest-links/${made.id}`);
    const { history } = await view(app, draft);
    expect(history[0]).toMatchObject({ event: 'GUEST_LINK_REVOKED', by: { name: 'editor Test' }, detail: { link: made.id, guest: 'Miller & Co.' } });
    const [secret = ''] = (made.url.split('/').at(-1) ?? '').split('.');
    expect(JSON.stringify(history)).not.toContain(secret);
  });

  test('says nothing of a link that was not made, nor twice that one was revoked', async () => {
    const draft = await postAt(app, 'draft');
    const { history: before } = await view(app, draft);
    await ask(draft);
    expect((await view(app, draft)).history).toEqual(before);
    const other = await atBrand();
    const made = await link(other);
    await Promise.all([1, 2].map(() => app.as('editor', 'delete', `/content-workflow/guest-links/${made.id}`)));
    expect((await view(app, other)).history.filter(({ event }) => event === 'GUEST_LINK_REVOKED')).toHaveLength(1);
  });

  test('tells of a link that is revoked after the piece went on', async () => {
    const draft = await atBrand();
    const made = await link(draft);
    await done(app, draft, 'reviewer', { type: 'APPROVE' });
    expect((await app.as('editor', 'delete', `/content-workflow/guest-links/${made.id}`)).status).toBe(204);
    expect(await view(app, draft)).toMatchObject({ state: 'approved', history: expect.arrayContaining([expect.objectContaining({ event: 'GUEST_LINK_REVOKED' })]) as unknown });
  });
});

describe('a guest at any other step', () => {
  test('gives an opinion, which stands beside the step and moves nothing', async () => {
    const draft = await postAt(app, 'review');
    const made = await link(draft);
    expect(made).toMatchObject({ step: 'editorial', decides: false });
    expect((await answer(made.url, NO)).status).toBe(200);
    const piece = await view(app, draft);
    expect(piece.state).toBe('review');
    expect(piece.steps[0]).toMatchObject({ state: 'current', guests: false, approvals: [], opinions: [{ approves: false, comment: 'The price is wrong.', by: { kind: 'guest', name: 'Gus Miller' } }] });
    await done(app, draft, 'reviewer', { type: 'APPROVE' });
  });

  test('asked about a step that comes later, is told to wait, and the link works afterwards', async () => {
    const draft = await postAt(app, 'review');
    const made = await link(draft, { guest: 'Legal', step: 'brand' });
    expect(made.status).toBe('early');
    const early = await answer(made.url, YES);
    expect([early.status, problemOf(early).details]).toMatchObject([410, { code: 'GUEST_LINK_VOID', reason: 'early' }]);
    await done(app, draft, 'reviewer2', { type: 'APPROVE' });
    expect((await answer(made.url, YES)).status).toBe(200);
    expect((await view(app, draft)).state).toBe('approved');
  });
});

describe('a link is good for one answer about one version', () => {
  const isVoid = async (url: string, reason: string, words: string): Promise<void> => {
    for (const reply of [await open(url), await answer(url, YES)]) expect([reply.status, problemOf(reply).details]).toMatchObject([410, { code: 'GUEST_LINK_VOID', reason }]);
    const shown = await page(url);
    expect([shown.status, shown.text]).toEqual([410, expect.stringContaining(words)]);
    expect(shown.text).not.toContain('<form');
  };

  test('looking at it, as chats do, answers nothing', async () => {
    const draft = await atBrand();
    const made = await link(draft);
    const before = await view(app, draft);
    for (let i = 0; i < 3; i += 1) expect((await page(made.url)).status).toBe(200);
    await app.anonymous.head(made.url);
    expect((await view(app, draft)).revision).toBe(before.revision);
    expect((await answer(made.url, YES)).status).toBe(200);
  });

  test('a second answer is refused, and tells what the first was', async () => {
    const draft = await atBrand();
    const made = await link(draft);
    await answer(made.url, NO);
    await isVoid(made.url, 'answered', 'Gus Miller requested changes');
    expect((await view(app, draft)).history.filter(({ event }) => ['GUEST_APPROVED', 'GUEST_OBJECTED'].includes(event))).toHaveLength(1);
  });

  test('of two answers at once one is taken', async () => {
    const draft = await postAt(app, 'review');
    const made = await link(draft);
    const replies = await Promise.all([answer(made.url, YES), answer(made.url, NO)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 410]);
    expect((await view(app, draft)).steps[0]?.opinions).toHaveLength(1);
  });

  test('an edit voids it, and the page says so politely', async () => {
    const draft = await atBrand();
    const made = await link(draft);
    expect((await savePost(app, draft, { title: 'Another title' })).status).toBe(200);
    await isVoid(made.url, 'changed', 'The text has changed');
    expect((await view(app, draft)).state).toBe('draft');
  });

  test('another text that comes to the same step does not make it good again', async () => {
    const draft = await atBrand({ title: 'As it was' });
    const made = await link(draft);
    await savePost(app, draft, { title: 'As it is' });
    await done(app, draft, 'editor', { type: 'SUBMIT' });
    await done(app, draft, 'reviewer2', { type: 'APPROVE' });
    await isVoid(made.url, 'changed', 'The text has changed');
  });

  test('somebody else\'s decision ends it', async () => {
    const draft = await atBrand();
    const made = await link(draft);
    await done(app, draft, 'reviewer', { type: 'APPROVE' });
    await isVoid(made.url, 'over', 'decided already');
  });

  test('it expires', async () => {
    const draft = await atBrand();
    const made = await link(draft, { guest: 'Legal', ttlHours: 24 });
    pass(app, DAY - HOUR);
    expect((await open(made.url)).status).toBe(200);
    pass(app, 2 * HOUR);
    await isVoid(made.url, 'expired', 'expired');
  });

  test('it can be revoked, once, and not after it was answered', async () => {
    const draft = await atBrand();
    const made = await link(draft);
    expect((await app.as('editor', 'delete', `/content-workflow/guest-links/${made.id}`)).status).toBe(204);
    expect((await app.as('editor', 'delete', `/content-workflow/guest-links/${made.id}`)).status).toBe(404);
    await isVoid(made.url, 'revoked', 'withdrawn');
    const other = await link(draft);
    await answer(other.url, YES);
    expect((await app.as('editor', 'delete', `/content-workflow/guest-links/${other.id}`)).status).toBe(404);
  });

  test('a link that is not ours, or whose row was changed, opens nothing', async () => {
    const draft = await atBrand();
    const made = await link(draft);
    const [secret = '', signature = ''] = (made.url.split('/').at(-1) ?? '').split('.');
    const base = '/api/content-workflow/guest';
    for (const token of ['x', `${secret}.${'A'.repeat(43)}`, `${'A'.repeat(24)}.${signature}`, `${secret}`, `${secret}.${signature}.x`]) {
      const reply = await open(`${base}/${token}`);
      expect([token, reply.status, problemOf(reply).details.code]).toEqual([token, 403, 'GUEST_LINK_INVALID']);
    }
    await app.strapi.db.connection('cw_guest_links').where({ id: made.id }).update({ step: 'editorial' });
    expect((await answer(made.url, YES)).status).toBe(403);
    const stored = JSON.stringify(await app.strapi.db.connection('cw_guest_links').where({ id: made.id }).first());
    expect(stored).not.toContain(secret);
  });
});

describe('asking', () => {
  test('takes something under review: a draft is refused with what to do', async () => {
    const refused = await ask(await postAt(app, 'draft'));
    expectExplained(refused);
    expect([refused.status, problemOf(refused).details.code]).toEqual([422, 'NOT_IN_THIS_STATE']);
  });

  test.each([
    { what: 'nobody', body: {}, field: 'guest' },
    { what: 'a name of blanks', body: { guest: '  ' }, field: 'guest' },
    { what: 'a name that is too long', body: { guest: 'x'.repeat(121) }, field: 'guest' },
    { what: 'longer than is allowed', body: { guest: 'Legal', ttlHours: 1_000 }, field: 'ttlHours' },
    { what: 'for no time', body: { guest: 'Legal', ttlHours: 0 }, field: 'ttlHours' },
  ])('$what is refused at its field', async ({ body, field }) => {
    const draft = await postAt(app, 'review');
    const refused = await ask(draft, body);
    expect([refused.status, problemOf(refused).details]).toMatchObject([400, { code: 'INPUT_INVALID', field }]);
  });

  test('about a step that there is not, or that is decided, is refused', async () => {
    const draft = await atBrand();
    for (const step of ['editorial', 'nowhere']) expect(problemOf(await ask(draft, { guest: 'Legal', step })).details).toMatchObject({ code: 'NOT_THE_STEP_OF_THE_LINK', field: 'step' });
  });

  test('takes a session; there is no piece for an id that was never given', async () => {
    const draft = await postAt(app, 'review');
    const { id } = await view(app, draft);
    expect((await app.anonymous.post(`/content-workflow/pieces/${id}/guest-links`).send({ guest: 'Legal' })).status).toBe(401);
    expect((await app.as('editor', 'post', '/content-workflow/pieces/999999/guest-links', { guest: 'Legal' })).status).toBe(404);
    expect((await app.as('editor', 'get', '/content-workflow/pieces/999999/guest-links')).status).toBe(404);
  });
});

describe('the page', () => {
  test('shows what readers will get and nothing private, to a browser that keeps and tells nothing', async () => {
    const draft = await atBrand({ title: 'Tea <b>&</b> “quotes”', planDate: '2031-07-09' });
    const made = await link(draft, { guest: '<i>Legal</i>' });
    const shown = await page(made.url);
    expect(shown.status).toBe(200);
    expect(shown.headers).toMatchObject({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex, nofollow', 'referrer-policy': 'no-referrer', 'content-type': 'text/html; charset=utf-8' });
    const policy = shown.headers['content-security-policy'] as string;
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/);
    expect(shown.text).toContain('Tea &lt;b&gt;&amp;&lt;/b&gt;');
    expect(shown.text).toContain('&lt;i&gt;Legal&lt;/i&gt;, reviewer Test asks what you think of this text.');
    expect(shown.text).toContain('A body that is long enough for the checklist');
    expect(shown.text).toMatch(/<img src="\/uploads\/cover-\d+\.jpg" alt="A cup on a rock"/);
    expect(shown.text).not.toMatch(/2031|<script|https?:\/\/(?!127)/);
    const { data } = (await open(made.url)).body as { data: { content: Record<string, unknown> } };
    expect(data).toMatchObject({ title: 'Tea <b>&</b> “quotes”', guest: '<i>Legal</i>', askedBy: 'reviewer Test', locale: 'en' });
    expect(Object.keys(data.content)).not.toContain('planDate');
  });

  test('draws rich text, and nothing of it is markup of its author', async () => {
    const body = [
      { type: 'heading', level: 2, children: [{ type: 'text', text: 'Head <x>' }] },
      { type: 'paragraph', children: [{ type: 'text', text: 'bold', bold: true }, { type: 'link', url: 'https://example.com/?a=1&b="', children: [{ type: 'text', text: 'good' }] }] },
      { type: 'list', format: 'ordered', children: [{ type: 'list-item', children: [{ type: 'text', text: 'one' }] }] },
    ];
    const { text } = await page((await link(await atBrand({ body }))).url);
    expect(text).toContain('<h4>Head &lt;x&gt;</h4>');
    expect(text).toContain('<strong>bold</strong><a href="https://example.com/?a=1&amp;b=&quot;"');
    expect(text).toContain('<ol><li>one</li></ol>');
  });

  test.each([
    { accepts: 'zh-TW,zh;q=0.9,en;q=0.8', lang: 'zh-Hant', words: '要求修改時必填' },
    { accepts: 'zh-CN,zh;q=0.9', lang: 'zh-Hans', words: '要求修改时必填' },
    { accepts: 'fr,en;q=0.5', lang: 'en', words: 'Needed if you request changes' },
    { accepts: 'xx', lang: 'en', words: 'Needed if you request changes' },
  ])('$accepts is answered in $lang, with the others one touch away', async ({ accepts, lang, words }) => {
    const made = await link(await atBrand());
    const shown = await page(made.url, accepts);
    expect(shown.text).toContain(`<html lang="${lang}">`);
    expect(shown.text).toContain(words);
    for (const other of ['en', 'zh-Hans', 'zh-Hant'].filter((code) => code !== lang)) expect((await page(`${made.url}?lang=${other}`, accepts)).text).toContain(`<html lang="${other}">`);
    expect((await open(`${made.url}?lang=xx`)).status).toBe(400);
  });

  test.each([
    { lang: 'en', words: ['<h2>Text</h2>', '<h2>Form</h2><p class="text">Image</p>', '<dt>Leads to</dt><dd><p class="text">Shop</p></dd>'] },
    { lang: 'zh-Hans', words: ['<h2>正文</h2>', '<h2>形式</h2><p class="text">图片</p>', '<dt>目标类型</dt><dd><p class="text">店铺</p></dd>'] },
    { lang: 'zh-Hant', words: ['<h2>內文</h2>', '<h2>形式</h2><p class="text">圖片</p>', '<dt>目標類型</dt><dd><p class="text">商店</p></dd>'] },
  ])('calls attributes and choices by their names in $lang', async ({ lang, words }) => {
    const made = await link(await atBrand({ form: 'image', trackedLinks: [{ kind: 'shop', label: 'The shop', url: 'https://example.com' }] }));
    const { text } = await page(`${made.url}?lang=${lang}`);
    for (const word of words) expect(text).toContain(word);
  });

  test('takes the answer of its form, and a reload sends nothing again', async () => {
    const draft = await atBrand();
    const made = await link(draft);
    const sent = await sendForm(`${made.url}?lang=zh-Hant`, { ...YES, comment: '' });
    expect([sent.status, sent.headers.location]).toEqual([303, '?lang=zh-Hant']);
    const thanks = await page(`${made.url}?lang=zh-Hant`);
    expect([thanks.status, thanks.text]).toEqual([410, expect.stringContaining('Gus Miller 已核准')]);
    expect((await view(app, draft)).state).toBe('approved');
  });

  test('keeps what was typed when something is missing, and names it', async () => {
    const made = await link(await atBrand());
    const noComment = await sendForm(made.url, { decision: 'request-changes', name: 'Gus "M"', comment: ' ' });
    expect([noComment.status, noComment.text]).toEqual([422, expect.stringContaining('Please say what should change.')]);
    expect(noComment.text).toContain('value="Gus &quot;M&quot;"');
    const noName = await sendForm(made.url, { decision: 'approve', name: '', comment: 'Kept <words>' });
    expect([noName.status, noName.text]).toEqual([422, expect.stringContaining('Please give your name.')]);
    expect(noName.text).toContain('Kept &lt;words&gt;</textarea>');
    for (const body of [{}, { decision: 'maybe', name: 'G' }, { ...NO, comment: undefined }, { ...YES, more: 1 }]) expect((await answer(made.url, body)).status).toBe(400);
  });

  test('shows the variants that would be approved with it, where they differ', async () => {
    const draft = await createPost(app, { title: 'The original' });
    const { id, revision } = await view(app, draft);
    await app.as('editor', 'put', `/content-workflow/pieces/${id}/variants/b`, { label: 'Bold one', overrides: { title: 'A bolder title' }, expectedRevision: revision });
    await done(app, draft, 'editor', { type: 'SUBMIT' });
    const made = await link(draft);
    const { variants } = ((await open(made.url)).body as { data: { variants: unknown } }).data;
    expect(variants).toEqual([{ label: 'Bold one', content: { title: 'A bolder title' } }]);
    expect((await page(made.url)).text).toContain('A bolder title');
  });

  test('is void when a variant is no longer what was submitted: it would be approved unseen', async () => {
    const draft = await createPost(app, { title: 'The original' });
    const { id, revision } = await view(app, draft);
    await app.as('editor', 'put', `/content-workflow/pieces/${id}/variants/b`, { label: 'Bold one', overrides: { title: 'A bolder title' }, expectedRevision: revision });
    await done(app, draft, 'editor', { type: 'SUBMIT' });
    await done(app, draft, 'reviewer2', { type: 'APPROVE' });
    const made = await link(draft);
    await app.strapi.db.connection('cw_variants').where({ piece_id: id }).update({ overrides: JSON.stringify({ title: 'Not what was submitted' }) });
    expect((await open(made.url)).status).toBe(410);
    expect(problemOf(await answer(made.url, YES)).details.code).toBe('GUEST_LINK_VOID');
    expect((await view(app, draft)).state).toBe('review');
  });
});

test('whoever asks too often is told to wait', async () => {
  const made = await link(await postAt(app, 'review'));
  for (let i = 0; i < 30; i += 1) await open(made.url);
  const tooMany = await open(made.url);
  expect([tooMany.status, problemOf(tooMany).details.code, tooMany.headers['retry-after']]).toEqual([429, 'TOO_MANY_REQUESTS', '60']);
  expect((await page(made.url)).text).toContain('Too many requests');
  expect((await open((await link(await postAt(app, 'review'))).url)).status).toBe(200);
});

test('a guest has no other door: their event is in no body that the workflow accepts', async () => {
  const draft = await atBrand();
  const { hash } = await view(app, draft);
  const sent = await send(app, draft, 'reviewer', { type: 'GUEST_APPROVED', link: 1, step: 'brand', hash, askedBy: {}, comment: null });
  expect(sent.status).toBe(400);
});
