import { useId, type FormEvent, type KeyboardEvent } from 'react';
import { Box, Button, Field, Flex, Grid, Modal, Radio, SingleSelect, SingleSelectOption, Textarea, TextInput, Typography } from '@strapi/design-system';
import type { ExperimentView, Goal } from '../../../contracts/experiment';
import type { PieceView } from '../../../contracts/piece';
import { adviceFor } from '../../../core/experiment/check-plan';
import { EXPERIMENT_KINDS, ORIGINAL, STOP_RULES } from '../../../core/experiment/plan';
import { Disclosure } from '../components/Disclosure';
import { Note } from '../components/Note';
import { WideModalContent } from '../components/WideModal';
import { useText } from '../i18n/use-text';
import { ArmWeights } from './ArmWeights';
import { planOf, type PlanValues } from './plan-form';
import { SampleSize } from './SampleSize';
import { labelsOf } from './labels';
import { usePlanForm } from './use-plan-form';
import { useWords } from './use-words';
import { useFocusBack } from '../components/use-focus-back';
import { Restored } from '../components/Restored';

interface PartProps {
  readonly values: PlanValues;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (values: PlanValues) => void;
}

const Kind = ({ values, onChange }: PartProps) => {
  const text = useText();
  return (
    <Field.Root name="kind" required>
      <Field.Label>{text('plan.kind')}</Field.Label>
      <Radio.Group value={values.kind ?? 'readers'} aria-label={text('plan.kind')} onValueChange={(kind: string) => onChange({ ...values, kind })}>
        {EXPERIMENT_KINDS.map((kind) => (
          <Radio.Item key={kind} value={kind}>
            {text(`plan.kind.${kind}`)}
          </Radio.Item>
        ))}
      </Radio.Group>
    </Field.Root>
  );
};

const Advanced = ({ values, errors, onChange }: PartProps) => {
  const text = useText();
  const input = (name: 'share' | 'namespaceId' | 'namespaceFrom' | 'namespaceTo', col: number, percent: boolean) => (
    <Grid.Item col={col} s={6} xs={12} direction="column" alignItems="stretch">
      <Field.Root name={name} error={errors[name]} hint={text.lookUp(`plan.${name}.hint`) ?? undefined}>
        <Field.Label>{text(`plan.${name}`)}</Field.Label>
        <TextInput inputMode={percent ? 'decimal' : 'text'} value={values[name] ?? ''} endAction={percent ? <Typography textColor="neutral600">{text('plan.unit.percent')}</Typography> : undefined} onChange={(event) => onChange({ ...values, [name]: event.target.value })} />
        <Field.Error />
        <Field.Hint />
      </Field.Root>
    </Grid.Item>
  );
  const broken = ['namespaceId', 'namespaceFrom', 'namespaceTo'].some((name) => errors[name] !== undefined);
  return (
    <Disclosure key={String(broken)} title={text('plan.advanced')} open={broken || (values.namespaceId ?? '') !== ''}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Typography variant="pi" textColor="neutral600">
          {text('plan.namespace.help')}
        </Typography>
        <Grid.Root gap={4}>
          {input('namespaceId', 6, false)}
          {input('namespaceFrom', 3, true)}
          {input('namespaceTo', 3, true)}
        </Grid.Root>
      </Flex>
    </Disclosure>
  );
};

interface Props {
  readonly view: PieceView;
  readonly experiment: ExperimentView | null;
  readonly goals: readonly Goal[];
  readonly onClose: () => void;
  readonly onDone: (experiment: ExperimentView) => void;
}

