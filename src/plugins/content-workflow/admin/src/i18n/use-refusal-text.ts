import { useMemo } from 'react';
import type { CheckResult, Refusal } from '../api/types';
import { useText, type Text, type Values } from './use-text';
import { useTimes, type Times } from './use-times';

export interface RefusalText {
  readonly message: string;
  /** Who could pass, in words; empty when nobody can in this state. */
  readonly who: readonly string[];
  readonly next: string;
  /** What Strapi or the gate said in its own words, where a translation can not hold the cause. */
  readonly cause: string | null;
}

const CAUSED_ELSEWHERE: ReadonlySet<string> = new Set(['PUBLISH_FAILED', 'GATE_CLOSED']);

const isCheck = (item: unknown): item is Pick<CheckResult, 'field' | 'problem'> => typeof item === 'object' && item !== null && 'field' in item;

/** Particulars that are lists of things with names of their own. */
const listed = (name: string, items: readonly unknown[], text: Text, uid: string): string[] =>
  items.flatMap((item) => {
    if (isCheck(item)) return [`${text.field(uid, item.field)} (${text.named('problem', item.problem ?? 'missing')})`];
    if (typeof item !== 'string') return [];
    if (name === 'possible') return [text.named('event', item)];
    if (name === 'way') return [text.named('state', item)];
    if (name === 'roles') return [text.named('role', item)];
    if (name === 'allowed') return [text.named('reason', item)];
    return [text.named('field', item)];
  });

const valuesOf = (refusal: Refusal, uid: string, text: Text, times: Times): Values => {
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(refusal.params ?? {})) {
    if (typeof value === 'number') values[name] = value;
    else if (Array.isArray(value)) values[name] = times.list(listed(name, value, text, uid));
    else if (typeof value !== 'string') continue;
    else if (name === 'column') values[name] = text.named('state', value);
    else if (name === 'event' || name === 'state' || name === 'permission') values[name] = text.named(name, value);
    else if (name === 'from' || name === 'to') values[name] = times.exact(value);
    else values[name] = value;
  }
  return values;
};

const CODE = /^[a-z][a-z0-9-]*$/;

/** `who` holds permissions, role codes or people's names; only codes are translated. */
const person = (who: string, text: Text): string => {
  const permission = text.lookUp(`permission.${who}`);
  if (permission !== null) return text('refusal.whoever', { permission });
  return CODE.test(who) ? text.named('role', who) : who;
};

/**
 * A refusal in the viewer's language. A code can have a sentence of its own for one guard; a code that the catalogue does
 * not know is told in the server's English.
 */
export const useRefusalText = (uid: string): ((refusal: Refusal) => RefusalText) => {
  const text = useText();
  const times = useTimes();
  return useMemo(
    () => (refusal) => {
      const values = valuesOf(refusal, uid, text, times);
      const sentence = (part: 'message' | 'next'): string =>
        text.lookUp(`refusal.${refusal.code}.${refusal.guard}.${part}`, values) ?? text.lookUp(`refusal.${refusal.code}.${part}`, values) ?? refusal[part];
      return { message: sentence('message'), who: refusal.who.map((who) => person(who, text)), next: sentence('next'), cause: CAUSED_ELSEWHERE.has(refusal.code) ? refusal.message : null };
    },
    [text, times, uid]
  );
};
