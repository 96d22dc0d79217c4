import { useState } from 'react';
import { useNotification } from '@strapi/strapi/admin';
import type { DecideQueueItem, DecisionRequest, ItemView } from '../../../../../../contracts/moderation/queue';
import type { Answer } from '../../../../api/answer';
import { useModerationApi } from '../../../../api/moderation';
import type { Refusal } from '../../../../api/types';
import { useText } from '../../../../i18n/use-text';
import { adoptedAddress } from '../adopted';

/** The admin may stand elsewhere than at `/admin`; a notification's link knows no router. */
const adminBase = (): string => window.location.pathname.split('/plugins/')[0] ?? '';

type Decided = DecideQueueItem.Response['data'];

export type Notice =
  /** Somebody else was faster; `latest` is the item as it is now, where it is still there. */
  | { readonly kind: 'conflict'; readonly refusal: Refusal; readonly latest: ItemView | null }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'problem'; readonly message: string };

export interface Sending {
  readonly busy: boolean;
  readonly notice: Notice | null;
  readonly send: (request: DecisionRequest) => Promise<boolean>;
}

/** Sends a decision about what is on the screen; `onDone` gets what came of it. */
export const useDecision = (item: ItemView, onDone: (decided: Decided) => void): Sending => {
  const text = useText();
  const api = useModerationApi();
  const { toggleNotification } = useNotification();
  const [busy, setBusy] = useState(false);
  const [notice, setNotice] = useState<Notice | null>(null);

  const tell = ({ decision }: Decided): void => {
    const link = decision.made === null ? {} : { link: { url: `${adminBase()}${adoptedAddress(decision.made)}`, label: text('moderation.adopted.open') } };
    toggleNotification({ type: 'success', message: text(`moderation.done.${decision.action === 'revert' ? 'ignore' : decision.action}`), ...link });
  };

  const noticeOf = async (answer: Exclude<Answer<Decided>, { kind: 'ok' }>): Promise<Notice | null> => {
    if (answer.kind === 'aborted') return null;
    if (answer.kind === 'refused' && answer.refusal.kind === 'conflict') {
      const now = await api.item(item.id);
      return { kind: 'conflict', refusal: answer.refusal, latest: now.kind === 'ok' ? now.data : null };
    }
    if (answer.kind === 'refused') return { kind: 'refused', refusal: answer.refusal };
    if (answer.kind === 'forbidden') return { kind: 'problem', message: text('dialog.forbidden') };
    return { kind: 'problem', message: answer.kind !== 'conflict' && answer.message !== '' ? answer.message : text('dialog.failed') };
  };

  const send = async (request: DecisionRequest): Promise<boolean> => {
    setBusy(true);
    const answer = await api.decide(item.id, { ...request, expectedVersion: item.version, contentHash: item.contentHash });
    if (answer.kind === 'ok') {
      setBusy(false);
      tell(answer.data);
      onDone(answer.data);
      return true;
    }
    setNotice(await noticeOf(answer));
    setBusy(false);
    return false;
  };

  return { busy, notice, send };
};
