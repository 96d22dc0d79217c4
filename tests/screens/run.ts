/**
 * `npm run screens`: photographs every screen of the desk in the demo, in both themes and in the three languages, into
 * `docs/screens`. Whoever changes a screen looks at its pictures before they are committed.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { openBrowser } from '../support/browser';
import { logIn } from '../support/desk';
import { expectOk } from '../support/people';
import { DEMO_PASSWORD, startDemo } from '../support/demo/server';
import { ROOT } from '../support/server';
import { SHOTS, type Ask, type Shot } from './shots';
import { stillness } from './still';

const FOLDER = path.join(ROOT, 'docs/screens');

/** Enough to read the words, and small enough to keep. */
const WEBP = { quality: 72, effort: 5 } as const;

const THEMES = ['light', 'dark'] as const;

/** Strapi's admin locales; its `zh` is Traditional Chinese. */
const LANGUAGES = ['en', 'zh-Hans', 'zh'] as const;

/** Strapi's own news, shown once; the language is still the person's own. */
const closeNews = (page: Page): Promise<void> => page.getByRole('button', { name: /^(Close|关闭|關閉)/ }).first().click();

const tokenOf = async (url: string, email: string): Promise<string> => ((await expectOk(`${url}/admin/login`, 'POST', null, { email, password: DEMO_PASSWORD })) as { data: { token: string } }).data.token;

const photograph = async (page: Page, url: string, address: string, shot: Shot, name: string): Promise<void> => {
  await page.goto(`${url}/admin${address}`);
  await page.locator('h1').first().waitFor();
  await shot.ready?.(page);
  await stillness(page);
  await sharp(await page.screenshot({ animations: 'disabled', caret: 'hide' })).webp(WEBP).toFile(path.join(FOLDER, `${name}.webp`));
};

const main = async (only: readonly string[]): Promise<void> => {
  mkdirSync(FOLDER, { recursive: true });
  const demo = await startDemo();
  try {
    for (const person of new Set(SHOTS.map((shot) => shot.as))) {
      const browser = await openBrowser();
      try {
        const page = await browser.context.newPage();
        const token = await tokenOf(demo.url, person);
        const ask: Ask = (path) => expectOk(`${demo.url}${path}`, 'GET', token);
        await logIn(page, demo.url, person, DEMO_PASSWORD);
        await closeNews(page);
        for (const language of LANGUAGES) {
          // The language of somebody's profile is the one that holds.
          await expectOk(`${demo.url}/admin/users/me`, 'PUT', token, { preferedLanguage: language });
          for (const theme of THEMES) {
            await page.evaluate((t) => localStorage.setItem('STRAPI_THEME', t), theme);
            for (const shot of SHOTS) {
              if (shot.as !== person || (only.length > 0 && !only.includes(shot.name))) continue;
              const name = `${shot.name}-${language}-${theme}`;
              await photograph(page, demo.url, await shot.address(ask), shot, name);
              process.stdout.write(`${name}\n`);
            }
          }
        }
      } finally {
        await browser.close();
      }
    }
  } finally {
    await demo.close();
  }
};

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
