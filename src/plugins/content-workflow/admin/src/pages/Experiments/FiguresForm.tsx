import { useState, type FormEvent } from 'react';
import { useNotification } from '@strapi/strapi/admin';
import { Box, Button, Field, Flex, Grid, SingleSelect, SingleSelectOption, TextInput, Typography } from '@strapi/design-system';
import type { Plan } from '../../../../core/experiment/plan';
import { useExperimentsApi } from '../../api/experiments';
import { Note } from '../../components/Note';
import { Section } from '../../components/Section';
import { usePlace } from '../../experiment/use-place';
import { useRefusalText } from '../../i18n/use-refusal-text';
import { useText } from '../../i18n/use-text';
import { viewerZone } from '../../i18n/use-times';
import { DateAndTime } from '../../piece/dialog/fields/DateAndTime';
import { instantsOf, wallOf } from '../../piece/dialog/wall-time';
import { figuresOf, figuresProblems, type FiguresValues } from './figures-form';

interface Props {
  readonly pieceId: number;
  readonly uid: string;
  readonly plan: Plan;
  readonly nameOf: (key: string) => string;
  readonly onSaved: () => void;
}

const emptyFor = (arm: string): FiguresValues => ({ arm, units: '', conversions: '', source: '' });

/** Where platforms count, a person reads and says where. */
export const FiguresForm = ({ pieceId, uid, plan, nameOf, onSaved }: Props) => {
  const text = useText();
  const api = useExperimentsApi();
  const refusalText = useRefusalText(uid);
  const { toggleNotification } = useNotification();
  const placeOf = usePlace(plan.kind);
  const zone = viewerZone();
  const [values, setValues] = useState<FiguresValues>(() => emptyFor(plan.arms[0]?.key ?? ''));
  const [wall, setWall] = useState(() => wallOf(new Date().toISOString(), zone));
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const change = (changed: FiguresValues): void => {
    setValues({ ...values, ...changed });
    setErrors(Object.fromEntries(Object.entries(errors).filter(([name]) => !(name in changed) && name !== '')));
  };
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const readAt = instantsOf(wall, zone)?.earlier ?? null;
    const problems = figuresProblems(values, readAt);
    if (problems.length > 0 || readAt === null) return setErrors(Object.fromEntries(problems.map(({ input, code }) => [input, text(`readings.problem.${code}`)])));
    setBusy(true);
    const answer = await api.figures(pieceId, figuresOf(values, readAt));
    setBusy(false);
    if (answer.kind === 'ok') {
      setValues(emptyFor(values.arm ?? ''));
      toggleNotification({ type: 'success', message: text('readings.saved') });
      return onSaved();
    }
    if (answer.kind === 'aborted') return;
    if (answer.kind === 'refused') return setErrors({ [answer.refusal.field ?? '']: refusalText(answer.refusal).message });
    setErrors(answer.kind === 'invalid' ? { [answer.field]: answer.message } : { '': text(answer.kind === 'forbidden' ? 'dialog.forbidden' : 'dialog.failed') });
  };
  const input = (name: 'units' | 'conversions' | 'source', col: number) => (
    <Grid.Item col={col} s={12} xs={12} direction="column" alignItems="stretch">
      <Field.Root name={name} required error={errors[name]} hint={name === 'source' ? text('readings.source.hint') : undefined}>
        <Field.Label>{text(`readings.${name}`)}</Field.Label>
        <TextInput inputMode={name === 'source' ? 'text' : 'numeric'} maxLength={200} value={values[name] ?? ''} onChange={(event) => change({ [name]: event.target.value })} />
        <Field.Error />
        <Field.Hint />
      </Field.Root>
    </Grid.Item>
  );
  return (
    <Section title={text('readings.title')}>
      <Box tag="form" background="neutral0" hasRadius shadow="tableShadow" padding={4} noValidate onSubmit={(event: FormEvent) => void save(event)}>
        <Flex direction="column" alignItems="stretch" gap={4}>
          <Typography textColor="neutral700">{text('readings.help')}</Typography>
          {errors[''] === undefined ? null : <Note tone="danger" role="alert" title={errors['']} />}
          <Grid.Root gap={4}>
            <Grid.Item col={4} s={12} xs={12} direction="column" alignItems="stretch">
              <Field.Root name="arm" required error={errors.arm}>
                <Field.Label>{text('results.arm')}</Field.Label>
                <SingleSelect value={values.arm ?? ''} onChange={(arm) => change({ arm: String(arm) })}>
                  {plan.arms.map((arm) => (
                    <SingleSelectOption key={arm.key} value={arm.key}>
                      {arm.place === null ? nameOf(arm.key) : `${nameOf(arm.key)} · ${placeOf(arm)}`}
                    </SingleSelectOption>
                  ))}
                </SingleSelect>
                <Field.Error />
              </Field.Root>
            </Grid.Item>
            {input('units', 4)}
            {input('conversions', 4)}
            {input('source', 12)}
          </Grid.Root>
          <DateAndTime date="date" time="time" values={{ ...wall }} errors={errors.readAt === undefined ? {} : { date: errors.readAt }} required labels={{ date: text('readings.readAt.date'), time: text('readings.readAt.time') }} onChange={(changed) => setWall({ ...wall, ...changed })} />
          <Flex>
            <Button type="submit" loading={busy}>
              {text('readings.save')}
            </Button>
          </Flex>
        </Flex>
      </Box>
    </Section>
  );
};
