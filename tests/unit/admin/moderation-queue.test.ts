/** The moderators' queue in the browser: marks in their places, the way from one item to the next, and what a decision says. */
import type { ItemView } from '../../../src/plugins/content-workflow/contracts/moderation/queue';
import { isRequired, listIn, requestOf } from '../../../src/plugins/content-workflow/admin/src/pages/Moderation/Queue/decide/form';
import { cutsOf } from '../../../src/plugins/content-workflow/admin/src/pages/Moderation/Queue/marks';
import { neighboursOf } from '../../../src/plugins/content-workflow/admin/src/pages/Moderation/Queue/neighbours';
import { isSameMatter, withShownImages } from '../../../src/plugins/content-workflow/admin/src/pages/Moderation/Queue/standing';

describe('a text is cut where rules matched', () => {
  const span = (id: number, from: number, to: number, field = 'text') => ({ id, span: { field, from, to } });

  test('with nothing lost or changed, whatever stands in it', () => {
    const text = '加薇❤️信 <b>888</b>\n👩‍🌾 ok';
    const cuts = cutsOf('text', text, [span(1, 0, 5), span(2, 3, 9)]);
    expect(cuts.map((cut) => cut.text).join('')).toBe(text);
    expect(cuts.map((cut) => cut.signals)).toEqual([[1], [1, 2], [2], []]);
  });

  test('only by the matches of its own field', () => {
    expect(cutsOf('links.0', 'https://example.com', [span(1, 0, 5), span(2, 8, 15, 'links.0')])).toEqual([
      { text: 'https://', signals: [] },
      { text: 'example', signals: [2] },
      { text: '.com', signals: [] },
    ]);
  });

  test('at its end by a match of a longer, earlier revision; not at all by one beyond it', () => {
    expect(cutsOf('text', 'tea', [span(1, 1, 99), span(2, 50, 60), span(3, 2, 2)])).toEqual([
      { text: 't', signals: [] },
      { text: 'ea', signals: [1] },
    ]);
    expect(cutsOf('text', '', [span(1, 0, 4)])).toEqual([]);
  });
});

describe('from one item to the next', () => {
  const ids = [11, 12, 13];

  test.each([
    ['the first has none before it', 11, 0, { next: 12, previous: null, place: 0 }],
    ['one in the middle has both', 12, 0, { next: 13, previous: 11, place: 1 }],
    ['the last has none after it', 13, 0, { next: null, previous: 12, place: 2 }],
    ['what was decided is followed by what moved up', 99, 1, { next: 12, previous: 11, place: 1 }],
    ['after the last that was decided comes the first', 99, 3, { next: 11, previous: 13, place: 3 }],
  ])('%s', (_name, id, last, expected) => expect(neighboursOf(ids, id, last)).toEqual(expected));

  test('of an empty queue there is none', () => expect(neighboursOf([], 99, 0)).toEqual({ next: null, previous: null, place: 0 }));
});

describe('a newer answer', () => {
  const NOW = Date.parse('2026-11-26T09:00:00Z');
  const picture = (minutes: number, signature: string) => ({ id: 'a', url: `/previews/a?s=${signature}`, width: 1, height: 1, expiresAt: new Date(NOW + minutes * 60_000).toISOString() });
  const item = (overrides: Partial<ItemView>, images: readonly ReturnType<typeof picture>[] = []): ItemView => ({ contentHash: 'h1', state: 'pending', content: { images }, ...overrides }) as ItemView;

  test('is the same matter while the content and the state are, and another one otherwise', () => {
    expect(isSameMatter(item({}), item({ version: 7, reports: 2 }))).toBe(true);
    expect(isSameMatter(item({}), item({ contentHash: 'h2' }))).toBe(false);
    expect(isSameMatter(item({}), item({ state: 'adopted' }))).toBe(false);
  });

  test('leaves the pictures on the screen until their address is about to end', () => {
    expect(withShownImages(item({}, [picture(5, 'old')]), item({}, [picture(10, 'new')]), NOW).content?.images).toEqual([picture(5, 'old')]);
    expect(withShownImages(item({}, [picture(0.5, 'old')]), item({}, [picture(10, 'new')]), NOW).content?.images).toEqual([picture(10, 'new')]);
  });
});

describe('a decision', () => {
  test('of a return needs a word, of a rejection a reason, of an escalation a note', () => {
    expect(requestOf('return', { message: '  ' })).toEqual({ kind: 'incomplete', missing: ['message'] });
    expect(requestOf('reject', {})).toEqual({ kind: 'incomplete', missing: ['reasons'] });
    expect(requestOf('escalate', {})).toEqual({ kind: 'incomplete', missing: ['note'] });
    expect([isRequired('adopt', 'message'), isRequired('return', 'message')]).toEqual([false, true]);
  });

  test('says only what its action takes, and nothing that is empty', () => {
    expect(requestOf('ignore', { note: ' fine ', message: 'typed for another action', reasons: 'spam' })).toEqual({ kind: 'ready', request: { action: 'ignore', note: 'fine' } });
    expect(requestOf('adopt', {})).toEqual({ kind: 'ready', request: { action: 'adopt' } });
  });

  test('carries a sanction only if it was asked for, and then a whole one', () => {
    const values = { reasons: 'spam,unfriendly', violation: 'spam-ad', severity: 'minor', aggravators: 'multi-account,unknown' };
    expect(requestOf('reject', values)).toEqual({ kind: 'ready', request: { action: 'reject', reasonCodes: ['spam', 'unfriendly'] } });
    expect(requestOf('reject', { ...values, sanction: 'yes' })).toMatchObject({ request: { sanction: { violation: 'spam-ad', severity: 'minor', aggravators: ['multi-account'] } } });
    expect(requestOf('reject', { reasons: 'spam', sanction: 'yes', severity: 'minor' })).toEqual({ kind: 'incomplete', missing: ['violation'] });
  });

  test('keeps reasons in the order in which they were chosen', () => expect(listIn({ reasons: 'rights,spam' }, 'reasons')).toEqual(['rights', 'spam']));
});
