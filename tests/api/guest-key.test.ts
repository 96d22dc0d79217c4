/** Who a guest is outlives every one of the application's keys, once the oldest has its own place. */
import { startApp, type TestApp } from '../support/app';
import { listen } from '../support/listen';
import { startMailServer, type MailServer } from '../support/mail-server';

const SETTINGS = ['SMTP_HOST', 'SMTP_PORT', 'MAIL_FROM', 'APP_KEYS', 'GUEST_KEY'];

let mails: MailServer;
const before = Object.fromEntries(SETTINGS.map((name) => [name, process.env[name]]));

beforeAll(async () => {
  mails = await startMailServer();
  Object.assign(process.env, mails.env);
});
afterAll(async () => {
  await mails.close();
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
});

/** As the server knows whoever has this address. */
const known = async (app: TestApp): Promise<readonly string[]> => {
  await listen(app);
  expect((await app.anonymous.post('/api/submissions/intake/guests').send({ email: 'lan@example.com' })).status).toBe(202);
  return ((await app.strapi.db.connection('cw_guest_codes').select('guest')) as { guest: string }[]).map(({ guest }) => guest);
};

test('a guest is the same after the oldest key went into GUEST_KEY and all others were replaced, and a stranger without', async () => {
  Object.assign(process.env, { APP_KEYS: 'newer,oldest' });
  const first = await startApp();
  const guests = await known(first);
  expect(guests).toHaveLength(1);
  await first.close({ keep: true });

  Object.assign(process.env, { APP_KEYS: 'newest,another', GUEST_KEY: 'oldest' });
  const second = await startApp({ folder: first.folder });
  expect(await known(second)).toEqual(guests);
  await second.close({ keep: true });

  Reflect.deleteProperty(process.env, 'GUEST_KEY');
  const third = await startApp({ folder: first.folder });
  try {
    expect(await known(third)).toHaveLength(2);
  } finally {
    await third.close();
  }
});
