/** What the desk of distribution works out by itself: plans and channels as they are typed, what an action asks, and the order of the board. */
import type { ChannelView, DeliveryAction, DeliveryView, GetDistribution, PlanRow, PlatformView } from '../../../src/plugins/content-workflow/contracts/distribution';
import { DELIVERY_STATES, METRICS } from '../../../src/plugins/content-workflow/core/distribution/platforms';
import { UNITS } from '../../../src/plugins/content-workflow/core/distribution/units';
import { actionBody, actionProblems, ASKED } from '../../../src/plugins/content-workflow/admin/src/distribution/action-form';
import { blocks, fillOf, inOrder } from '../../../src/plugins/content-workflow/admin/src/distribution/findings';
import { rowsOf, unsent } from '../../../src/plugins/content-workflow/admin/src/distribution/plan-view';
import { errorsOf, inputFor, WHOLE } from '../../../src/plugins/content-workflow/admin/src/distribution/problems';
import { inputOf, inputOfField, newlyPlanned, offsetOf, planOf, problemsOf, typedOf } from '../../../src/plugins/content-workflow/admin/src/distribution/timing-form';
import { channelInput, channelProblems, initialChannel, isChanged, keepable, keyFrom } from '../../../src/plugins/content-workflow/admin/src/pages/Channels/channel-form';
import { groupsOf, ORDER } from '../../../src/plugins/content-workflow/admin/src/pages/Distribution/board';
import { byDue } from '../../../src/plugins/content-workflow/admin/src/pages/Distribution/due';
import en from '../../../src/plugins/content-workflow/admin/src/translations/en.json';
import { channelOf, deliveryOf, PLATFORMS, renditionOf } from '../../support/distribution/screens';

const BERLIN = 'Europe/Berlin';

describe('a plan', () => {
  const PLAN: readonly PlanRow[] = [
    { channel: 'a', timing: { kind: 'same' } },
    { channel: 'b', timing: { kind: 'offset', minutes: 2880 } },
    { channel: 'c', timing: { kind: 'at', at: '2026-12-01T08:30:00.000Z', timezone: 'Asia/Taipei' } },
  ];

  test('is the same when it is opened and saved again', () => {
    expect(planOf(PLAN.map((row) => typedOf(row, BERLIN)))).toEqual(PLAN);
    expect(problemsOf(PLAN.map((row) => typedOf(row, BERLIN)))).toEqual([]);
  });

  test('shows an offset in the largest unit in which it is whole, and an instant on the clock of its own zone', () => {
    expect([0, 45, 60, 90, 1440, 4320].map(offsetOf)).toEqual([
      { count: 0, unit: 'minutes' },
      { count: 45, unit: 'minutes' },
      { count: 1, unit: 'hours' },
      { count: 90, unit: 'minutes' },
      { count: 1, unit: 'days' },
      { count: 3, unit: 'days' },
    ]);
    expect(typedOf(PLAN[2] as PlanRow, BERLIN)).toMatchObject({ date: '2026-12-01', time: '16:30', zone: 'Asia/Taipei' });
  });

  test('names every input that lacks something, and what it lacks', () => {
    const fresh = newlyPlanned('a', BERLIN);
    expect(problemsOf([{ ...fresh, kind: 'offset', amount: 'soon' }, { ...fresh, channel: 'b', kind: 'at', date: '2026-12-01' }])).toEqual([
      { channel: 'a', input: 'amount', code: 'count' },
      { channel: 'b', input: 'time', code: 'required' },
    ]);
  });

  test('finds the input that the server means by the place in the list', () => {
    const rows = PLAN.map((row) => typedOf(row, BERLIN));
    expect(inputOfField('plan.1.timing.minutes', rows)).toBe(inputOf('b', 'amount'));
    expect(inputOfField('plan.2.timing.timezone', rows)).toBe(inputOf('c', 'zone'));
    expect(inputOfField('plan.0.channel', rows)).toBe(inputOf('a', 'channel'));
    expect(inputOfField('plan.7', rows)).toBeNull();
  });
});

