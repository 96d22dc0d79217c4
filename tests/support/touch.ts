/** A finger on a page of Chromium: the browser's own gestures (scrolling, a long press) happen as on a tablet. */
import type { CDPSession, Page } from 'playwright-core';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Finger {
  down(at: Point): Promise<void>;
  /** In steps, as a hand moves. */
  moveTo(to: Point): Promise<void>;
  up(): Promise<void>;
  /** The page has a mouse again. */
  gone(): Promise<void>;
}

/** A finger moves in so many pieces, a screen's frame each. */
const STEPS = 12;
const FRAME_MS = 16;

export const fingerOn = async (page: Page): Promise<Finger> => {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 1 });
  let now: Point = { x: 0, y: 0 };
  const dispatch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: Point | null) => session.send('Input.dispatchTouchEvent', { type, touchPoints: at === null ? [] : [{ x: at.x, y: at.y }] });
  return {
    async down(at) {
      now = at;
      await dispatch('touchStart', at);
    },
    async moveTo(to) {
      const from = now;
      for (let step = 1; step <= STEPS; step += 1) {
        now = { x: from.x + ((to.x - from.x) * step) / STEPS, y: from.y + ((to.y - from.y) * step) / STEPS };
        await dispatch('touchMove', now);
        await page.waitForTimeout(FRAME_MS);
      }
    },
    up: async () => void (await dispatch('touchEnd', null)),
    async gone() {
      await session.send('Emulation.setTouchEmulationEnabled', { enabled: false });
      await session.detach();
    },
  };
};
