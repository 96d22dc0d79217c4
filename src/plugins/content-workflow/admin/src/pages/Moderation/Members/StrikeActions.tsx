import { useState } from 'react';
import { Button, Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import type { MemberView, StrikeView } from '../../../../../contracts/moderation/members';
import { useSanctionsApi } from '../../../api/sanctions';
import { useText } from '../../../i18n/use-text';
import { ReasonDialog } from '../sanctions/ReasonDialog';
import { useMayLead } from '../sanctions/use-may-lead';

type Act = 'propose' | 'confirm' | 'decline' | 'lift';

interface Props {
  readonly strike: StrikeView;
  readonly onDone: (member: MemberView) => void;
}

/** What can be done about a strike; who may not do it is told why by the server. */
export const StrikeActions = ({ strike, onDone }: Props) => {
  const text = useText();
  const api = useSanctionsApi();
  const mayLead = useMayLead();
  const [act, setAct] = useState<Act | null>(null);
  const [step, setStep] = useState<4 | 5>(strike.step < 4 ? 4 : 5);
  if (strike.overruled !== null) return null;

  const isProposed = strike.proposal?.state === 'open';
  const offered: readonly Act[] = [...(isProposed || strike.step === 5 ? [] : (['propose'] as const)), ...(mayLead && isProposed ? (['confirm', 'decline'] as const) : []), ...(mayLead ? (['lift'] as const) : [])];
  const done = (member: MemberView): void => {
    setAct(null);
    onDone(member);
  };
  return (
    <>
      {offered.map((one) => (
        <Button key={one} size="S" variant={one === 'confirm' ? 'danger-light' : 'tertiary'} onClick={() => setAct(one)}>
          {text(`sanction.act.${one}`)}
        </Button>
      ))}
      {act === null ? null : (
        <ReasonDialog
          title={text(`sanction.act.${act}.title`, { reference: strike.reference })}
          help={text(`sanction.act.${act}.help`)}
          label={text('sanction.reason')}
          action={text(`sanction.act.${act}`)}
          tone={act === 'confirm' ? 'danger' : 'default'}
          send={(reason) => (act === 'propose' ? api.propose(strike.id, { step, reason }) : api.settle(strike.id, act, reason))}
          onDone={done}
          onClose={() => setAct(null)}
        >
          {act === 'propose' ? (
            <Field.Root name="step">
              <Field.Label>{text('sanction.step')}</Field.Label>
              <SingleSelect value={String(step)} onChange={(chosen) => setStep(String(chosen) === '5' ? 5 : 4)}>
                {strike.step < 4 ? <SingleSelectOption value="4">{text('sanction.step.4')}</SingleSelectOption> : null}
                <SingleSelectOption value="5">{text('sanction.step.5')}</SingleSelectOption>
              </SingleSelect>
            </Field.Root>
          ) : null}
        </ReasonDialog>
      )}
    </>
  );
};
