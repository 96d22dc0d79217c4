/** Subscribers that come from a file: looked at first, taken over as shown, with where their consent comes from; and the list as a file. */
import type { CheckImport, ImportConsent, SubscriberView } from '../../src/plugins/content-workflow/contracts/distribution';
import { sessionWith } from '../support/access';
import { startApp, type TestApp } from '../support/app';
import { newsletterSettings } from '../support/distribution/platforms/newsletter';
import { aChannel } from '../support/distribution/rows';
import { startSmtpReceiver, type SmtpReceiver } from '../support/distribution/smtp-receiver';
import { DAY, pass, runDueJobs, standAt } from '../support/time';

let app: TestApp;
let receiver: SmtpReceiver;
let before: string | undefined;
let connector: string;
let voucher: string;
let n = 0;

/** In a minute the mail server takes this many. */
const PER_MINUTE = 3;

beforeAll(async () => {
  before = process.env.EGRESS_ALLOW;
  process.env.EGRESS_ALLOW = '127.0.0.1';
  receiver = await startSmtpReceiver();
  app = await startApp();
  standAt(app, app.engine.clock.now());
  connector = await sessionWith(app, 'Connector', [{ action: 'plugin::content-workflow.channels' }]);
  voucher = await sessionWith(app, 'Voucher', [{ action: 'plugin::content-workflow.channels' }, { action: 'plugin::content-workflow.vouch' }]);
});

afterAll(async () => {
  await app.close();
  await receiver.close();
  if (before === undefined) delete process.env.EGRESS_ALLOW;
  else process.env.EGRESS_ALLOW = before;
});

interface List {
  readonly id: number;
  readonly key: string;
}

const aList = async (): Promise<List> => {
  const key = `list-${(n += 1)}`;
  return { key, id: await aChannel(app, { key, platform: 'newsletter', settings: { ...newsletterSettings(receiver.port), languages: ['en', 'zh-Hans'], perMinute: PER_MINUTE } }) };
};

const aReader = (): string => `person-${(n += 1)}@example.net`;

const CONSENT: ImportConsent = { source: 'Tea fair in Hangzhou', obtainedOn: '2026-05-01', statement: 'I want the monthly letter.' };

const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64');

const post = (list: List, path: string, body: object, token = connector) => app.anonymous.post(`/content-workflow/channels/${list.key}/subscribers/${path}`).set('Authorization', `Bearer ${token}`).send(body);

const look = async (list: List, text: string | Buffer): Promise<CheckImport.Data> => {
  const answer = await post(list, 'check', { file: base64(text) });
  expect({ status: answer.status, error: answer.body.error as unknown }).toEqual({ status: 200, error: undefined });
  return (answer.body as CheckImport.Response).data;
};

const takeOver = async (list: List, text: string, { path = 'import', token = connector, digest = '', consent = CONSENT }: { path?: 'import' | 'import-confirmed'; token?: string; digest?: string; consent?: ImportConsent } = {}) =>
  post(list, path, { file: base64(text), digest: digest === '' ? (await look(list, text)).digest : digest, consent }, token);

const rowsOf = async ({ id }: List) => (await app.strapi.db.connection('cw_subscribers').where({ channel_id: id }).orderBy('id')) as Record<string, unknown>[];

const statesOf = async (list: List): Promise<Record<string, unknown>> => Object.fromEntries((await rowsOf(list)).map(({ address_key, state }) => [String(address_key), state]));

const subscribed = async ({ id }: List, address: string, state: string): Promise<void> => {
  const now = app.engine.clock.now();
  await app.strapi.db.connection('cw_subscribers').insert({ channel_id: id, address, address_key: address, language: 'en', state, token: (n += 1).toString(16).padStart(32, '0'), soft_bounces: 0, asked_at: now, confirmed_at: state === 'confirmed' ? now : null, ended_at: state === 'unsubscribed' || state === 'bounced' ? now : null, changed_at: now });
};

const listed = async (list: List): Promise<readonly SubscriberView[]> => (await app.anonymous.get(`/content-workflow/channels/${list.key}/subscribers`).set('Authorization', `Bearer ${connector}`)).body.data as SubscriberView[];

