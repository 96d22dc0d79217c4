/** Whoever waits hears of everything that others do, once a process, and is told when something may have been missed. */
import { createEars, type Signals } from '../../../src/plugins/content-workflow/server/src/cluster/signals';
import { createChangeFeed, type ChangeFeed } from '../../../src/plugins/content-workflow/server/src/desk/changes';
import { createClock } from '../../../src/plugins/content-workflow/server/src/jobs/clock';

/** As it travels; a change has its own word. */
const piece = (id: number, revision: number) => ({ id, revision, change: String(revision) });

const START = 1_800_000_000_000;
const nobody = new AbortController().signal;
const ADA = '1';
const BEN = '2';

const setUp = () => {
  let now = START;
  const clock = createClock();
  clock.use(() => now);
  const ears = createEars();
  const followers: (() => void)[] = [];
  const signals: Signals = { ...ears, tell: () => Promise.resolve(), isCurrent: () => true, start: () => Promise.resolve(), stop: () => Promise.resolve() };
  const feed = (): ChangeFeed => createChangeFeed(signals, clock, (run) => void followers.push(run));
  return { feed, moved: (id: number, revision: number) => ears.hear({ kind: 'piece', id, revision }), commented: (pieceId: number, revision: number, id: number) => ears.hear({ kind: 'comment', id, pieceId, revision, act: 'said' }), delivered: (key: string, pieceId: number, change: string) => ears.hear({ kind: 'delivery', key, pieceId, change }), told: (...people: string[]) => ears.hear({ kind: 'inbox', people }), planned: (pieceId: number, revision: number, planAt: number | null) => ears.hear({ kind: 'plan', pieceId, revision, planAt }), ruled: () => followers.forEach((run) => run()), judged: () => ears.hear({ kind: 'cards' }), saved: () => ears.hear({ kind: 'settings', version: 2 }), miss: () => ears.hear({ kind: 'missed' }), pass: (ms: number) => void (now += ms) };
};

const begin = async (feed: ChangeFeed): Promise<string> => (await feed.since(null, 0, nobody, ADA)).meta.cursor;

test('a piece that went on several times is told once, with its newest revision', async () => {
  const { feed, moved } = setUp();
  const changes = feed();
  const cursor = await begin(changes);
  moved(1, 2);
  moved(2, 5);
  moved(1, 3);
  const { data, meta } = await changes.since(cursor, 0, nobody, ADA);
  expect(data).toEqual({ pieces: [piece(1, 3), piece(2, 5)], deliveries: [], inbox: false, rules: false, missed: false });
  expect((await changes.since(meta.cursor, 0, nobody, ADA)).data).toEqual({ pieces: [], deliveries: [], inbox: false, rules: false, missed: false });
});

test('a comment is news, though it does not raise the revision', async () => {
  const { feed, moved, commented } = setUp();
  const changes = feed();
  moved(4, 2);
  const cursor = await begin(changes);
  commented(4, 2, 11);
  const { data } = await changes.since(cursor, 0, nobody, ADA);
  expect(data.pieces).toEqual([{ id: 4, revision: 2, change: '2.11.said' }]);
});

test('a delivery that moved is news without its piece, told once with its newest state', async () => {
  const { feed, delivered } = setUp();
  const changes = feed();
  const cursor = await begin(changes);
  const waiting = changes.since(cursor, 60_000, nobody, ADA);
  delivered('a', 4, 'publishing');
  expect((await waiting).data).toEqual({ pieces: [], deliveries: [{ key: 'a', piece: 4, change: 'publishing' }], inbox: false, rules: false, missed: false });
  delivered('b', 4, 'scheduled');
  delivered('a', 4, 'published');
  expect((await changes.since(cursor, 0, nobody, BEN)).data.deliveries).toEqual([{ key: 'a', piece: 4, change: 'published' }, { key: 'b', piece: 4, change: 'scheduled' }]);
});

test('who waits is answered by the next change, and by the end of a process', async () => {
  const { feed, moved } = setUp();
  const changes = feed();
  const cursor = await begin(changes);
  const waiting = changes.since(cursor, 60_000, nobody, ADA);
  moved(7, 4);
  const { data, meta } = await waiting;
  expect(data.pieces).toEqual([piece(7, 4)]);
  const second = changes.since(meta.cursor, 60_000, nobody, ADA);
  changes.close();
  expect((await second).data.pieces).toEqual([]);
  expect((await changes.since(meta.cursor, 60_000, nobody, ADA)).data.pieces).toEqual([]);
});

