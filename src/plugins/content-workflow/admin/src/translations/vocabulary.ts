/** The words that the domain asks of every language, for a test to compare with the catalogues. Pure. */
export interface Vocabulary {
  readonly states: readonly string[];
  /** What people do: each has a button, an explanation and a past. */
  readonly events: readonly string[];
  /** What only happens. */
  readonly internalEvents: readonly string[];
  readonly refusals: readonly string[];
  readonly permissions: readonly string[];
}

export const keysFor = ({ states, events, internalEvents, refusals, permissions }: Vocabulary): string[] => [
  ...states.map((code) => `state.${code}`),
  ...events.flatMap((code) => [`event.${code}`, `event.${code}.help`, `happened.${code}`]),
  ...internalEvents.map((code) => `happened.${code}`),
  ...refusals.flatMap((code) => [`refusal.${code}.message`, `refusal.${code}.next`]),
  ...permissions.map((code) => `permission.${code}`),
];
