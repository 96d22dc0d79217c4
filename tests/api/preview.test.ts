/** A preview link shows exactly one version: the one it was made of, and the one that goes live. */
import type { Response } from 'supertest';
import { allowPublic, DELIVERY, fetchAs } from '../support/access';
import { ACTIVITY, POST, startApp, type Person, type TestApp } from '../support/app';
import { problemOf } from '../support/events';
import { coverId, postAt, savePost, send, view, type Draft } from '../support/flow';
import { listen } from '../support/listen';
import { bring, draftPiece, liveActivity, pieceIn, push, renameLive, type Piece } from '../support/states';
import { DAY, HOUR, isoOf, MINUTE, pass, standAt } from '../support/time';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await listen(app);
  await allowPublic(app, ...DELIVERY);
});
afterAll(() => app.close());
beforeEach(() => void standAt(app, Date.now()));

interface Link {
  readonly url: string;
  readonly token: string;
  readonly hash: string;
  readonly expiresAt: string;
}

const ask = async (piece: Draft, body: object = {}, by: Person = 'editor'): Promise<Response> => {
  const { id } = await view(app, piece);
  return app.as(by, 'post', `/content-workflow/pieces/${id}/preview-links`, body);
};

const link = async (piece: Draft, body: object = {}): Promise<Link> => {
  const answer = await ask(piece, body);
  if (answer.status !== 200) throw new Error(`no link: ${JSON.stringify(answer.body)}`);
  return (answer.body as { data: Link }).data;
};

const open = (url: string): Promise<Response> => Promise.resolve(fetchAs(app, null, url));

const shown = async ({ url }: Link): Promise<Record<string, unknown>> => {
  const answer = await open(url);
  if (answer.status !== 200) throw new Error(`not shown: ${answer.status} ${answer.text}`);
  return (answer.body as { data: Record<string, unknown> }).data;
};

interface Documents {
  create(params: object): Promise<{ documentId: string }>;
  update(params: object): Promise<unknown>;
}
const documents = (uid: string): Documents => app.strapi.documents(uid as never) as unknown as Documents;

/** The content as text, so that the order of the fields counts too; when it went live is not content. */
const bytes = (entry: Record<string, unknown>): string => {
  const { publishedAt: _at, firstPublishedAt: _first, ...content } = entry;
  return JSON.stringify(content);
};

const served = async (documentId: string): Promise<Record<string, unknown>> => {
  const answer = await fetchAs(app, null, `/api/delivery/posts/${documentId}`);
  if (answer.status !== 200) throw new Error(`not live: ${answer.status}`);
  return (answer.body as { data: Record<string, unknown> }).data;
};

const full = async () => ({
  activity: await liveActivity(app, 'First pour'),
  gallery: [await coverId(app, 'one'), await coverId(app, 'two')],
  seo: { metaTitle: 'Tea', shareImage: await coverId(app, 'share') },
  trackedLinks: [],
  tags: [{ name: 'ridge' }, { name: '一杯茶' }],
  topic: 'Tea & “quotes” \\ 🍵',
});

