/** Bodies that lie ready by the megabyte are read a piece at a time, so that whoever reads is served in between. */
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { createTurns } from '../../../src/plugins/content-workflow/server/src/moderation/intake/turns';

const PIECES = 20;

const body = (name: string): Readable => Readable.from(Array.from({ length: PIECES }, (_, i) => Buffer.from(`${name}${i} `)), { objectMode: false });

const read = async (from: Readable, seen: (piece: string) => void): Promise<void> => {
  from.on('data', (piece: Buffer) => seen(piece.toString()));
  await once(from, 'end');
};

/** As a parser of forms does: it stops the body while it writes, and lets it go on when that is done, or at once where there is nothing to write. */
const parse = async (from: Readable, seen: (piece: string) => void): Promise<void> => {
  let writing = 0;
  from.on('data', (piece: Buffer) => {
    // Before the write is done, nothing more may come.
    expect(writing).toBe(0);
    seen(piece.toString());
    from.pause();
    writing += 1;
    const written = (): void => {
      writing -= 1;
      from.resume();
    };
    if (piece.length % 2 === 0) setTimeout(written, 1);
    else process.nextTick(written);
  });
  await once(from, 'end');
};

test.each([
  ['reads on', read],
  ['stops while it writes', parse],
] as const)('no more than one piece of all bodies is read in a turn of the loop by who %s, and none is lost', async (_who, reader) => {
  const turns = createTurns();
  const bodies = ['a', 'b', 'c'].map(body);
  const pieces: string[] = [];
  let inThisTurn = 0;
  let most = 0;
  let reading = true;
  const count = (): void => {
    most = Math.max(most, inThisTurn);
    inThisTurn = 0;
    if (reading) setImmediate(count);
  };
  for (const one of bodies) turns.take(one);
  const done = Promise.all(
    bodies.map((one) =>
      reader(one, (piece) => {
        pieces.push(piece);
        inThisTurn += 1;
      })
    )
  );
  // The first piece of each comes when its reader does, and before anybody can be asked to wait.
  await new Promise((resolve) => setImmediate(resolve));
  inThisTurn = 0;
  setImmediate(count);
  await done;
  reading = false;
  expect(most).toBe(1);
  expect(pieces.filter((piece) => piece.startsWith('b')).join('')).toBe(Array.from({ length: PIECES }, (_, i) => `b${i} `).join(''));
  expect(pieces).toHaveLength(3 * PIECES);
});

test('a body that breaks off keeps nobody else waiting', async () => {
  const turns = createTurns();
  const [broken, whole] = ['x', 'y'].map(body) as [Readable, Readable];
  for (const one of [broken, whole]) turns.take(one);
  broken.on('data', () => broken.destroy());
  let text = '';
  await read(whole, (piece) => (text += piece));
  expect(text.split(' ')).toHaveLength(PIECES + 1);
});
