/** Debian's Chromium, headless. A machine without a browser skips the tests that need one and says so. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';

const PLACES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export const browserPath = (): string | null => PLACES.find((place) => place !== undefined && existsSync(place)) ?? null;

export interface Browser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

export const openBrowser = async (executablePath: string, locale = 'en-GB'): Promise<Browser> => {
  const profile = mkdtempSync(path.join(tmpdir(), 'content-workflow-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    locale,
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1440, height: 1000 },
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  return {
    context,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
};
