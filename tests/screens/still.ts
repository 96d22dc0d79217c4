/** When a screen is there. */
import type { Page } from 'playwright-core';

/** Nothing has changed on the page for so long, and every picture on it is there. A screen that waits for news never has an idle network. */
const STILL_MS = 800;

/** A clock on a screen never is. */
const PATIENCE_MS = 8_000;

const untilStill = async ([ms, patience]: readonly [number, number]): Promise<void> => {
  await document.fonts.ready;
  await new Promise<void>((resolve) => {
    setTimeout(resolve, patience);
    let timer = setTimeout(resolve, ms);
    new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(resolve, ms);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  // A picture further down may wait until somebody scrolls there.
  await Promise.race([Promise.all([...document.images].map((image) => image.decode().catch(() => undefined))), new Promise((resolve) => setTimeout(resolve, patience))]);
};

export const stillness = (page: Page): Promise<void> => page.evaluate(untilStill, [STILL_MS, PATIENCE_MS] as const);
