import { useEffect, useState } from 'react';
import type { RungView } from '../../../../../../contracts/moderation/members';
import { useModerationApi } from '../../../../api/moderation';
import { Note } from '../../../../components/Note';
import { useText } from '../../../../i18n/use-text';
import { sanctionIn, type DecisionValues } from './form';

type Answer = { readonly kind: 'unknown' } | { readonly kind: 'known'; readonly rung: RungView };

/** What the rules lead to with this sender's past, as the server computes it; nothing is done by looking. */
export const StepPreview = ({ sender, values }: { readonly sender: string; readonly values: DecisionValues }) => {
  const text = useText();
  const api = useModerationApi();
  const sanction = sanctionIn(values);
  const asked = sanction === null ? null : JSON.stringify(sanction);
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    setAnswer(null);
    if (asked === null) return undefined;
    // Of two questions that overlap, the later one's answer is the truth.
    let isLatest = true;
    void api.previewStrike(sender, JSON.parse(asked) as NonNullable<typeof sanction>).then((told) => {
      if (isLatest && told.kind !== 'aborted') setAnswer(told.kind === 'ok' ? { kind: 'known', rung: told.data } : { kind: 'unknown' });
    });
    return () => {
      isLatest = false;
    };
  }, [api, sender, asked]);

  if (answer === null) return null;
  if (answer.kind === 'unknown') return <Note tone="neutral" role="status" title={text('moderation.sanction.unknown')} />;
  const { step, meanwhile, needsSecond } = answer.rung;
  return (
    <Note tone={step >= 4 ? 'danger' : 'warning'} role="status" title={text('moderation.sanction.result', { step: text(`moderation.step.${step}`) })}>
      {needsSecond ? text('moderation.sanction.second', { meanwhile: text(`moderation.step.${meanwhile}`) }) : null}
    </Note>
  );
};