describe('a link', () => {
  test('shows to anybody what later goes live, byte for byte', async () => {
    const piece = await draftPiece(app, await full(), []);
    const preview = await shown(await link(piece));
    expect(preview).toMatchObject({ id: piece.documentId, type: 'posts', publishedAt: null, firstPublishedAt: null });
    await bring(app, piece, 'published');
    expect(bytes(preview)).toBe(bytes(await served(piece.documentId)));
  });

  test('made at the end of the way shows the same as the one made at its beginning', async () => {
    const piece = await draftPiece(app, await full(), []);
    const first = await link(piece);
    await bring(app, piece, 'approved');
    const last = await link(piece);
    expect(last.hash).toBe(first.hash);
    expect(bytes(await shown(last))).toBe(bytes(await shown(first)));
  });

  test('says which version it shows, and until when', async () => {
    const piece = await draftPiece(app, {}, []);
    const made = await link(piece, { ttlMinutes: 90 });
    const { hash } = await view(app, piece);
    expect(made).toMatchObject({ hash, url: `/api/delivery/preview/${made.token}`, expiresAt: isoOf(app.engine.clock.now() + 90 * MINUTE) });
    const answer = await open(made.url);
    expect(answer.body.meta).toEqual({ preview: true, hash, expiresAt: made.expiresAt });
  });

  test('keeps showing its version when the draft is edited', async () => {
    const draft = await postAt(app, 'draft', { title: 'As it was' });
    const made = await link(draft);
    const before = await shown(made);
    expect((await savePost(app, draft, { title: 'As it is now', tags: [{ name: 'changed' }] })).status).toBe(200);
    expect(await shown(made)).toEqual(before);
    expect((await shown(await link(draft))).title).toBe('As it is now');
  });

  test('keeps showing its version when that goes live, is changed and is taken down', async () => {
    const piece = await draftPiece(app, { title: 'The first round' }, []);
    const made = await link(piece);
    const before = await shown(made);
    await bring(app, piece, 'published');
    expect(await shown(made)).toEqual(before);
    await documents(POST).update({ documentId: piece.documentId, locale: 'en', data: { title: 'The second round' } });
    expect(await shown(made)).toEqual(before);
    await push(app, piece.id, 'publisher', { type: 'TAKE_DOWN', reason: 'A wrong price.' });
    expect(await shown(made)).toEqual(before);
  });

  test('keeps showing its version when the draft of a related entry is renamed and another link is made', async () => {
    const data = await full();
    const piece = await draftPiece(app, data, []);
    const made = await link(piece);
    const before = await shown(made);
    expect(before.activity).toMatchObject({ label: 'First pour' });
    await documents(ACTIVITY).update({ documentId: data.activity, locale: 'en', data: { title: 'Renamed' } });
    await link(piece);
    expect(await shown(made)).toEqual(before);
  });

  test('names a related entry as readers would find it now, and so does what goes live', async () => {
    const data = await full();
    const piece = await draftPiece(app, data, []);
    const made = await link(piece);
    await bring(app, piece, 'approved');
    await renameLive(app, data.activity, 'Second pour');
    const preview = await shown(made);
    expect(preview.activity).toMatchObject({ label: 'Second pour' });
    await push(app, piece.id, 'publisher', { type: 'PUBLISH' });
    expect(bytes(await served(piece.documentId))).toBe(bytes(preview));
  });

  test('says no more of a related draft than what goes live does', async () => {
    const { documentId } = await documents(ACTIVITY).create({ data: { title: 'Still secret' }, locale: 'en' });
    const piece = await draftPiece(app, { activity: documentId }, []);
    const preview = await shown(await link(piece));
    expect(preview.activity).toEqual({ id: documentId, label: null, slug: null });
    await bring(app, piece, 'published');
    expect(bytes(await served(piece.documentId))).toBe(bytes(preview));
  });

  test('made by somebody who only looks does not change what was approved', async () => {
    const data = await full();
    const piece = await draftPiece(app, data, []);
    await bring(app, piece, 'approved');
    const approved = await shown(await link(piece));
    await documents(ACTIVITY).update({ documentId: data.activity, locale: 'en', data: { title: 'Renamed since' } });
    await link(piece);
    await push(app, piece.id, 'publisher', { type: 'PUBLISH' });
    expect(bytes(await served(piece.documentId))).toBe(bytes(approved));
  });

  test('changes nothing about the piece', async () => {
    const piece = await pieceIn(app, 'approved', { variants: [] });
    const before = await app.engine.pieces.byId(piece.id);
    await shown(await link(piece));
    expect(await app.engine.pieces.byId(piece.id)).toEqual(before);
  });

  test('works in every state that has a draft', async () => {
    for (const state of ['draft', 'review', 'approved', 'variant', 'scheduled', 'held', 'published', 'withdrawn', 'retrospective', 'closed', 'rejected', 'archived'] as const) {
      const piece = await pieceIn(app, state);
      expect((await shown(await link(piece))).id).toBe(piece.documentId);
    }
  });

  test('of a piece that does not exist is 404', async () => {
    expect((await app.as('editor', 'post', '/content-workflow/pieces/999999/preview-links', {})).status).toBe(404);
  });

  test.each([{ ttlMinutes: 0 }, { ttlMinutes: -1 }, { ttlMinutes: 1.5 }, { ttlMinutes: 43_201 }, { ttlMinutes: '60' }, { variant: '' }, { variant: 'No Key' }, { variant: 7 }, { hash: 'abc' }, []])('asked for with %j is 400', async (body) => {
    const piece = await draftPiece(app, {}, []);
    expect((await ask(piece, body)).status).toBe(400);
  });
});

describe('a variant', () => {
  test('is shown as it would go live when it wins', async () => {
    const piece = await pieceIn(app, 'variant', { data: await full() });
    const preview = await shown(await link(piece, { variant: 'b' }));
    expect(preview.title).toBe('Title b of the test');
    expect((await send(app, piece, 'publisher', { type: 'PROMOTE', variant: 'b', reason: 'It was agreed.' })).status).toBe(200);
    expect((await send(app, piece, 'publisher', { type: 'PUBLISH' })).status).toBe(200);
    expect(bytes(await served(piece.documentId))).toBe(bytes(preview));
  });

  test('and the draft have links of their own, with hashes of their own', async () => {
    const piece = await draftPiece(app, { title: 'The draft itself' });
    const [own, a, b] = [await link(piece), await link(piece, { variant: 'a' }), await link(piece, { variant: 'b' })];
    expect(new Set([own.hash, a.hash, b.hash]).size).toBe(3);
    expect([(await shown(own)).title, (await shown(a)).title, (await shown(b)).title]).toEqual(['The draft itself', 'Title a of the test', 'Title b of the test']);
    const { variants } = await view(app, piece);
    expect(variants.map(({ hash }) => hash)).toEqual([a.hash, b.hash]);
  });

  test('that is changed afterwards is still shown as it was', async () => {
    const piece = await draftPiece(app);
    const made = await link(piece, { variant: 'a' });
    const { revision } = await view(app, piece);
    const changed = await app.as('editor', 'put', `/content-workflow/pieces/${piece.id}/variants/a`, { label: 'A', overrides: { title: 'Another title' }, expectedRevision: revision });
    expect(changed.status).toBe(200);
    expect((await shown(made)).title).toBe('Title a of the test');
  });

  test('that does not exist is refused', async () => {
    const answer = await ask(await draftPiece(app), { variant: 'z' });
    expect(answer.status).toBe(422);
    expect(problemOf(answer).details).toMatchObject({ code: 'VARIANT_UNKNOWN', field: 'variant', next: expect.stringMatching(/\S/) });
  });
});

