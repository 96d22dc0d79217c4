import { useCallback, useEffect, useState } from 'react';
import type { CreateComment, ThreadView } from '../../../../../contracts/review';
import { useChanges } from '../../../api/changes';
import type { Answer } from '../../../api/answer';
import { useWorkflowApi } from '../../../api/client';

export interface Comments {
  readonly threads: readonly ThreadView[];
  readonly kind: 'loading' | 'failed' | 'ready';
  readonly create: (body: CreateComment.Request) => Promise<Answer<ThreadView>>;
  readonly reply: (id: number, body: string) => Promise<Answer<ThreadView>>;
  readonly edit: (id: number, body: string) => Promise<Answer<ThreadView>>;
  readonly remove: (id: number) => Promise<Answer<ThreadView>>;
  readonly settle: (id: number, act: 'resolve' | 'reopen') => Promise<Answer<ThreadView>>;
}

const withThread = (threads: readonly ThreadView[], thread: ThreadView): ThreadView[] =>
  threads.some(({ id }) => id === thread.id) ? threads.map((one) => (one.id === thread.id ? thread : one)) : [...threads, thread];

/** The threads of a piece. `hash` changes with its content, and the places of the passages with it. */
export const useComments = (pieceId: number, hash: string): Comments => {
  const api = useWorkflowApi();
  const [state, setState] = useState<{ readonly kind: Comments['kind']; readonly threads: readonly ThreadView[] }>({ kind: 'loading', threads: [] });

  const load = useCallback(async (): Promise<void> => {
    const answer = await api.comments(pieceId);
    if (answer.kind === 'aborted') return;
    setState((shown) => (answer.kind === 'ok' ? { kind: 'ready', threads: answer.data } : { ...shown, kind: shown.kind === 'ready' ? 'ready' : 'failed' }));
  }, [api, pieceId]);

  useEffect(() => void load(), [load, hash]);
  useChanges(({ pieces, missed }) => {
    if (missed || pieces.some(({ id }) => id === pieceId)) void load();
  });

  const keep = useCallback(async (answer: Promise<Answer<ThreadView>>): Promise<Answer<ThreadView>> => {
    const settled = await answer;
    if (settled.kind === 'ok') setState(({ threads }) => ({ kind: 'ready', threads: withThread(threads, settled.data) }));
    return settled;
  }, []);

  return {
    ...state,
    create: (body) => keep(api.comment(pieceId, body)),
    reply: (id, body) => keep(api.replyTo(id, { body })),
    edit: (id, body) => keep(api.editComment(id, { body })),
    remove: (id) => keep(api.removeComment(id)),
    settle: (id, act) => keep(api.settleComment(id, act)),
  };
};
