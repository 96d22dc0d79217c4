/** Cuts a text where rules matched, so that each match can be shown in its place. Pure. */
import type { SignalView } from '../../../../../contracts/moderation/queue';

export interface Cut {
  readonly text: string;
  /** The signals whose span covers it, in their order; none for what no rule matched. */
  readonly signals: readonly number[];
}

/** Spans are UTF-16 offsets; one that does not fit the text, such as of an earlier revision, is cut to it. */
export const cutsOf = (field: string, text: string, signals: readonly Pick<SignalView, 'id' | 'span'>[]): Cut[] => {
  const spans = signals.flatMap(({ id, span }) => {
    if (span?.field !== field) return [];
    const [from, to] = [Math.max(0, span.from), Math.min(text.length, span.to)];
    return from < to ? [{ id, from, to }] : [];
  });
  const edges = [...new Set([0, text.length, ...spans.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
  return edges.slice(0, -1).map((from, i) => {
    const to = edges[i + 1] ?? text.length;
    return { text: text.slice(from, to), signals: spans.filter((span) => span.from <= from && span.to >= to).map(({ id }) => id) };
  });
};
