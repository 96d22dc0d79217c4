import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { GetDistribution } from '../../../../contracts/distribution';
import type { PieceView } from '../../../../contracts/piece';
import type { GetComparison } from '../../../../contracts/review';
import { useChanges } from '../../api/changes';
import type { Answer } from '../../api/answer';
import { useWorkflowApi, type WorkflowApi } from '../../api/client';
import { useDistributionApi } from '../../api/distribution';
import type { Refusal, Subject } from '../../api/types';
import { rememberPiece, usePiece } from '../../piece/piece-store';

export type Comparison = GetComparison.Response['data'];

/** The content as it will be, with the changes since a version, or with the changes since it was shown. */
export type Looking = 'plain' | 'live' | 'reviewed' | 'shown';

interface Loaded {
  readonly piece: Answer<PieceView>;
  readonly comparison: Answer<Comparison>;
  readonly distribution: Answer<GetDistribution.Data>;
}

export type Review =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'ready'; readonly subject: Subject; readonly comparison: Comparison; readonly distribution: GetDistribution.Data | null };

const againstOf = (looking: Exclude<Looking, 'shown'>): 'live' | 'reviewed' => (looking === 'reviewed' ? 'reviewed' : 'live');

const keyOf = (id: number, against: string): string => `${id} ${against}`;

/** The next piece of the queue, fetched while this one is read. Kept for as long as somebody reads one. */
const ahead = new Map<string, Promise<Loaded>>();
const MAX_AHEAD = 3;

type Fetch = (id: number, against: string) => Promise<Loaded>;

const fetchWith =
  (api: WorkflowApi, ofPiece: (id: number) => Promise<Answer<GetDistribution.Data>>): Fetch =>
  async (id, against) => {
    const [piece, comparison] = await Promise.all([api.piece(id), api.comparison(id, { against })]);
    // After the comparison, whose hash covers them: what channels are given can only be as old as what is approved, and what is newer the server refuses.
    return { piece, comparison, distribution: await ofPiece(id) };
  };

const useFetch = (): Fetch => {
  const api = useWorkflowApi();
  const { ofPiece } = useDistributionApi();
  return useMemo(() => fetchWith(api, ofPiece), [api, ofPiece]);
};

export const usePrefetch = (id: number | null, looking: Looking): void => {
  const fetchAll = useFetch();
  const against = againstOf(looking === 'shown' ? 'live' : looking);
  useEffect(() => {
    if (id === null || ahead.has(keyOf(id, against))) return;
    const oldest = [...ahead.keys()][0];
    if (ahead.size >= MAX_AHEAD && oldest !== undefined) ahead.delete(oldest);
    ahead.set(keyOf(id, against), fetchAll(id, against));
  }, [fetchAll, id, against]);
};

/** What was fetched ahead of a piece that changed is not shown any more. */
const forgetAhead = (id: number | null): void => {
  for (const key of [...ahead.keys()]) if (id === null || key.startsWith(`${id} `)) ahead.delete(key);
};

export interface ReviewState {
  readonly review: Review;
  readonly view: PieceView | null;
  /** The content is no longer the one on the page. */
  readonly isStale: boolean;
  /** The page shows what changed since it was opened. */
  readonly sinceShown: boolean;
  readonly showChanges: () => Promise<void>;
  readonly reload: () => Promise<void>;
}

const NOBODY: Subject = { uid: '', documentId: '', locale: '' };

/** One piece and its content. What is on the page stays until its reader asks for what it is now. */
export const useReview = (id: number, looking: Exclude<Looking, 'shown'>): ReviewState => {
  const api = useWorkflowApi();
  const fetchAll = useFetch();
  const [review, setReview] = useState<Review>({ kind: 'loading' });
  const [sinceShown, setSinceShown] = useState(false);
  const against = againstOf(looking);
  const stored = usePiece(review.kind === 'ready' ? review.subject : NOBODY);
  const view = review.kind === 'ready' && stored.kind === 'ready' && stored.view.id === id ? stored.view : null;
  const turn = useRef(0);

  const show = useCallback(({ piece, comparison, distribution }: Loaded): void => {
    const failed = [piece, comparison].find(({ kind }) => kind !== 'ok' && kind !== 'aborted');
    if (failed?.kind === 'refused') return setReview({ kind: 'refused', refusal: failed.refusal });
    if (failed !== undefined) return setReview({ kind: 'failed', message: 'message' in failed ? failed.message : '' });
    // Nobody is to approve what they were not shown: without what channels are given there is nothing to decide on.
    if (distribution.kind === 'failed') return setReview({ kind: 'failed', message: distribution.message });
    if (piece.kind !== 'ok' || comparison.kind !== 'ok') return;
    const { uid, documentId, locale } = piece.data;
    rememberPiece(piece.data);
    setReview({ kind: 'ready', subject: { uid, documentId, locale }, comparison: comparison.data, distribution: distribution.kind === 'ok' ? distribution.data : null });
  }, []);

  const load = useCallback(
    async (fresh: boolean): Promise<void> => {
      turn.current += 1;
      const mine = turn.current;
      const key = keyOf(id, against);
      const early = fresh ? undefined : ahead.get(key);
      ahead.delete(key);
      const first = await (early ?? fetchAll(id, against));
      // What was asked for by a page that is gone was given up with it.
      const isGivenUp = early !== undefined && [first.piece, first.comparison, first.distribution].some(({ kind }) => kind === 'aborted' || kind === 'failed');
      const loaded = isGivenUp ? await fetchAll(id, against) : first;
      if (turn.current !== mine) return;
      setSinceShown(false);
      show(loaded);
    },
    [fetchAll, id, against, show]
  );

  useEffect(() => void load(false), [load]);

  useChanges(({ pieces, missed }) => {
    if (missed) forgetAhead(null);
    for (const piece of pieces) forgetAhead(piece.id);
    if (!missed && !pieces.some((piece) => piece.id === id)) return;
    void api.piece(id).then((answer) => (answer.kind === 'ok' ? rememberPiece(answer.data) : undefined));
  });

  const shownHash = review.kind === 'ready' ? review.comparison.hash : null;
  const shown = review.kind === 'ready' ? review.comparison.shown : null;
  const showChanges = useCallback(async (): Promise<void> => {
    if (shownHash === null) return;
    turn.current += 1;
    const mine = turn.current;
    const loaded = await fetchAll(id, shownHash);
    if (turn.current !== mine) return;
    // A version that was never frozen can not be compared with; then the content is shown as it is now.
    if (loaded.comparison.kind === 'refused') return load(true);
    setSinceShown(true);
    show(loaded);
  }, [fetchAll, id, shownHash, show, load]);

  return { review, view, isStale: view !== null && shown !== null && view.shown !== shown, sinceShown, showChanges, reload: () => load(true) };
};
