import { createAdministrator } from '../../support/people';
import type { Arena } from '../apps';
import { LOCALE, POST } from '../content';
import { createShooter } from '../load';
import { compete, type Figure } from '../windows';

const PIECES = 50_000;

/** Time within which a screen has what it first shows. */
const GOAL_MS = 300;

/** The list of a stage joins what Strapi's own list does not; it may take so much longer. */
const LIST_RATIO = 1.5;

const TIMES = 20;

const MONTH_MS = 30 * 86_400_000;

const entries = (query: string): string => `/content-manager/collection-types/${POST}?${new URLSearchParams({ page: '1', pageSize: '10', sort: 'updatedAt:DESC', locale: LOCALE }).toString()}${query}`;

/** What each screen but the board asks first, over very many pieces, as a browser gets it; and Strapi's list of a stage against the whole. */
export const desk = async (arena: Arena, scale: number, progress: (line: string) => void): Promise<Figure[]> => {
  const { server, url } = await arena.start('ours', 'desk', { clock: false });
  const token = await createAdministrator(url);
  const count = Math.max(100, Math.round(PIECES * scale));
  await server.call('fillDesk', { count });
  progress(`  ${count} pieces are there`);
  const shooter = createShooter(url, 1);

  const timeOf = async (path: string): Promise<number> => (await shooter.fire({ method: 'GET', path, token })).ms;

  const figure = async (what: string, path: string, against: string | null): Promise<Figure> => {
    for (const warm of against === null ? [path] : [path, against]) await timeOf(warm);
    const goal = { kind: 'at most', value: against === null ? 1 : LIST_RATIO } as const;
    const note = `${count} pieces, against ${against === null ? `${GOAL_MS} ms` : "Strapi's list of all entries"}`;
    return compete({ what, unit: 'ms', goal, note, pairs: TIMES, measured: () => timeOf(path), against: () => (against === null ? Promise.resolve(GOAL_MS) : timeOf(against)) }, () => undefined);
  };

  const now = Date.now();
  const month = new URLSearchParams({ from: new Date(now - MONTH_MS / 2).toISOString(), to: new Date(now + MONTH_MS / 2).toISOString() }).toString();
  const figures = [
    await figure('the first page of the review queue', '/content-workflow/review/queue', null),
    await figure("the calendar's month", `/content-workflow/calendar?${month}`, null),
    await figure('the ideas beside the calendar', '/content-workflow/calendar/ideas', null),
    await figure('home', '/content-workflow/home', null),
    await figure('the first page of all pieces', '/content-workflow/pieces', null),
    await figure("Strapi's list of entries in a stage", entries('&filters[$and][0][__stage][$eq]=review'), entries('')),
    await figure("Strapi's list of drafts", entries('&filters[$and][0][__stage][$eq]=draft'), entries('')),
  ];
  const ids = (JSON.parse((await shooter.fire({ method: 'GET', path: entries(''), token })).text) as { results: { documentId: string }[] }).results.map(({ documentId }) => documentId);
  figures.push(await figure('the stages of a page of that list', `/content-workflow/documents/${POST}?locale=${LOCALE}&ids=${ids.join()}`, null));
  shooter.close();
  await server.stop();
  return figures;
};
