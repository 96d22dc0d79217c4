/** Catalogue checks for tests: pure, so that they run without a browser. */
export type Messages = Readonly<Record<string, string>>;

export interface Vocabulary {
  readonly states: readonly string[];
  readonly events: readonly string[];
  readonly internalEvents: readonly string[];
  readonly refusals: readonly string[];
  readonly permissions: readonly string[];
}

/** The keys that a vocabulary of the domain asks for. */
export const keysFor = (vocabulary: Vocabulary): string[] => [
  ...vocabulary.states.map((code) => `state.${code}`),
  ...vocabulary.events.flatMap((code) => [`event.${code}`, `event.${code}.help`, `happened.${code}`]),
  ...vocabulary.internalEvents.map((code) => `happened.${code}`),
  ...vocabulary.refusals.flatMap((code) => [`refusal.${code}.message`, `refusal.${code}.next`]),
  ...vocabulary.permissions.map((code) => `permission.${code}`),
];

/** Names of the ICU arguments of a message, sorted. */
const argumentsOf = (message: string): string[] => [...new Set([...message.matchAll(/\{\s*(\w+)\s*[,}]/g)].map(([, name]) => name ?? ''))].sort();

/**
 * What is wrong with the catalogues, one sentence each; empty when every language has the same keys with the same
 * arguments, nothing is blank, and every key of the vocabulary is there.
 */
export const catalogueProblems = (catalogues: Readonly<Record<string, Messages>>, vocabulary: Vocabulary): string[] => {
  const names = Object.keys(catalogues);
  const everyKey = new Set([...keysFor(vocabulary), ...Object.values(catalogues).flatMap((messages) => Object.keys(messages))]);
  return [...everyKey].sort().flatMap((key) => {
    const texts = names.map((name) => [name, catalogues[name]?.[key]] as const);
    const absent = texts.filter(([, text]) => text === undefined || text.trim() === '').map(([name]) => `${name}: "${key}" has no text`);
    if (absent.length > 0) return absent;
    const [first, ...others] = texts.map(([name, text]) => ({ name, found: argumentsOf(text ?? '').join(', ') }));
    return others.filter((other) => other.found !== first?.found).map((other) => `${other.name}: "${key}" takes {${other.found}}, but ${first?.name} takes {${first?.found}}`);
  });
};
