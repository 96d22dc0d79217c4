import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { PLUGIN_ID } from '../plugin-id';
import type en from '../translations/en.json';

export type MessageKey = keyof typeof en;
export type Values = Readonly<Record<string, string | number>>;

/** `off-topic`, `LIVE_WITHOUT_APPROVAL` or `trackedLinks` as words, for codes that no catalogue knows. */
export const humanise = (code: string): string => {
  const words = code.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[-_.]+/g, ' ').trim().toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export interface Text {
  (key: MessageKey, values?: Values): string;
  /** The word for a code that the server may extend; `null` when the catalogue has none. */
  readonly lookUp: (key: string, values?: Values) => string | null;
  /** The same, falling back to the code itself in readable form. */
  readonly named: (group: CodeGroup, code: string) => string;
  /** What editors call an attribute of a content type or a component. */
  readonly field: (uid: string, name: string) => string;
  /** A display name, or one of the values of an attribute: Strapi translates such words by themselves. */
  readonly own: (word: string) => string;
}

export type CodeGroup = 'state' | 'event' | 'happened' | 'reason' | 'role' | 'permission' | 'alert' | 'held' | 'problem' | 'field' | 'step' | 'violation' | 'severity' | 'aggravator' | 'lane' | 'experimentOutcome' | 'deliveryState' | 'deliveryAction' | 'distributionState' | 'channelStatus' | 'metric' | 'unit';

const ARGUMENT = /\{\s*(\w+)\s*[,}]/g;

export const useText = (): Text => {
  const { formatMessage, messages } = useIntl();
  return useMemo(() => {
    const idOf = (key: string): string => `${PLUGIN_ID}.${key}`;
    const say = (key: string, values: Values = {}): string => formatMessage({ id: idOf(key) }, values);
    const lookUp = (key: string, values: Values = {}): string | null => {
      const message = messages[idOf(key)];
      if (message === undefined) return null;
      // An older or newer server may leave an argument out; its own sentence is better than one with a hole.
      const complete = typeof message !== 'string' || [...message.matchAll(ARGUMENT)].every(([, name]) => name !== undefined && name in values);
      return complete ? say(key, values) : null;
    };
    const field = (uid: string, name: string): string => {
      const attribute = name.split('.')[0] ?? name;
      const message = messages[`content-manager.content-types.${uid}.${attribute}`] ?? messages[`content-manager.components.${uid}.${attribute}`];
      return typeof message === 'string' ? message : humanise(name);
    };
    return Object.assign((key: MessageKey, values?: Values) => say(key, values), {
      lookUp,
      named: (group: CodeGroup, code: string) => lookUp(`${group}.${code}`) ?? humanise(code),
      field,
      own: (word: string) => (typeof messages[word] === 'string' ? formatMessage({ id: word }) : word),
    });
  }, [formatMessage, messages]);
};