describe('a dry run', () => {
  it('says of each line what would happen, with its number, and writes nothing', async () => {
    const list = await aList();
    const [on, asked, left, gone, fresh] = [aReader(), aReader(), aReader(), aReader(), aReader()];
    await subscribed(list, on, 'confirmed');
    await subscribed(list, asked, 'pending');
    await subscribed(list, left, 'unsubscribed');
    await subscribed(list, gone, 'bounced');
    const found = await look(list, `\ufeff姓名;邮箱;语言\n李雷;${fresh};简体中文\n韩梅梅;${on};\n;${asked};\n;${left.toUpperCase()};\n;${gone};\n;no address;\n李雷;${fresh};\n`);
    expect(found.lines.map(({ line, outcome, language }) => [line, outcome, language])).toEqual([
      [2, 'new', 'zh-Hans'],
      [3, 'present', 'en'],
      [4, 'waiting', 'en'],
      [5, 'left', 'en'],
      [6, 'bounced', 'en'],
      [7, 'invalid', 'en'],
      [8, 'duplicate', 'en'],
    ]);
    expect(found.lines.at(-1)?.sameAs).toBe(2);
    expect(found).toMatchObject({ ignored: ['姓名'], perMinute: PER_MINUTE, counts: { new: 1, present: 1, waiting: 1, left: 1, bounced: 1, invalid: 1, duplicate: 1 } });
    expect(await rowsOf(list)).toHaveLength(4);
  });

  it('says why a file can not be read, at what line, and what to do', async () => {
    const list = await aList();
    const refused = async (bytes: string | Buffer) => {
      const answer = await post(list, 'check', { file: base64(bytes) });
      const { code, field, next, params } = answer.body.error.details as { code: string; field: string; next: string; params: object };
      expect(next).not.toBe('');
      return { status: answer.status, code, field, params };
    };
    expect(await refused(Buffer.from([0xd3, 0xca, 0xcf, 0xe4]))).toEqual({ status: 422, code: 'SUBSCRIBER_FILE_NOT_UTF8', field: 'file', params: {} });
    expect(await refused('email\n"li@tea.example\n')).toMatchObject({ status: 422, code: 'SUBSCRIBER_FILE_BROKEN', params: { line: expect.any(Number) } });
    expect(await refused('name\nLi\n')).toMatchObject({ status: 422, code: 'SUBSCRIBER_FILE_NO_ADDRESSES' });
  });

  it('takes no more than it says, and from nobody without the permission', async () => {
    const list = await aList();
    expect((await post(list, 'check', { file: base64('x'.repeat(600_000)) })).body.error).toMatchObject({ status: 400, details: { field: 'file' } });
    expect((await post(list, 'check', { file: 'no base64!' })).body.error).toMatchObject({ status: 400, details: { field: 'file' } });
    expect((await post({ ...list, key: 'nowhere' }, 'check', { file: base64('a@b.example') })).status).toBe(404);
    expect((await app.as('editor', 'post', `/content-workflow/channels/${list.key}/subscribers/check`, { file: base64('a@b.example') })).status).toBe(403);
  });
});