describe('a channel', () => {
  const TELEGRAM = PLATFORMS[0] as PlatformView;
  const stored: ChannelView = channelOf({ key: 'tg', name: 'Ridge', platform: 'telegram', settings: { chat: '@ridge', silent: true, unknown: 7 }, secrets: ['token'] });

  test('is filled in without its secrets, and is unchanged until somebody types', () => {
    const values = initialChannel(TELEGRAM.fields, stored);
    expect(values).toMatchObject({ name: 'Ridge', 'settings.chat': '@ridge', 'settings.silent': 'yes' });
    expect(Object.keys(values).filter((input) => input.startsWith('secrets.'))).toEqual([]);
    expect(isChanged(values, initialChannel(TELEGRAM.fields, stored))).toBe(false);
    expect(channelProblems(values, TELEGRAM.fields, stored)).toEqual([]);
  });

  test('leaves out a secret that was not typed, empties one that was to be emptied, and keeps settings that the form does not know', () => {
    const values = initialChannel(TELEGRAM.fields, stored);
    expect(channelInput(values, TELEGRAM.fields, stored)).toMatchObject({ settings: { chat: '@ridge', silent: true, unknown: 7 }, secrets: {} });
    expect(channelInput({ ...values, 'secrets.token': ' new ' }, TELEGRAM.fields, stored).secrets).toEqual({ token: 'new' });
    expect(channelInput({ ...values, 'secrets.token.cleared': 'yes' }, TELEGRAM.fields, stored).secrets).toEqual({ token: null });
  });

  test('asks for what is required, a stored secret only when it is emptied', () => {
    expect(channelProblems({ name: '', key: 'Bad Key' }, TELEGRAM.fields, null)).toEqual([
      { input: 'name', code: 'required' },
      { input: 'key', code: 'key' },
      { input: 'settings.chat', code: 'required' },
      { input: 'secrets.token', code: 'required' },
    ]);
    const values = { ...initialChannel(TELEGRAM.fields, stored), 'secrets.token.cleared': 'yes' };
    expect(channelProblems(values, TELEGRAM.fields, stored)).toEqual([{ input: 'secrets.token', code: 'required' }]);
  });

  test('keeps nothing secret in the browser', () => {
    expect(keepable({ name: 'Ridge', 'settings.chat': '@ridge', 'secrets.token': 'abc' })).toEqual({ name: 'Ridge', 'settings.chat': '@ridge' });
  });

  test('gets a key from its name, from its platform where the name has no letters for one, and never one that is taken', () => {
    expect(keyFrom('Ridge & Über-Tee!', 'telegram', [])).toBe('ridge-uber-tee');
    expect(keyFrom('茶友群', 'wecom', [])).toBe('wecom');
    expect(keyFrom('3 friends', 'wecom', [])).toBe('wecom-3-friends');
    expect(keyFrom('Ridge', 'telegram', ['ridge', 'ridge-2'])).toBe('ridge-3');
  });
});

describe('an action', () => {
  test('has its words in every case, and asks for what it needs', () => {
    const keys = new Set(Object.keys(en));
    expect(Object.keys(ASKED).filter((action) => !keys.has(`deliveryAction.${action}`) || !keys.has(`deliveryAction.${action}.help`))).toEqual([]);
    expect(actionProblems('confirm', {})).toEqual([{ input: 'url', code: 'proof' }]);
    // A message in a chat has no address.
    expect(actionProblems('confirm', { note: 'I saw it in the group' })).toEqual([]);
    expect(actionProblems('confirm', { url: 'javascript:alert(1)' })).toEqual([{ input: 'url', code: 'url' }]);
    expect(actionProblems('resend', { note: ' ' })).toEqual([{ input: 'note', code: 'required' }]);
  });

  test('takes a link or a screenshot as the proof of a post', () => {
    expect(actionProblems('done', {})).toEqual([{ input: 'url', code: 'either' }]);
    expect(actionProblems('done', { fileId: '7' })).toEqual([]);
    expect(actionBody('done', { fileId: '7' })).toEqual({ fileId: 7 });
    expect(actionBody('done', { url: ' https://weibo.com/1 ', note: '' })).toEqual({ url: 'https://weibo.com/1' });
  });

  test('sends the figures that were read and none that were not', () => {
    const values = { 'metrics.views': '1,234', 'metrics.likes': '', readAt: '2026-11-20T08:00:00.000Z' };
    expect(actionProblems('measure', values)).toEqual([]);
    expect(actionBody('measure', values)).toEqual({ metrics: { views: 1234 }, readAt: values.readAt });
    expect(actionProblems('measure', { readAt: values.readAt })).toEqual([{ input: 'metrics', code: 'oneMetric' }]);
    expect(actionProblems('measure', { ...values, 'metrics.likes': 'many' })).toEqual([{ input: 'metrics.likes', code: 'count' }]);
  });

  test('sends nothing that it does not ask for', () => {
    const typed = { url: 'https://a.example', note: 'seen', fileId: '7', 'metrics.views': '3', readAt: '2026-11-20T08:00:00.000Z' };
    expect((Object.keys(ASKED) as DeliveryAction[]).map((action) => [action, Object.keys(actionBody(action, typed)).sort()])).toEqual(Object.entries(ASKED).map(([action, { inputs }]) => [action, [...inputs].sort()]));
  });
});

