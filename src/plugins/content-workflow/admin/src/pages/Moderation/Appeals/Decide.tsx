import { useState } from 'react';
import { Button, Field, Flex, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import type { AppealView } from '../../../../../contracts/moderation/appeals';
import { STEPS, type Step } from '../../../../../core/moderation/policy';
import { useSanctionsApi } from '../../../api/sanctions';
import { Note } from '../../../components/Note';
import { useText } from '../../../i18n/use-text';
import { ReasonDialog } from '../sanctions/ReasonDialog';
import { useMayLead } from '../sanctions/use-may-lead';

type Outcome = 'upheld' | 'reduced' | 'overturned';

interface Props {
  readonly appeal: AppealView;
  readonly onDone: (appeal: AppealView) => void;
}

/** The three answers that there are; whoever had part in the strike is told why they give none. */
export const Decide = ({ appeal, onDone }: Props) => {
  const text = useText();
  const api = useSanctionsApi();
  const mayLead = useMayLead();
  const { strike } = appeal;
  const top = strike.proposal?.state === 'open' ? strike.proposal.step : strike.step;
  const lower = STEPS.filter((step) => step < top);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [step, setStep] = useState<Step>(lower.at(-1) ?? 0);
  if (appeal.state !== 'open') return null;
  if (!mayLead) return <Note tone="neutral" title={text('appeal.leadsAnswer')} />;
  if (!appeal.mayDecide) return <Note tone="neutral" title={text('appeal.hadPart')} />;

  const isLifted = strike.overruled !== null;
  const offered: readonly Outcome[] = ['upheld', ...(lower.length === 0 || isLifted ? [] : (['reduced'] as const)), 'overturned'];
  return (
    <Flex gap={2} wrap="wrap">
      {offered.map((one) => (
        <Button key={one} variant={one === 'overturned' ? 'success-light' : 'secondary'} onClick={() => setOutcome(one)}>
          {text(`appeal.act.${one}`)}
        </Button>
      ))}
      {outcome === null ? null : (
        <ReasonDialog
          title={text(`appeal.act.${outcome}`)}
          help={text(`appeal.act.${outcome}.help`)}
          label={text('appeal.answer')}
          action={text(`appeal.act.${outcome}`)}
          send={(answer) => api.answerAppeal(appeal.reference, { outcome, answer, ...(outcome === 'reduced' ? { step } : {}) })}
          onDone={(answered) => {
            setOutcome(null);
            onDone(answered);
          }}
          onClose={() => setOutcome(null)}
        >
          {outcome === 'reduced' ? (
            <Field.Root name="step">
              <Field.Label>{text('sanction.step')}</Field.Label>
              <SingleSelect value={String(step)} onChange={(chosen) => setStep(lower.find((one) => String(one) === String(chosen)) ?? step)}>
                {lower.map((one) => (
                  <SingleSelectOption key={one} value={String(one)}>
                    {text(`sanction.step.${one}`)}
                  </SingleSelectOption>
                ))}
              </SingleSelect>
            </Field.Root>
          ) : null}
        </ReasonDialog>
      )}
    </Flex>
  );
};