describe('the end of a link', () => {
  test('comes after the configured time, to the millisecond, and is 410', async () => {
    const piece = await draftPiece(app, {}, []);
    const made = await link(piece);
    expect(Date.parse(made.expiresAt)).toBe(app.engine.clock.now() + DAY);
    standAt(app, Date.parse(made.expiresAt) - 1);
    expect((await open(made.url)).status).toBe(200);
    standAt(app, made.expiresAt);
    const answer = await open(made.url);
    expect(answer.status).toBe(410);
    expect(problemOf(answer)).toMatchObject({ name: 'GoneError', details: { code: 'PREVIEW_EXPIRED', next: expect.stringMatching(/\S/) } });
  });

  test('can be put off by the asker', async () => {
    const piece = await draftPiece(app, {}, []);
    const made = await link(piece, { ttlMinutes: 43_200 });
    pass(app, 29 * DAY);
    expect((await open(made.url)).status).toBe(200);
    pass(app, DAY + HOUR);
    expect((await open(made.url)).status).toBe(410);
  });
});

describe('a link that was tampered with', () => {
  const decode = (token: string): unknown[] => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as unknown[];
  const encode = (claim: unknown, token: string): string => `${Buffer.from(JSON.stringify(claim)).toString('base64url')}.${token.split('.')[1]}`;

  test('is 403, whatever was changed', async () => {
    const [mine, theirs] = [await draftPiece(app, {}, []), await draftPiece(app, {}, [])];
    const [{ token }, other] = [await link(mine), await link(theirs)];
    const [uid, documentId, locale, hash, expiresAt] = decode(token);
    const forged = [
      encode([uid, theirs.documentId, locale, other.hash, expiresAt], token),
      encode([uid, documentId, locale, hash, (expiresAt as number) + DAY], token),
      encode([uid, documentId, 'zh-Hans', hash, expiresAt], token),
      encode([uid, documentId, locale, other.hash, expiresAt], token),
      encode([uid, documentId, locale, hash], token),
      encode(null, token),
      `${token.split('.')[0]}.${other.token.split('.')[1]}`,
      `${token}A`,
      `A${token}`,
      `${token}.${token}`,
      token.slice(0, -2),
      token.split('.')[0] ?? '',
      `${token.split('.')[0]}.`,
      `.${token.split('.')[1]}`,
      '.',
      'abc',
      '%00',
      '%E4%BD%A0',
      token.toUpperCase(),
    ];
    for (const one of forged) {
      const answer = await open(`/api/delivery/preview/${one}`);
      expect([one, answer.status]).toEqual([one, 403]);
      expect(problemOf(answer).details.code).toBe('PREVIEW_INVALID');
    }
    expect((await open(`/api/delivery/preview/${token}`)).status).toBe(200);
  });

  test('is 403 before it is 410: an expired link that was changed tells nothing', async () => {
    const { token } = await link(await draftPiece(app, {}, []));
    const [uid, documentId, locale, hash] = decode(token);
    expect((await open(`/api/delivery/preview/${encode([uid, documentId, locale, hash, 1], token)}`)).status).toBe(403);
  });
});

describe('no cache and no search engine keeps a preview', () => {
  test('whether it is shown, expired or forged', async () => {
    const made = await link(await draftPiece(app, {}, []), { ttlMinutes: 1 });
    const answers = [await open(made.url), await open(`${made.url}A`)];
    pass(app, HOUR);
    answers.push(await open(made.url));
    expect(answers.map(({ status }) => status)).toEqual([200, 403, 410]);
    for (const { headers } of answers) {
      expect(headers['cache-control']).toBe('private, no-store');
      expect(headers['x-robots-tag']).toBe('noindex, nofollow');
      expect(headers.etag).toBeUndefined();
      expect(headers['cache-tag']).toBeUndefined();
    }
  });
});

test('an unknown query parameter is 400', async () => {
  const made = await link(await draftPiece(app, {}, []));
  for (const query of ['?variant=a', '?locale=en', '?fields=title', '?utm_source=mail']) expect((await open(`${made.url}${query}`)).status).toBe(400);
});

test('only who may read pieces can make a link', async () => {
  const piece: Piece = await draftPiece(app, {}, []);
  expect((await app.anonymous.post(`/content-workflow/pieces/${piece.id}/preview-links`).send({})).status).toBe(401);
});
