import { Fragment, type ReactNode } from 'react';
import { Added, Highlight, Removed } from './looks';
import { useContentView, type Spot } from './view';

interface Segment {
  readonly text: string;
  readonly at: number;
  readonly spot: Spot | null;
}

/** A run of text cut where commented passages begin and end; of passages that overlap the earlier one is shown. */
const segmentsOf = (text: string, at: number, spots: readonly Spot[]): Segment[] => {
  const end = at + text.length;
  const cuts = [...new Set([at, end, ...spots.flatMap((spot) => [spot.start, spot.end])])].filter((cut) => cut >= at && cut <= end).sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, i) => {
    const to = cuts[i + 1] ?? end;
    return { text: text.slice(from - at, to - at), at: from, spot: spots.find((spot) => spot.start <= from && spot.end >= to) ?? null };
  });
};

/** Text that is part of the content as it will be. `data-at` is its place, by which a selection finds its passage. */
const Spoken = ({ text, at, path }: { readonly text: string; readonly at: number; readonly path: string }) => {
  const { spotsOf, active, onSpot } = useContentView();
  return (
    <>
      {segmentsOf(text, at, spotsOf(path)).map((segment) =>
        segment.spot === null ? (
          <span key={segment.at} data-at={segment.at}>
            {segment.text}
          </span>
        ) : (
          <Highlight key={segment.at} data-at={segment.at} $active={segment.spot.threadId === active} onClick={() => onSpot(segment.spot?.threadId ?? 0)}>
            {segment.text}
          </Highlight>
        )
      )}
    </>
  );
};

interface RunProps {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
  readonly at: number;
  /** `null` for words on which no passage can be selected. */
  readonly path: string | null;
  /** Wraps the words in their style. */
  readonly styled?: (words: ReactNode) => ReactNode;
}

/** One run of a comparison; what was removed has no place in the text and can not be commented on. */
export const RunOfWords = ({ kind, text, at, path, styled = (words) => words }: RunProps) => {
  const { marked } = useContentView();
  if (kind === 'removed') return marked ? <Removed>{styled(text)}</Removed> : null;
  const words = styled(path === null ? text : <Spoken text={text} at={at} path={path} />);
  return kind === 'added' && marked ? <Added>{words}</Added> : <>{words}</>;
};

interface Placed<T> {
  readonly run: T;
  readonly at: number;
}

/** Each run with its place in the text as it will be. */
export const placed = <T extends { readonly kind: string; readonly text: string }>(runs: readonly T[], from = 0): Placed<T>[] => {
  let at = from;
  return runs.map((run) => {
    const here = { run, at };
    if (run.kind !== 'removed') at += run.text.length;
    return here;
  });
};

export const Words = ({ runs, path }: { readonly runs: readonly { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }[]; readonly path: string | null }) => (
  <>
    {placed(runs).map(({ run, at }, i) => (
      <Fragment key={i}>
        <RunOfWords kind={run.kind} text={run.text} at={at} path={path} />
      </Fragment>
    ))}
  </>
);
