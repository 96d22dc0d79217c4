import { useState } from 'react';
import { NavLink } from 'react-router-dom';
import { Box, Checkbox, Flex, Link, Typography } from '@strapi/design-system';
import type { PlanRow } from '../../../contracts/distribution';
import type { Answer } from '../api/answer';
import { FormDialog } from '../components/FormDialog';
import { Note } from '../components/Note';
import { useText } from '../i18n/use-text';
import { viewerZone } from '../i18n/use-times';
import { channelAddress } from './address';
import { WHOLE, type Errors } from './problems';
import { inputOf, inputOfField, newlyPlanned, planOf, problemsOf, typedOf, type Typed } from './timing-form';
import { TimingInput } from './TimingInput';
import { useMay } from './use-may';
import { useProblems } from './use-problems';
import { usePlatformWords } from './words';

export interface Plannable {
  readonly key: string;
  readonly name: string;
  readonly platform: string;
  readonly account: string;
  readonly status: string;
}

interface Props {
  readonly title: string;
  readonly help: string;
  readonly plan: readonly PlanRow[];
  readonly channels: readonly Plannable[];
  /** True for an activity, whose pieces have no common instant. */
  readonly isTemplate: boolean;
  readonly save: (plan: readonly PlanRow[]) => Promise<Answer<unknown>>;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const RELATIVE = ['same', 'offset'] as const;
const ALL = [...RELATIVE, 'at'] as const;

/** Which channels get a piece, and when. */
export const PlanDialog = ({ title, help, plan, channels, isTemplate, save, onClose, onDone }: Props) => {
  const text = useText();
  const words = usePlatformWords();
  const problemsIn = useProblems();
  const mayConnect = useMay('channels');
  const zone = viewerZone();
  const [rows, setRows] = useState<readonly Typed[]>(() => plan.map((row) => typedOf(row, zone)));
  const [errors, setErrors] = useState<Errors>({});
  const [busy, setBusy] = useState(false);

  const change = (channel: string, changed: Partial<Typed>): void => {
    setRows(rows.map((row) => (row.channel === channel ? { ...row, ...changed } : row)));
    setErrors({});
  };
  const toggle = (channel: string, on: boolean): void => {
    setRows(on ? [...rows, newlyPlanned(channel, zone)] : rows.filter((row) => row.channel !== channel));
    setErrors({});
  };
  const submit = async (): Promise<void> => {
    const problems = problemsOf(rows);
    if (problems.length > 0) return setErrors(Object.fromEntries(problems.map(({ channel, input, code }) => [inputOf(channel, input), text(`sending.problem.${code}`)])));
    setErrors({});
    setBusy(true);
    const answer = await save(planOf(rows));
    setBusy(false);
    if (answer.kind === 'ok') return onDone();
    const field = answer.kind === 'invalid' ? answer.field : answer.kind === 'refused' ? (answer.refusal.field ?? '') : '';
    const input = inputOfField(field, rows);
    // What is wrong with a plan has a word of its own; the refusal alone only says that something is.
    const problem = answer.kind === 'refused' ? text.lookUp(`sending.problem.${String(answer.refusal.params?.problem)}`) : null;
    setErrors({ [input ?? WHOLE]: problem ?? Object.values(problemsIn(answer, [field]))[0] ?? '' });
  };
  // A channel that is gone from the list stays in the plan until somebody takes it out.
  const shown: readonly Plannable[] = [...channels, ...plan.filter(({ channel }) => !channels.some(({ key }) => key === channel)).map(({ channel }) => ({ key: channel, name: channel, platform: '', account: '', status: 'paused' }))];
  return (
    <FormDialog title={title} act={text('sending.channels.save')} busy={busy} problem={errors[WHOLE] === '' ? undefined : errors[WHOLE]} onClose={onClose} onSubmit={() => void submit()}>
      <Typography textColor="neutral600">{help}</Typography>
      {shown.length === 0 ? (
        <Note tone="neutral" title={text('sending.channels.none')}>
          {mayConnect ? (
            <Link tag={NavLink} to={channelAddress(null)}>
              {text('sending.channels.connect')}
            </Link>
          ) : (
            text('sending.channels.ask')
          )}
        </Note>
      ) : (
        <Flex tag="fieldset" direction="column" alignItems="stretch" gap={2} borderStyle="none" padding={0}>
          <Typography tag="legend" variant="pi" fontWeight="bold" paddingBottom={2}>
            {text('sending.channels')}
          </Typography>
          {shown.map((channel) => {
            const row = rows.find((one) => one.channel === channel.key);
            const kinds = isTemplate && row?.kind !== 'at' ? RELATIVE : ALL;
            return (
              <Box key={channel.key} background="neutral100" hasRadius padding={3}>
                <Checkbox checked={row !== undefined} onCheckedChange={(checked) => toggle(channel.key, checked === true)}>
                  {channel.name}
                </Checkbox>
                <Typography tag="p" variant="pi" textColor="neutral600" paddingLeft={6}>
                  {[channel.platform === '' ? '' : words.platform(channel.platform), channel.account, channel.status === 'active' ? '' : text.named('channelStatus', channel.status)].filter((part) => part !== '').join(' · ')}
                </Typography>
                {row === undefined ? null : (
                  <Box paddingTop={3} paddingLeft={6}>
                    <TimingInput row={row} name={channel.name} kinds={kinds} errors={errors} onChange={(changed) => change(channel.key, changed)} />
                  </Box>
                )}
              </Box>
            );
          })}
        </Flex>
      )}
    </FormDialog>
  );
};