test('who has gone is not waited for', async () => {
  const { feed } = setUp();
  const changes = feed();
  const gone = new AbortController();
  const waiting = changes.since(await begin(changes), 60_000, gone.signal, ADA);
  gone.abort();
  expect((await waiting).data.pieces).toEqual([]);
});

test('another process goes on from the same cursor, and rather tells twice than not at all', async () => {
  const { feed, moved, pass } = setUp();
  const [one, other] = [feed(), feed()];
  pass(10_000);
  moved(1, 2);
  pass(1_000);
  const cursor = await begin(one);
  pass(1_000);
  moved(2, 9);
  expect((await other.since(cursor, 0, nobody, ADA)).data).toEqual({ pieces: [piece(1, 2), piece(2, 9)], deliveries: [], inbox: false, rules: false, missed: false });
});

test('a connection that was lost, a process that has just begun and a long silence say so', async () => {
  const { feed, moved, miss, pass } = setUp();
  const changes = feed();
  const cursor = await begin(changes);
  miss();
  expect((await changes.since(cursor, 60_000, nobody, ADA)).data).toEqual({ pieces: [], deliveries: [], inbox: true, rules: true, missed: true });

  const late = feed();
  expect((await late.since(cursor, 0, nobody, ADA)).data.missed).toBe(true);

  const fresh = await begin(changes);
  moved(1, 2);
  pass(6 * 60_000);
  expect((await changes.since(fresh, 0, nobody, ADA)).data).toEqual({ pieces: [], deliveries: [], inbox: true, rules: true, missed: true });
});

test('more changes than are kept are not told in part', async () => {
  const { feed, moved } = setUp();
  const changes = feed();
  const cursor = await begin(changes);
  for (let id = 1; id <= 20_000; id += 1) moved(id, 2);
  expect((await changes.since(cursor, 0, nobody, ADA)).data).toEqual({ pieces: [], deliveries: [], inbox: true, rules: true, missed: true });
});

test('of inboxes everybody hears of their own, and somebody else waits on', async () => {
  const { feed, told, moved } = setUp();
  const changes = feed();
  const cursor = await begin(changes);
  const waiting = changes.since(cursor, 60_000, nobody, BEN);
  told(ADA);
  expect((await changes.since(cursor, 0, nobody, ADA)).data).toEqual({ pieces: [], deliveries: [], inbox: true, rules: false, missed: false });
  moved(3, 2);
  expect((await waiting).data).toEqual({ pieces: [piece(3, 2)], deliveries: [], inbox: false, rules: false, missed: false });
  const own = changes.since(cursor, 0, nobody, BEN);
  told(BEN);
  expect((await own).data.inbox).toBe(false);
  expect((await changes.since(cursor, 0, nobody, BEN)).data.inbox).toBe(true);
});

test('a plan that was changed is news, though it does not raise the revision', async () => {
  const { feed, planned } = setUp();
  const changes = feed();
  const cursor = await begin(changes);
  planned(4, 2, START);
  planned(5, 3, null);
  const { data } = await changes.since(cursor, 0, nobody, ADA);
  expect(data.pieces).toEqual([{ id: 4, revision: 2, change: `2.plan.${START}` }, { id: 5, revision: 3, change: '3.plan.none' }]);
});

test('of other rules everybody hears when this process goes by them, and of cards when they are judged by them', async () => {
  const { feed, saved, ruled, judged } = setUp();
  const changes = feed();
  const cursor = await begin(changes);
  saved();
  expect((await changes.since(cursor, 0, nobody, ADA)).data.rules).toBe(false);
  const waiting = changes.since(cursor, 60_000, nobody, BEN);
  ruled();
  const { data, meta } = await waiting;
  expect(data).toEqual({ pieces: [], deliveries: [], inbox: false, rules: true, missed: false });
  expect((await changes.since(meta.cursor, 0, nobody, BEN)).data.rules).toBe(false);
  judged();
  expect((await changes.since(meta.cursor, 0, nobody, BEN)).data.rules).toBe(true);
});

test('a person waits in ten windows at most; the next one is answered at once and asks again', async () => {
  const { feed } = setUp();
  const changes = feed();
  const cursor = await begin(changes);
  const windows = Array.from({ length: 10 }, () => changes.since(cursor, 60_000, nobody, ADA));
  expect((await changes.since(cursor, 60_000, nobody, ADA)).data).toEqual({ pieces: [], deliveries: [], inbox: false, rules: false, missed: false });
  const bens = changes.since(cursor, 60_000, nobody, BEN);
  changes.close();
  await Promise.all([...windows, bens]);
});