describe('an answer about a form', () => {
  const WORDS = { refusal: () => 'no', coded: (code: string) => (code === 'CHANNEL_EXISTS' ? 'taken' : null), forbidden: 'forbidden', conflict: 'conflict', failed: 'failed' };

  test('stands at the input that the server names, however it names it', () => {
    const inputs = ['name', 'settings.chat', 'secrets.token'];
    expect(inputFor('settings.chat', inputs)).toBe('settings.chat');
    expect(inputFor('secrets.token.length', inputs)).toBe('secrets.token');
    expect(errorsOf({ kind: 'invalid', field: 'name', message: 'is too long', clock: null }, inputs, WORDS)).toEqual({ name: 'is too long' });
    expect(errorsOf({ kind: 'invalid', field: 'settings.chat', message: 'settings.chat: is no chat', clock: null }, inputs, WORDS)).toEqual({ 'settings.chat': 'is no chat' });
    expect(errorsOf({ kind: 'failed', message: 'There is one.', code: 'CHANNEL_EXISTS', field: 'name' }, inputs, WORDS)).toEqual({ name: 'taken' });
  });

  test('names the field beside the sentence where the form has no such input', () => {
    expect(errorsOf({ kind: 'invalid', field: 'linkSeed', message: 'is too long', clock: null }, ['name'], WORDS)).toEqual({ [WHOLE]: 'linkSeed: is too long' });
    expect(errorsOf({ kind: 'forbidden' }, [], WORDS)).toEqual({ [WHOLE]: 'forbidden' });
    expect(errorsOf({ kind: 'failed', message: '' }, [], WORDS)).toEqual({ [WHOLE]: 'failed' });
    expect(errorsOf({ kind: 'ok', data: null }, [], WORDS)).toEqual({});
  });
});

describe('what is looked at', () => {
  test('errors come before warnings, and only they keep a rendition from being sent', () => {
    const issue = (level: 'error' | 'warning', code: string) => ({ level, code, field: 'body', message: code });
    expect(inOrder([issue('warning', 'w'), issue('error', 'e')]).map(({ code }) => code)).toEqual(['e', 'w']);
    expect([blocks([issue('warning', 'w')]), blocks([issue('error', 'e')])]).toEqual([false, true]);
    expect([fillOf({ used: 89, max: 100 }), fillOf({ used: 90, max: 100 }), fillOf({ used: 100, max: 100 }), fillOf({ used: 101, max: 100 }), fillOf({ used: 0, max: 0 })]).toEqual(['within', 'nearly', 'nearly', 'over', 'within']);
  });

  test('a channel that was taken out of the plan keeps what was sent to it, and what is live and was never sent is told apart', () => {
    const old: DeliveryView = { ...deliveryOf('d', 'published', []), channel: { key: 'old', name: 'Old', platform: 'slack', account: '' } };
    const data: Pick<GetDistribution.Data, 'plan' | 'renditions' | 'deliveries' | 'channels'> = {
      plan: [{ channel: 'tg', timing: { kind: 'same' }, name: 'Telegram', platform: 'telegram', dueAt: null }],
      renditions: [renditionOf('tg'), renditionOf('tg', { variant: 'b' }), renditionOf('other')],
      deliveries: [old],
      channels: [{ key: 'tg', name: 'Telegram', platform: 'telegram', account: '@ridge', status: 'active' }],
    };
    const rows = rowsOf(data);
    expect(rows.map(({ channel, account, renditions, delivery }) => [channel, account, renditions.length, delivery?.key ?? null])).toEqual([
      ['tg', '@ridge', 2, null],
      ['old', 'Old', 0, 'd'],
    ]);
    expect(unsent(rows).map(({ channel }) => channel)).toEqual(['tg']);
  });

  test('the board has a place for every state, what should be gone first', () => {
    expect([...ORDER].sort()).toEqual([...DELIVERY_STATES].sort());
    expect(groupsOf({ published: 3, uncertain: 1, 'remove-by-hand': 1 }, '')).toEqual(['remove-by-hand', 'uncertain', 'published']);
    expect(groupsOf({ published: 3 }, 'failed')).toEqual(['failed']);
  });

  test('tasks stand in the order in which they are due, and those without a time last', () => {
    const due = (key: string, dueAt: string | null): DeliveryView => deliveryOf(key, 'task', ['done'], { dueAt });
    expect(byDue([due('none', null), due('late', '2026-11-21T08:00:00.000Z'), due('soon', '2026-11-20T08:00:00.000Z')]).map(({ key }) => key)).toEqual(['soon', 'late', 'none']);
  });

  test('every state, metric and unit has a word', () => {
    const keys = new Set(Object.keys(en));
    const words = [...DELIVERY_STATES.map((state) => `deliveryState.${state}`), ...METRICS.map((metric) => `metric.${metric}`), ...[...UNITS, 'bytes', 'count'].map((unit) => `unit.${unit}`)];
    expect(words.filter((key) => !keys.has(key))).toEqual([]);
  });
});
