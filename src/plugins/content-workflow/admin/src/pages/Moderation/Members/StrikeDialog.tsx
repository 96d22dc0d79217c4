import { useEffect, useState } from 'react';
import { Box, Checkbox, Flex, Typography } from '@strapi/design-system';
import type { MemberView, RungView } from '../../../../../contracts/moderation/members';
import { AGGRAVATORS, type Aggravator, type Severity, type Violation } from '../../../../../core/moderation/vocabulary';
import { useSanctionsApi } from '../../../api/sanctions';
import { Note } from '../../../components/Note';
import { useText } from '../../../i18n/use-text';
import { Explanation } from '../sanctions/Explanation';
import { ReasonDialog } from '../sanctions/ReasonDialog';
import { Gravity } from '../sanctions/Gravity';

/** What the ladder will answer, before anybody decides. */
const Preview = ({ rung }: { readonly rung: RungView | null }) => {
  const text = useText();
  if (rung === null) return null;
  return (
    <Note tone={rung.needsSecond ? 'warning' : 'neutral'} role="status" title={text('sanction.preview', { step: text(`sanction.step.${rung.step}`) })}>
      {rung.needsSecond ? <Typography tag="p">{text('sanction.preview.second', { step: text(`sanction.step.${rung.meanwhile}`) })}</Typography> : null}
      <Explanation reasons={rung.explanation} />
    </Note>
  );
};

interface Props {
  readonly member: MemberView;
  readonly onDone: (member: MemberView) => void;
  readonly onClose: () => void;
}

/** A strike by hand. */
export const StrikeDialog = ({ member, onDone, onClose }: Props) => {
  const text = useText();
  const api = useSanctionsApi();
  const [violation, setViolation] = useState<Violation>('spam-ad');
  const [severity, setSeverity] = useState<Severity>('minor');
  const [aggravators, setAggravators] = useState<readonly Aggravator[]>([]);
  const [rung, setRung] = useState<RungView | null>(null);
  const { sender } = member;

  useEffect(() => {
    let isAsked = true;
    void api.previewStrike(sender, { violation, severity, aggravators }).then((answer) => {
      if (isAsked) setRung(answer.kind === 'ok' ? answer.data : null);
    });
    return () => {
      isAsked = false;
    };
  }, [api, sender, violation, severity, aggravators]);

  const toggle = (aggravator: Aggravator, on: boolean): void => setAggravators((chosen) => (on ? [...chosen, aggravator] : chosen.filter((one) => one !== aggravator)));

  return (
    <ReasonDialog
      title={text('sanction.strike', { name: member.name })}
      help={text('sanction.strike.help')}
      label={text('sanction.strike.message')}
      action={text('sanction.strike.action')}
      tone="danger"
      send={(message) => api.strike(sender, { violation, severity, aggravators, message })}
      onDone={onDone}
      onClose={onClose}
    >
      <Gravity violation={violation} severity={severity} onViolation={setViolation} onSeverity={setSeverity} />
      <Box tag="fieldset">
        <Typography tag="legend" variant="pi" fontWeight="bold">
          {text('sanction.aggravators')}
        </Typography>
        <Flex direction="column" alignItems="flex-start" gap={2} paddingTop={2}>
          {AGGRAVATORS.map((code) => (
            <Checkbox key={code} checked={aggravators.includes(code)} onCheckedChange={(checked) => toggle(code, checked === true)}>
              {text.named('aggravator', code)}
            </Checkbox>
          ))}
        </Flex>
      </Box>
      <Preview rung={rung} />
    </ReasonDialog>
  );
};
