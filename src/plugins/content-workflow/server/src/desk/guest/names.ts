/** What the parts of a payload are called in the reader's language: as the configuration says, or the attribute's own name as words. */
import type { Attribute, Schema } from '../../engine/schema';

export interface Names {
  readonly of: (attribute: string) => string;
  /** The words for a choice; `null` for a text that is no choice. */
  readonly choice: (attribute: string, value: string) => string | null;
  /** The names inside of a component that stands under the attribute. */
  readonly inside: (attribute: string, part: Readonly<Record<string, unknown>>) => Names;
}

export type Labels = Readonly<Record<string, string>>;

/** `null` for what is no model: a payload may name a component that is gone. */
export type ModelOf = (uid: string) => Schema | null;

/** `trackedLinks` as people read it. */
const asWords = (attribute: string): string => {
  const words = attribute.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const componentOf = (attribute: Attribute | undefined, part: Readonly<Record<string, unknown>>): string => attribute?.component ?? (typeof part.component === 'string' ? part.component : '');

export const namesIn = (modelOf: ModelOf, labels: Labels, uid: string): Names => {
  const attributes = modelOf(uid)?.attributes ?? {};
  return {
    of: (attribute) => labels[`content-manager.content-types.${uid}.${attribute}`] ?? labels[`content-manager.components.${uid}.${attribute}`] ?? asWords(attribute),
    choice: (attribute, value) => (attributes[attribute]?.type === 'enumeration' ? (labels[value] ?? value) : null),
    inside: (attribute, part) => namesIn(modelOf, labels, componentOf(attributes[attribute], part)),
  };
};
