import type { PieceView } from '../../../src/plugins/content-workflow/contracts/piece';
import { documentUrl, expectOk, pieceOf } from '../../support/people';
import type { Arena } from '../apps';
import { LOCALE, POST } from '../content';
import { createShooter } from '../load';
import { compete, median, type Figure } from '../windows';

/** So many documents in turn, so that neither side works on one row that is in every cache. */
const DOCUMENTS = 10;

/** What the edit view sends: everything it shows, with the ids of the components it shows. */
const formOf = async (url: string, token: string, documentId: string): Promise<Record<string, unknown>> => {
  const { data } = await expectOk(`${url}${documentUrl(POST, documentId)}?locale=${LOCALE}`, 'GET', token);
  const kept = ['title', 'slug', 'form', 'tone', 'topic', 'summary', 'body', 'cover', 'gallery', 'tags', 'platformAdaptations', 'trackedLinks', 'seo'];
  return { ...Object.fromEntries(kept.map((name) => [name, data[name]])), activity: { connect: [], disconnect: [] }, kols: { connect: [], disconnect: [] } };
};

/** A person's click, SUBMIT and RECALL in turn, against saving the same post in the plain Content Manager. */
export const transition = async (arena: Arena, scale: number, progress: (line: string) => void): Promise<Figure[]> => {
  const { ours, stock, end } = await arena.pair('transition');
  const names = Array.from({ length: DOCUMENTS }, (_, i) => `t${i}`);
  const [ourIds = [], stockIds = []] = await Promise.all([ours, stock].map(async ({ server }) => server.call<string[]>('createPosts', { names, parts: await server.call('furnish') })));
  const size = Math.max(10, Math.round(60 * scale));

  const pieces: PieceView[] = [];
  for (const id of ourIds) pieces.push(await pieceOf(ours.url, ours.token, POST, id, LOCALE));
  const forms = await Promise.all(stockIds.map((id) => formOf(stock.url, stock.token, id)));

  const ourShooter = createShooter(ours.url, 1);
  const stockShooter = createShooter(stock.url, 1);
  let turn = 0;

  const click = async (): Promise<number> => {
    const i = turn++ % DOCUMENTS;
    const piece = pieces[i] as PieceView;
    const event = { type: piece.state === 'draft' ? 'SUBMIT' : 'RECALL', comment: null };
    const { ms, text } = await ourShooter.fire({ method: 'POST', path: `/content-workflow/pieces/${piece.id}/events`, token: ours.token, body: { event, expectedRevision: piece.revision } });
    pieces[i] = (JSON.parse(text) as { data: PieceView }).data;
    return ms;
  };

  const put = (i: number, body: object) => stockShooter.fire({ method: 'PUT', path: `${documentUrl(POST, stockIds[i])}?locale=${LOCALE}`, token: stock.token, body });

  const saveForm = async (): Promise<number> => {
    const i = turn++ % DOCUMENTS;
    const { ms, text } = await put(i, { ...forms[i], title: `Thirty cups ${turn}` });
    const { data } = JSON.parse(text) as { data: Record<string, unknown> };
    // Strapi gives components new ids where it stores them anew; the next save sends those, as the edit view would.
    forms[i] = { ...forms[i], ...Object.fromEntries(['tags', 'platformAdaptations', 'trackedLinks', 'seo'].map((name) => [name, data[name]])) };
    return ms;
  };

  const saveTitle = async (): Promise<number> => (await put(turn++ % DOCUMENTS, { title: `Thirty cups ${turn}` })).ms;

  const window = (once: () => Promise<number>) => async (): Promise<number> => {
    const times: number[] = [];
    for (let i = 0; i < size; i += 1) times.push(await once());
    return median(times);
  };

  const against = (what: string, save: () => Promise<number>): Promise<Figure> =>
    compete(
      {
        what: `a transition over HTTP (SUBMIT, RECALL) against ${what}`,
        unit: 'ms (median of a window)',
        goal: { kind: 'at most', value: 1.5 },
        pairs: 7,
        note: `${size} requests a window, one connection`,
        measured: window(click),
        against: window(save),
      },
      progress
    );

  for (let i = 0; i < 2 * DOCUMENTS; i += 1) for (const warmUp of [click, saveForm, saveTitle]) await warmUp();
  try {
    return [await against('saving the whole form', saveForm), await against('saving the title alone', saveTitle)];
  } finally {
    ourShooter.close();
    stockShooter.close();
    await end();
  }
};