describe('an import', () => {
  it('asks everybody new to confirm, as many a minute as the mail server takes, and touches nobody else', async () => {
    const list = await aList();
    const readers = Array.from({ length: 2 * PER_MINUTE + 1 }, aReader);
    const left = aReader();
    await subscribed(list, left, 'unsubscribed');
    const imported = await takeOver(list, `email\n${[...readers, left].join('\n')}\n`);
    expect(imported.body).toEqual({ data: { added: readers.length } });
    expect(await statesOf(list)).toEqual({ ...Object.fromEntries(readers.map((reader) => [reader, 'pending'])), [left]: 'unsubscribed' });
    const written = () => readers.filter((reader) => receiver.to(reader).length > 0).length;
    await runDueJobs(app);
    expect(written()).toBe(PER_MINUTE);
    pass(app, 61_000);
    await runDueJobs(app);
    expect(written()).toBe(2 * PER_MINUTE);
    pass(app, 61_000);
    await runDueJobs(app);
    expect(written()).toBe(readers.length);
    expect(receiver.to(left)).toEqual([]);
    const link = new RegExp(`/api/newsletters/${list.key}/confirm/[\\w.-]+`).exec(receiver.to(readers[0] ?? '')[0]?.text ?? '')?.[0] ?? '';
    expect((await app.anonymous.post(link)).status).toBe(200);
    expect((await statesOf(list))[readers[0] ?? '']).toBe('confirmed');
  });

  it('is no storm either after the newsletter was paused', async () => {
    const list = await aList();
    const readers = Array.from({ length: 2 * PER_MINUTE }, aReader);
    await takeOver(list, readers.join('\n'));
    await app.strapi.db.connection('cw_channels').where({ id: list.id }).update({ status: 'paused' });
    pass(app, 600_000);
    await runDueJobs(app);
    await app.strapi.db.connection('cw_channels').where({ id: list.id }).update({ status: 'active' });
    pass(app, 3_600_000);
    await runDueJobs(app);
    expect(readers.filter((reader) => receiver.to(reader).length > 0)).toHaveLength(PER_MINUTE);
    pass(app, 61_000);
    await runDueJobs(app);
    expect(readers.filter((reader) => receiver.to(reader).length === 1)).toHaveLength(2 * PER_MINUTE);
  });

  it('adds nobody twice, and writes to nobody twice', async () => {
    const list = await aList();
    const reader = aReader();
    const text = `email\n${reader}\n`;
    const { digest } = await look(list, text);
    expect((await takeOver(list, text, { digest })).status).toBe(200);
    // The same request once more, as a browser sends it whose answer got lost.
    expect((await takeOver(list, text, { digest })).body.error).toMatchObject({ status: 409, details: { code: 'SUBSCRIBERS_CHANGED' } });
    // The same file once more, looked at again.
    expect((await takeOver(list, text)).body.error).toMatchObject({ status: 422, details: { code: 'NOBODY_TO_IMPORT', field: 'file' } });
    await runDueJobs(app);
    expect(await rowsOf(list)).toHaveLength(1);
    expect(receiver.to(reader)).toHaveLength(1);
  });

  it('does what the dry run showed, or nothing', async () => {
    const list = await aList();
    const [one, other] = [aReader(), aReader()];
    const text = `email\n${one}\n${other}\n`;
    const { digest } = await look(list, text);
    await subscribed(list, other, 'unsubscribed');
    expect((await takeOver(list, text, { digest })).status).toBe(409);
    expect((await takeOver(list, `${text}${aReader()}\n`, { digest })).status).toBe(409);
    expect(Object.keys(await statesOf(list))).toEqual([other]);
  });

  it('that two people ask for at once happens once', async () => {
    const list = await aList();
    const readers = Array.from({ length: 20 }, aReader);
    const text = readers.join('\n');
    const { digest } = await look(list, text);
    const answers = await Promise.all([takeOver(list, text, { digest }), takeOver(list, text, { digest })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await rowsOf(list)).toHaveLength(readers.length);
    expect((await listed(list)).every(({ evidence }) => evidence.length === 1)).toBe(true);
  });

  it('keeps with each subscriber where the consent comes from and who said so, also after they asked by themselves', async () => {
    const list = await aList();
    const reader = aReader();
    await takeOver(list, `email\n${reader}\n`);
    const evidence = [{ ...CONSENT, basis: 'ask', by: 'Connector', at: new Date(app.engine.clock.now()).toISOString(), line: 2 }];
    expect((await listed(list))[0]?.evidence).toEqual(evidence);
    await app.anonymous.post(`/api/newsletters/${list.key}/subscribe`).send({ email: reader, consent: true, source: 'https://tea.example/form' });
    expect((await listed(list))[0]?.evidence).toEqual(evidence);
    const acts = await app.engine.audit.list({ objects: [`channel:${list.key}`], limit: 5 });
    expect(acts[0]).toMatchObject({ action: 'subscribers.imported', actor: { name: 'Connector' }, after: { basis: 'ask', consent: CONSENT, counts: { new: 1 } } });
    expect(JSON.stringify(acts)).not.toContain(reader);
  });

  it('is refused without a source, a day that has been, and a statement', async () => {
    const list = await aList();
    for (const [wrong, field] of [[{ source: ' ' }, 'consent.source'], [{ obtainedOn: '2026-02-30' }, 'consent.obtainedOn'], [{ obtainedOn: '2999-01-01' }, 'consent.obtainedOn'], [{ statement: '' }, 'consent.statement']] as const) {
      const answer = await takeOver(list, aReader(), { consent: { ...CONSENT, ...wrong } });
      expect({ status: answer.status, field: answer.body.error.details.field as unknown }).toEqual({ status: 400, field });
    }
    expect(await rowsOf(list)).toEqual([]);
  });

  it('gives whoever waits for a late letter the same days to confirm', async () => {
    const list = await aList();
    const reader = aReader();
    await takeOver(list, reader);
    await app.strapi.db.connection('cw_channels').where({ id: list.id }).update({ status: 'paused' });
    pass(app, 8 * DAY);
    await app.engine.newsletter.forgetOld();
    expect(await statesOf(list)).toEqual({ [reader]: 'pending' });
    await app.strapi.db.connection('cw_channels').where({ id: list.id }).update({ status: 'active' });
    await runDueJobs(app);
    expect(receiver.to(reader)).toHaveLength(1);
    pass(app, 6 * DAY);
    await app.engine.newsletter.forgetOld();
    expect(await statesOf(list)).toEqual({ [reader]: 'pending' });
    pass(app, 2 * DAY);
    await app.engine.newsletter.forgetOld();
    expect(await statesOf(list)).toEqual({});
  });
});

describe('people who confirmed before', () => {
  it('are taken over as confirmed, without a letter, by whoever has the permission to vouch, and by nobody else', async () => {
    const list = await aList();
    const reader = aReader();
    expect((await takeOver(list, reader, { path: 'import-confirmed' })).status).toBe(403);
    expect(await rowsOf(list)).toEqual([]);
    expect((await takeOver(list, reader, { path: 'import-confirmed', token: voucher })).body).toEqual({ data: { added: 1 } });
    await runDueJobs(app);
    expect(receiver.to(reader)).toEqual([]);
    expect((await listed(list))[0]).toMatchObject({ state: 'confirmed', confirmedAt: '2026-05-01T00:00:00.000Z', evidence: [{ ...CONSENT, basis: 'confirmed', by: 'Voucher' }] });
  });

  it('do not bring anybody back who left or whose mailbox is gone', async () => {
    const list = await aList();
    const [left, gone] = [aReader(), aReader()];
    await subscribed(list, left, 'unsubscribed');
    await subscribed(list, gone, 'bounced');
    expect((await takeOver(list, `${left}\n${gone}\n`, { path: 'import-confirmed', token: voucher })).status).toBe(422);
    expect(await statesOf(list)).toEqual({ [left]: 'unsubscribed', [gone]: 'bounced' });
  });
});

describe('the list as a file', () => {
  const download = (list: List, token = connector) => app.anonymous.get(`/content-workflow/channels/${list.key}/subscribers.csv`).set('Authorization', `Bearer ${token}`);

  it('has everybody with where they come from, runs no formula, and can be taken over elsewhere', async () => {
    const list = await aList();
    const readers = Array.from({ length: 201 }, aReader);
    const formula = `=cmd|calc@example.net`;
    await takeOver(list, ['email', formula, ...readers].join('\n'), { consent: { ...CONSENT, source: '=HYPERLINK("https://evil.example")' } });
    const answer = await download(list);
    expect(answer.headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${list.key}-subscribers.csv"`, 'cache-control': 'private, no-store' });
    expect(answer.text.startsWith('\ufeffemail,language,state,')).toBe(true);
    expect(answer.text.trimEnd().split('\r\n')).toHaveLength(203);
    expect(answer.text).not.toMatch(/(^|,|")[=+@]/m);
    expect(answer.text).toContain(`'${formula}`);
    const elsewhere = await aList();
    // Nobody of them has confirmed here, so nobody is new there without being asked anew.
    expect((await look(elsewhere, answer.text)).counts).toMatchObject({ withheld: 202 });
    await app.strapi.db.connection('cw_subscribers').where({ channel_id: list.id }).update({ state: 'confirmed' });
    const found = await look(elsewhere, (await download(list)).text);
    expect(found.counts).toMatchObject({ new: 202 });
    expect(found.lines.some(({ address }) => address === formula)).toBe(true);
  });

  it('is in the audit, and for nobody without the permission', async () => {
    const list = await aList();
    expect((await app.as('editor', 'get', `/content-workflow/channels/${list.key}/subscribers.csv`)).status).toBe(403);
    expect((await download(list)).text.trim()).toBe('\ufeffemail,language,state,asked_at,confirmed_at,ended_at,ended_because,import_basis,import_source,import_obtained_on,import_statement,imported_at,imported_by'.trim());
    expect((await app.engine.audit.list({ objects: [`channel:${list.key}`], limit: 5 }))[0]).toMatchObject({ action: 'subscribers.exported', actor: { name: 'Connector' } });
  });
});
