/** Who did what in moderation stands in a chain; whoever changes it afterwards is found out. */
import type { VerifyAudit } from '../../src/plugins/content-workflow/contracts/moderation/members';
import { startApp, type TestApp } from '../support/app';
import { EXTREME, memberView, newMember, settle, strikeBy } from '../support/members';
import { standAt } from '../support/time';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  standAt(app, Date.now());
});
afterAll(() => app.close());

const by = { kind: 'admin', id: '7', name: 'Auditor' } as const;
const chain = () => app.strapi.db.connection('cw_audit');
const verify = async (query = ''): Promise<VerifyAudit.Verdict> => ((await app.as('lead', 'get', `/content-workflow/moderation/audit/verify${query}`)).body as VerifyAudit.Response).data;
const write = (object: string, after: unknown = null) => app.strapi.db.transaction(({ trx }) => app.engine.audit.write(trx as never, { actor: by, action: 'test.done', object, before: { a: 1 }, after }));

test('an empty chain is whole', async () => {
  expect(await verify()).toEqual({ intact: true, rows: 0, head: null });
});

test('every act is a row that names who, what, from and to', async () => {
  const { sender } = await newMember(app);
  const strike = await strikeBy(app, sender, EXTREME, 'moderator');
  await settle(app, strike, 'confirm', 'lead');
  const acts = (await memberView(app, sender)).history;
  expect(acts.map(({ action, object, actor }) => [action, object, actor.name])).toEqual([
    ['strike.confirmed', `strike:${strike.id}`, 'lead Test'],
    ['strike.set', `strike:${strike.id}`, 'moderator Test'],
  ]);
  expect(acts[0]).toMatchObject({ before: { step: 3, action: 'mute' }, after: { step: 5, action: 'ban', endsAt: null, comment: 'As the evidence shows.' } });
  expect(await verify()).toMatchObject({ intact: true, rows: 2, head: { seq: 2 } });
});

test('many who write at once make one chain without a gap', async () => {
  const { rows } = await verify();
  await Promise.all(Array.from({ length: 25 }, (_, i) => write(`thing:${i}`)));
  expect(await verify()).toMatchObject({ intact: true, rows: rows + 25 });
});

test('an act that is undone leaves neither a row nor a gap', async () => {
  const { rows } = await verify();
  await expect(
    app.strapi.db.transaction(async ({ trx }) => {
      await app.engine.audit.write(trx as never, { actor: by, action: 'test.undone', object: 'thing' });
      throw new Error('undone');
    })
  ).rejects.toThrow('undone');
  await write('thing:after');
  expect(await verify()).toMatchObject({ intact: true, rows: rows + 1 });
});

describe('tampering is found: ', () => {
  /** Does something to the chain behind everybody's back, looks, and puts it right again. */
  const afterwards = async (tamper: () => Promise<unknown>, look: () => Promise<void>): Promise<void> => {
    const rows = (await chain().orderBy('seq')) as Record<string, unknown>[];
    await tamper();
    await look();
    await chain().delete();
    for (const row of rows) await chain().insert(row);
    expect(await verify()).toMatchObject({ intact: true });
  };

  test.each(['actor_id', 'actor_name', 'action', 'object', 'before', 'after'])('a row whose %s was changed', async (column) => {
    await afterwards(
      () => chain().where({ seq: 5 }).update({ [column]: '"x"' }),
      async () => expect(await verify()).toEqual({ intact: false, rows: 5, seq: 5, problem: 'changed' })
    );
  });

  test('a row whose time was changed', async () => {
    await afterwards(
      () => chain().where({ seq: 6 }).update({ at: 1 }),
      async () => expect(await verify()).toMatchObject({ intact: false, seq: 6, problem: 'changed' })
    );
  });

  test('a row that was taken out', async () => {
    await afterwards(
      () => chain().where({ seq: 4 }).delete(),
      async () => expect(await verify()).toMatchObject({ intact: false, seq: 5, problem: 'missing' })
    );
  });

  test('a row that was written anew, with a hash that fits it', async () => {
    await afterwards(
      async () => {
        // The last row is one that fits; put in the place of another it does not hang on the one before.
        await chain().where({ seq: 3 }).delete();
        const other = (await chain().orderBy('seq', 'desc').first()) as Record<string, unknown>;
        const { id: _id, document_id: _document, ...copy } = other;
        await chain().insert({ ...copy, seq: 3 });
      },
      async () => expect(await verify()).toMatchObject({ intact: false, seq: 3 })
    );
  });

  test('rows cut off the end, by whoever noted the head', async () => {
    const verdict = await verify();
    if (!verdict.intact || verdict.head === null) throw new Error('the chain is not whole');
    const { seq, hash } = verdict.head;
    const noted = `?seq=${seq}&hash=${hash}`;
    await afterwards(
      () => chain().where('seq', '>', seq - 2).delete(),
      async () => {
        expect(await verify()).toMatchObject({ intact: true });
        expect(await verify(noted)).toMatchObject({ intact: false, seq, problem: 'missing' });
      }
    );
    await write('thing:later');
    expect(await verify(noted)).toMatchObject({ intact: true });
    expect(await verify(`?seq=${seq}&hash=${'0'.repeat(64)}`)).toMatchObject({ intact: false, problem: 'not-the-noted-head' });
  });
});

test('leads read it, page by page; others do not', async () => {
  const first = (await app.as('lead', 'get', '/content-workflow/moderation/audit?limit=10')).body as { data: { seq: number }[]; meta: { before: number } };
  const second = (await app.as('lead', 'get', `/content-workflow/moderation/audit?limit=10&before=${first.meta.before}`)).body as { data: { seq: number }[] };
  const seqs = [...first.data, ...second.data].map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, i) => (seqs[0] ?? 0) - i));
  expect((await app.as('lead', 'get', '/content-workflow/moderation/audit?object=thing:3')).body.data).toEqual([expect.objectContaining({ object: 'thing:3', action: 'test.done', before: { a: 1 } })]);
  for (const url of ['?limit=0', '?limit=101', '?before=x', '?object=a%00']) expect((await app.as('lead', 'get', `/content-workflow/moderation/audit${url}`)).status).toBe(400);
  for (const url of ['?seq=1', `?hash=${'0'.repeat(64)}`, '?seq=1&hash=x']) expect((await app.as('lead', 'get', `/content-workflow/moderation/audit/verify${url}`)).status).toBe(400);
  expect((await app.as('moderator', 'get', '/content-workflow/moderation/audit')).status).toBe(403);
  expect((await app.as('moderator', 'get', '/content-workflow/moderation/audit/verify')).status).toBe(403);
});
