import { Box, Button, Checkbox, Field, Flex, IconButton, NumberInput, SingleSelect, SingleSelectOption, TextInput } from '@strapi/design-system';
import { Plus, Trash } from '@strapi/icons';
import { useText } from '../../i18n/use-text';
import { useTimes, viewerZone } from '../../i18n/use-times';
import { problemAt, replaced, without } from './model';
import type { Draft } from './use-draft';
import { useProblemText } from './use-problem-text';
import { ZoneField } from '../../components/ZoneField';

interface Props {
  readonly draft: Draft;
  readonly uid: string;
}

const useErrors = (draft: Draft, uid: string) => {
  const problemText = useProblemText();
  return (...path: (string | number)[]): string | undefined => {
    const problem = problemAt(draft.problems, 'types', uid, ...path);
    return problem === null ? undefined : problemText(problem);
  };
};

export const LateEditor = ({ draft, uid }: Props) => {
  const text = useText();
  const error = useErrors(draft, uid);
  const late = draft.values.types[uid]?.late;
  if (late === undefined) return null;
  const set = (change: Partial<typeof late>): void => draft.set(['types', uid, 'late'], { ...late, ...change });
  return (
    <Flex gap={4} alignItems="flex-start" wrap="wrap">
      <Box flex="2 1 20rem">
        <Field.Root name={`${uid}.late.policy`} required error={error('late', 'policy')}>
          <Field.Label>{text('settings.late.policy')}</Field.Label>
          <SingleSelect value={late.policy} onChange={(policy) => set({ policy: policy as typeof late.policy })}>
            {(['publish', 'hold', 'skip'] as const).map((policy) => (
              <SingleSelectOption key={policy} value={policy}>
                {text(`settings.late.${policy}`)}
              </SingleSelectOption>
            ))}
          </SingleSelect>
          <Field.Error />
        </Field.Root>
      </Box>
      <Box flex="1 1 14rem">
        <Field.Root name={`${uid}.late.toleranceMinutes`} required error={error('late', 'toleranceMinutes')}>
          <Field.Label>{text('settings.late.tolerance')}</Field.Label>
          <NumberInput value={late.toleranceMinutes} onValueChange={(minutes) => set({ toleranceMinutes: minutes ?? 0 })} />
          <Field.Error />
        </Field.Root>
      </Box>
    </Flex>
  );
};

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export const WindowsEditor = ({ draft, uid }: Props) => {
  const text = useText();
  const times = useTimes();
  const error = useErrors(draft, uid);
  const windows = draft.values.types[uid]?.windows ?? [];
  const set = (next: typeof windows): void => draft.set(['types', uid, 'windows'], next);
  return (
    <>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
        {windows.map((window, i) => (
          <Flex tag="li" key={i} gap={4} alignItems="flex-start" wrap="wrap" borderColor="neutral200" hasRadius padding={4}>
            <Box flex="1 1 100%">
              <Field.Root name={`${uid}.windows.${i}.days`} required error={error('windows', i, 'days')}>
                <Field.Label>{text('settings.windows.days')}</Field.Label>
                <Flex gap={4} wrap="wrap" role="group" aria-label={text('settings.windows.days')}>
                  {DAYS.map((day) => (
                    <Checkbox key={day} checked={window.days.includes(day)} onCheckedChange={(checked) => set(replaced(windows, i, { ...window, days: DAYS.filter((one) => (one === day ? checked === true : window.days.includes(one))) }))}>
                      {times.weekday(day, 'long')}
                    </Checkbox>
                  ))}
                </Flex>
                <Field.Error />
              </Field.Root>
            </Box>
            {(['from', 'to'] as const).map((end) => (
              <Box key={end} flex="1 1 9rem">
                <Field.Root name={`${uid}.windows.${i}.${end}`} required error={error('windows', i, end)}>
                  <Field.Label>{text(`settings.windows.${end}`)}</Field.Label>
                  <TextInput value={window[end]} placeholder="HH:mm" maxLength={5} onChange={(event) => set(replaced(windows, i, { ...window, [end]: event.target.value }))} />
                  <Field.Error />
                </Field.Root>
              </Box>
            ))}
            <Box flex="2 1 16rem">
              <ZoneField name={`${uid}.windows.${i}.timezone`} value={window.timezone} error={error('windows', i, 'timezone')} onChange={(timezone) => set(replaced(windows, i, { ...window, timezone }))} />
            </Box>
            <Box paddingTop={6}>
              <IconButton label={text('settings.windows.remove', { number: i + 1 })} variant="ghost" onClick={() => set(without(windows, i))}>
                <Trash />
              </IconButton>
            </Box>
          </Flex>
        ))}
      </Flex>
      <Flex>
        <Button variant="secondary" startIcon={<Plus />} onClick={() => set([...windows, { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00', timezone: viewerZone() }])}>
          {text('settings.windows.add')}
        </Button>
      </Flex>
    </>
  );
};

export const EditsEditor = ({ draft, uid }: Props) => {
  const text = useText();
  const edits = draft.values.types[uid]?.edits;
  if (edits === undefined) return null;
  return (
    <Flex gap={4} wrap="wrap">
      {(['review', 'scheduled'] as const).map((when) => (
        <Box key={when} flex="1 1 20rem">
          <Field.Root name={`${uid}.edits.${when}`} required>
            <Field.Label>{text(`settings.edits.when.${when}`)}</Field.Label>
            <SingleSelect value={edits[when]} onChange={(what) => draft.set(['types', uid, 'edits'], { ...edits, [when]: what })}>
              {(['void', 'lock'] as const).map((what) => (
                <SingleSelectOption key={what} value={what}>
                  {text(`settings.edits.${what}`)}
                </SingleSelectOption>
              ))}
            </SingleSelect>
          </Field.Root>
        </Box>
      ))}
    </Flex>
  );
};

export const ReasonsEditor = ({ draft, uid }: Props) => {
  const text = useText();
  const error = useErrors(draft, uid);
  const reasons = draft.values.types[uid]?.rejectReasons ?? [];
  const set = (next: readonly string[]): void => draft.set(['types', uid, 'rejectReasons'], next);
  return (
    <>
      <Flex tag="ul" gap={3} wrap="wrap" alignItems="flex-start">
        {reasons.map((reason, i) => (
          <Flex tag="li" key={i} gap={1} alignItems="flex-start">
            <Field.Root name={`${uid}.rejectReasons.${i}`} error={error('rejectReasons', i)} hint={text.lookUp(`reason.${reason}`) ?? undefined}>
              <TextInput aria-label={text('settings.reasons.one', { number: i + 1 })} value={reason} maxLength={100} onChange={(event) => set(replaced(reasons, i, event.target.value))} />
              <Field.Hint />
              <Field.Error />
            </Field.Root>
            <IconButton label={text('settings.reasons.remove', { reason: text.named('reason', reason) })} variant="ghost" disabled={reasons.length === 1} onClick={() => set(without(reasons, i))}>
              <Trash />
            </IconButton>
          </Flex>
        ))}
      </Flex>
      <Flex>
        <Button variant="secondary" startIcon={<Plus />} onClick={() => set([...reasons, ''])}>
          {text('settings.reasons.add')}
        </Button>
      </Flex>
    </>
  );
};

/** What a retrospective is first offered with, when it is no longer opened by hand. */
const FORTNIGHT = 14;

export const RetrospectiveEditor = ({ draft, uid }: Props) => {
  const text = useText();
  const error = useErrors(draft, uid);
  const days = draft.values.types[uid]?.retrospectiveAfterDays ?? null;
  const set = (next: number | null): void => draft.set(['types', uid, 'retrospectiveAfterDays'], next);
  return (
    <Flex gap={4} alignItems="flex-end" wrap="wrap">
      <Box paddingBottom={2}>
        <Checkbox checked={days === null} onCheckedChange={(byHand) => set(byHand === true ? null : FORTNIGHT)}>
          {text('settings.retrospective.byHand')}
        </Checkbox>
      </Box>
      {days === null ? null : (
        <Box flex="0 1 18rem">
          <Field.Root name={`${uid}.retrospectiveAfterDays`} required error={error('retrospectiveAfterDays')}>
            <Field.Label>{text('settings.retrospective.days')}</Field.Label>
            <NumberInput value={days} onValueChange={(value) => set(value ?? 0)} />
            <Field.Error />
          </Field.Root>
        </Box>
      )}
    </Flex>
  );
};
