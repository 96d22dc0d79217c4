/** A headless Chromium. Where there is none, jest.config.js leaves the tests that need one out and says so. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { chromiumPath } from './chromium.cjs';

export interface Browser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

export const openBrowser = async (locale = 'en-GB'): Promise<Browser> => {
  const profile = mkdtempSync(path.join(tmpdir(), 'content-workflow-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath() ?? undefined,
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
