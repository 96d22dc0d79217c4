/** The process for pictures: one after another, ended when it takes too long or dies, and nobody waits behind a crowd. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createStudio, type Studio } from '../../../src/plugins/content-workflow/server/src/moderation/images/studio';

/** Does what the file is called: answers after some milliseconds, never, or dies. */
const PROCESS = `
process.on('message', ({ id, file }) => {
  const [what, ms] = file.split(' ');
  if (what === 'die') process.exit(7);
  if (what === 'costly') process.exit(75);
  if (what === 'answer') setTimeout(() => process.send({ id, result: { kind: 'refused', problem: 'animated', pid: process.pid, at: Date.now() } }), Number(ms));
});
process.on('disconnect', () => process.exit());
`;

let folder: string;
let studio: Studio;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'content-workflow-studio-'));
  writeFileSync(path.join(folder, 'process.js'), PROCESS);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => void (studio = createStudio(path.join(folder, 'process.js'), 1_500)));
afterEach(() => studio.close());

const said = (result: Awaited<ReturnType<Studio['rework']>>): string => ('problem' in result ? result.problem : result.kind);
const pidOf = (result: object): number => (result as { pid: number }).pid;

test('works off one picture after another, in one process', async () => {
  const results = await Promise.all(['answer 60', 'answer 30', 'answer 1'].map((file) => studio.rework(file)));
  expect(new Set(results.map(pidOf)).size).toBe(1);
  const times = results.map((result) => (result as unknown as { at: number }).at);
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

test('a picture that takes too long is refused, and the next one is worked on by another process', async () => {
  const first = await studio.rework('answer 1');
  const [late, next] = await Promise.all([studio.rework('never'), studio.rework('answer 1')]);
  expect([said(late), said(next)]).toEqual(['took-too-long', 'animated']);
  expect(pidOf(next)).not.toBe(pidOf(first));
});

test('a picture that ends the process is refused, and those behind it are not', async () => {
  const results = await Promise.all(['die', 'answer 1', 'die', 'answer 1'].map((file) => studio.rework(file)));
  expect(results.map(said)).toEqual(['damaged', 'animated', 'damaged', 'animated']);
});

test('a picture that costs more of the processor than a picture may is told so, however long it took by the clock', async () => {
  const results = await Promise.all(['costly', 'answer 1'].map((file) => studio.rework(file)));
  expect(results.map(said)).toEqual(['took-too-long', 'animated']);
});

test('behind more than a hundred and twenty nobody waits', async () => {
  const waiting = Array.from({ length: 130 }, () => studio.rework('answer 1'));
  const results = (await Promise.all(waiting)).map(said);
  expect(results.filter((result) => result === 'busy')).toHaveLength(9);
  expect(results.slice(0, 121)).not.toContain('busy');
});

test('a server that stops leaves nobody waiting', async () => {
  const waiting = Promise.all([studio.rework('never'), studio.rework('never')]);
  studio.close();
  expect((await waiting).map(said)).toEqual(['took-too-long', 'took-too-long']);
});