/** Says what is believed, what counts and how long it runs, before anything is known. */
export const PlanDialog = ({ view, experiment, goals, onClose, onDone }: Props) => {
  const text = useText();
  const formId = useId();
  const giveFocusBack = useFocusBack();
  const form = usePlanForm({ view, experiment, goals, onDone });
  const words = useWords(labelsOf(view));
  const { values, errors, keys } = form;
  const compares = values.kind === 'channels' || values.kind === 'times' ? values.kind : null;
  const parts: PartProps = { values, errors, onChange: form.change };
  const advice = adviceFor(planOf(values, keys));

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    void form.save();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    if (event.key !== 'Enter' && event.key.toLowerCase() !== 's') return;
    event.stopPropagation();
    event.preventDefault();
    void form.save();
  };

  return (
    <Modal.Root open onOpenChange={(open) => (open || form.busy ? undefined : onClose())}>
      <WideModalContent onCloseAutoFocus={giveFocusBack} onKeyDown={onKeyDown} aria-describedby={undefined}>
        <Modal.Header closeLabel={text('action.close')}>
          <Modal.Title>{text('plan.title')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <form id={formId} noValidate onSubmit={submit}>
            <Flex direction="column" alignItems="stretch" gap={5}>
              {errors[''] === undefined ? null : <Note tone="danger" role="alert" title={errors['']} />}
              {form.restored ? <Restored startAnew={form.startAnew} /> : null}
              <Kind {...parts} />
              {compares === null ? null : (
                <Note tone="warning" role="status" title={text('plan.compares')}>
                  {text(`plan.compares.${compares}`)}
                </Note>
              )}
              <Field.Root name="hypothesis" required error={errors.hypothesis} hint={text('plan.hypothesis.hint')}>
                <Field.Label>{text('plan.hypothesis')}</Field.Label>
                <Textarea value={values.hypothesis ?? ''} rows={3} autoFocus onChange={(event) => form.change({ ...values, hypothesis: event.target.value })} />
                <Field.Error />
                <Field.Hint />
              </Field.Root>
              <Grid.Root gap={4}>
                <Grid.Item col={compares === null ? 6 : 12} s={12} xs={12} direction="column" alignItems="stretch">
                  <Field.Root name="goal" required error={errors.goal} hint={text('plan.goal.hint')}>
                    <Field.Label>{text('plan.goal')}</Field.Label>
                    <SingleSelect value={values.goal ?? ''} placeholder={text('dialog.choose')} onChange={(goal) => form.change({ ...values, goal: String(goal) })}>
                      {goals.map(({ code, name }) => (
                        <SingleSelectOption key={code} value={code}>
                          {text.lookUp(`goal.${code}`) ?? name}
                        </SingleSelectOption>
                      ))}
                    </SingleSelect>
                    <Field.Error />
                    <Field.Hint />
                  </Field.Root>
                </Grid.Item>
                {compares !== null ? null : (
                  <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="stretch">
                    <Field.Root name="share" required error={errors.share} hint={text('plan.share.hint')}>
                      <Field.Label>{text('plan.share')}</Field.Label>
                      <TextInput inputMode="decimal" value={values.share ?? ''} endAction={<Typography textColor="neutral600">{text('plan.unit.percent')}</Typography>} onChange={(event) => form.change({ ...values, share: event.target.value })} />
                      <Field.Error />
                      <Field.Hint />
                    </Field.Root>
                  </Grid.Item>
                )}
              </Grid.Root>
              <ArmWeights
                values={values}
                keys={keys}
                errors={errors}
                place={compares}
                nameOf={words.arm}
                approved={(key) => (key === ORIGINAL ? view.approvalHolds : (view.variants.find((variant) => variant.key === key)?.approved ?? false))}
                onChange={form.change}
              />
              {compares === null ? (
                <>
                  <Box tag="section" aria-label={text('plan.size')}>
                    <Typography tag="h3" variant="delta" paddingBottom={3}>
                      {text('plan.size')}
                    </Typography>
                    <SampleSize {...parts} keys={keys} />
                  </Box>
                  <Field.Root name="stop" required error={errors.stop}>
                    <Field.Label>{text('plan.stop')}</Field.Label>
                    <Radio.Group value={values.stop ?? 'sample'} aria-label={text('plan.stop')} onValueChange={(stop: string) => form.change({ ...values, stop })}>
                      {STOP_RULES.map((rule) => (
                        <Radio.Item key={rule} value={rule}>
                          {text(`plan.stop.${rule}`)}
                        </Radio.Item>
                      ))}
                    </Radio.Group>
                    <Field.Error />
                  </Field.Root>
                  <Advanced {...parts} />
                </>
              ) : (
                <Field.Root name="minimumDays" required error={errors.minimumDays} hint={text('plan.minimumDays.hint')}>
                  <Field.Label>{text('plan.minimumDays')}</Field.Label>
                  <TextInput inputMode="numeric" value={values.minimumDays ?? ''} endAction={<Typography textColor="neutral600">{text('plan.unit.days')}</Typography>} onChange={(event) => form.change({ ...values, minimumDays: event.target.value })} />
                  <Field.Error />
                  <Field.Hint />
                </Field.Root>
              )}
              {advice.map(({ code, params, message }) => (
                <Note key={code} tone="warning" title={text.lookUp(`plan.advice.${code}`, params) ?? message} />
              ))}
            </Flex>
          </form>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose} disabled={form.busy}>
            {text('action.close')}
          </Button>
          <Button type="submit" form={formId} loading={form.busy}>
            {text('plan.save')}
          </Button>
        </Modal.Footer>
      </WideModalContent>
    </Modal.Root>
  );
};
