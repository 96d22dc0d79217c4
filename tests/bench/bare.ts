/** A bare `node:http` server in a process of its own, which sends what another one has answered. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** Node sets these itself, on either side. */
const OF_NODE: ReadonlySet<string> = new Set(['date', 'connection', 'keep-alive']);

export const startBare = async (original: string, paths: readonly string[]): Promise<{ url: string; stop(): void }> => {
  const answers = [];
  for (const asked of paths) {
    const answer = await fetch(original + asked, { headers: { 'accept-encoding': 'identity' }, redirect: 'manual' });
    answers.push({ path: asked, status: answer.status, headers: [...answer.headers].filter(([name]) => !OF_NODE.has(name)).flat(), body: Buffer.from(await answer.arrayBuffer()).toString('base64') });
  }
  const child = fork(path.join(__dirname, 'bare.cjs'), { execArgv: [] });
  child.send(answers);
  const [port] = (await once(child, 'message')) as [number];
  return { url: `http://127.0.0.1:${port}`, stop: () => void child.kill() };
};
