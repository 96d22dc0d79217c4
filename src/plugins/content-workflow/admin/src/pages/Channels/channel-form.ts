/** A channel as it is typed, and as it is sent. All values are text while they are typed. Pure. */
import type { ChannelInput, ChannelView, PlatformView } from '../../../../contracts/distribution';
import { isWebAddress } from '../../distribution/action-form';

export type ChannelValues = Readonly<Record<string, string>>;
export type PlatformField = PlatformView['fields'][number];

export interface ChannelProblem {
  readonly input: string;
  readonly code: 'required' | 'number' | 'url' | 'key';
}

/** As the server takes them. */
const KEY = /^[a-z][a-z0-9-]*$/;
const LONGEST_KEY = 48;

const YES = 'yes';

/** The name that an input has, as the server names it in its answers. */
export const inputOfField = ({ name, kind }: PlatformField): string => `${kind === 'secret' ? 'secrets' : 'settings'}.${name}`;

/** Says that a secret is to be emptied; typing nothing leaves it as it is. */
export const clearedInput = (field: PlatformField): string => `${inputOfField(field)}.cleared`;

export const inputsOf = (fields: readonly PlatformField[]): string[] => ['name', 'key', 'account', 'communities', ...fields.map(inputOfField)];

const typedValue = (value: unknown): string => {
  if (value === true) return YES;
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string' || typeof one === 'number').join('\n');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

export const initialChannel = (fields: readonly PlatformField[], channel: ChannelView | null): ChannelValues => ({
  name: channel?.name ?? '',
  key: channel?.key ?? '',
  account: channel?.account ?? '',
  communities: channel?.communities.join('\n') ?? '',
  ...Object.fromEntries(fields.filter(({ kind }) => kind !== 'secret').map((field) => [inputOfField(field), typedValue(channel?.settings[field.name])])),
});

/** What may be kept in the browser until it is sent: never a secret. */
export const keepable = (values: ChannelValues): ChannelValues => Object.fromEntries(Object.entries(values).filter(([input]) => !input.startsWith('secrets.')));

export const linesOf = (typed: string): string[] =>
  typed
    .split(/[\n,，、]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** A key from a name, where its letters allow one; the platform's own name otherwise. */
export const keyFrom = (name: string, platform: string, taken: readonly string[]): string => {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  // With room for a number behind it.
  const base = (/^[a-z]/.test(words) ? words : [platform, words].filter((part) => part !== '').join('-')).slice(0, LONGEST_KEY - 4).replace(/-+$/, '');
  if (!taken.includes(base)) return base;
  for (let n = 2; ; n += 1) if (!taken.includes(`${base}-${n}`)) return `${base}-${n}`;
};

const said = (values: ChannelValues, input: string): string => (values[input] ?? '').trim();

const fieldProblem = (field: PlatformField, values: ChannelValues, channel: ChannelView | null): ChannelProblem[] => {
  const input = inputOfField(field);
  const typed = said(values, input);
  const isKept = field.kind === 'secret' && channel?.secrets.includes(field.name) === true && values[clearedInput(field)] !== YES;
  if (typed === '') return field.required && !isKept && field.kind !== 'flag' ? [{ input, code: 'required' }] : [];
  if (field.kind === 'number' && !Number.isFinite(Number(typed))) return [{ input, code: 'number' }];
  return field.kind === 'url' && !isWebAddress(typed) ? [{ input, code: 'url' }] : [];
};

export const channelProblems = (values: ChannelValues, fields: readonly PlatformField[], channel: ChannelView | null): ChannelProblem[] => {
  const key = said(values, 'key');
  return [
    ...(said(values, 'name') === '' ? [{ input: 'name', code: 'required' } as const] : []),
    ...(key === '' ? [{ input: 'key', code: 'required' } as const] : KEY.test(key) && key.length <= LONGEST_KEY ? [] : [{ input: 'key', code: 'key' } as const]),
    ...fields.flatMap((field) => fieldProblem(field, values, channel)),
  ];
};

/** `undefined` where nothing was typed: then the platform's own default holds. */
const settingOf = ({ kind }: PlatformField, typed: string): unknown => {
  if (kind === 'flag') return typed === YES;
  if (kind === 'list') return linesOf(typed);
  if (typed === '') return undefined;
  return kind === 'number' ? Number(typed) : typed;
};

/** Settings that the form does not know stay as they are; a secret that was not typed is left out, and so stays too. */
export const channelInput = (values: ChannelValues, fields: readonly PlatformField[], channel: ChannelView | null): ChannelInput => {
  const settings: Record<string, unknown> = { ...channel?.settings };
  for (const field of fields.filter(({ kind }) => kind !== 'secret')) {
    const value = settingOf(field, said(values, inputOfField(field)));
    if (value === undefined) delete settings[field.name];
    else settings[field.name] = value;
  }
  const secrets = fields.flatMap((field): [string, string | null][] => {
    if (field.kind !== 'secret') return [];
    const typed = said(values, inputOfField(field));
    if (typed !== '') return [[field.name, typed]];
    return values[clearedInput(field)] === YES ? [[field.name, null]] : [];
  });
  return { name: said(values, 'name'), account: said(values, 'account'), communities: linesOf(values.communities ?? ''), settings, secrets: Object.fromEntries(secrets) };
};

export const isChanged = (values: ChannelValues, before: ChannelValues): boolean => [...new Set([...Object.keys(values), ...Object.keys(before)])].some((input) => (values[input] ?? '') !== (before[input] ?? ''));
