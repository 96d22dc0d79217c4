import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createEgress } from '../../../src/plugins/content-workflow/server/src/distribution/egress';
import type { Arena } from '../apps';
import { compete, type Figure } from '../windows';

const PAIRS = 5;
const CALLS = 20_000;

/** As many calls at once as one process makes to platforms. */
const AT_ONCE = 8;

/** What a chat is sent. */
const MESSAGE = { msgtype: 'markdown', markdown: { content: 'A piece with a title, a summary and a link. '.repeat(20) } };

/** Calls of the guarded door to a platform, against the same number of bare `fetch` calls. */
export const egress = async (_arena: Arena, scale: number, progress: (line: string) => void): Promise<Figure> => {
  const platform = fork(path.join(__dirname, '../echo.cjs'), { execArgv: [] });
  const [port] = (await once(platform, 'message')) as [number];
  const url = `http://127.0.0.1:${port}/send`;
  const door = createEgress({ allow: [`127.0.0.1:${port}`], timeoutMs: 10_000 });
  const { signal } = new AbortController();
  const calls = Math.max(1_000, Math.round(CALLS * scale));

  const guarded = async (): Promise<boolean> => ((await door.fetch(url, { json: MESSAGE }, signal)).json as { ok: boolean }).ok;
  const bare = async (): Promise<boolean> => ((await (await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(MESSAGE) })).json()) as { ok: boolean }).ok;

  const window = async (call: () => Promise<boolean>): Promise<number> => {
    const began = performance.now();
    let left = calls;
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while ((left -= 1) >= 0) if (!(await call())) throw new Error('the platform did not take it');
      })
    );
    return calls / ((performance.now() - began) / 1_000);
  };

  try {
    void [await window(guarded), await window(bare)];
    return await compete({ what: 'calls to a platform through the guarded door against bare fetch', unit: 'calls/s', goal: { kind: 'at least', value: 0.7 }, pairs: PAIRS, note: `${calls} calls a window, ${AT_ONCE} at once, kept lines`, measured: () => window(guarded), against: () => window(bare) }, progress);
  } finally {
    door.close();
    platform.kill();
  }
};
