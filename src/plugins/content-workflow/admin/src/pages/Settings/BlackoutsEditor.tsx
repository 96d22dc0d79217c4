import { useState } from 'react';
import { Box, Button, Field, Flex, IconButton, TextInput, Typography } from '@strapi/design-system';
import { Plus, Trash } from '@strapi/icons';
import { styled } from 'styled-components';
import type { Blackout } from '../../../../core/schedule/rules';
import { useText } from '../../i18n/use-text';
import { useTimes, viewerZone } from '../../i18n/use-times';
import { instantsOf, wallOf } from '../../piece/dialog/wall-time';
import { problemAt, replaced, without } from './model';
import type { Draft } from './use-draft';
import { useProblemText } from './use-problem-text';
import { ZoneField } from '../../components/ZoneField';

/** The browser draws its pickers in the scheme of the theme, or their icons vanish on a dark ground. */
const Scheme = styled(Box)`
  color-scheme: ${({ theme }) => theme.colorScheme};
`;

/** Text of a `datetime-local` input; '' while it is not complete. */
const localOf = (instant: string, zone: string): string => {
  if (instant === '') return '';
  const { date, time } = wallOf(instant, zone);
  return `${date}T${time}`;
};

/** A time that a clock skips or shows twice makes the blackout longer, never shorter. */
const instantOf = (local: string, zone: string, end: 'from' | 'to'): string => {
  const [date = '', time = ''] = local.split('T');
  const instants = instantsOf({ date, time }, zone);
  return instants === null ? '' : instants[end === 'from' ? 'earlier' : 'later'];
};

export const BlackoutsEditor = ({ draft }: { readonly draft: Draft }) => {
  const text = useText();
  const times = useTimes();
  const problemText = useProblemText();
  const [zone, setZone] = useState(viewerZone);
  const { blackouts } = draft.values;
  const set = (next: readonly Blackout[]): void => draft.set(['blackouts'], next);
  const error = (i: number, key: keyof Blackout): string | undefined => {
    const problem = problemAt(draft.problems, 'blackouts', i, key);
    return problem === null ? undefined : problemText(problem);
  };
  /** A zone that is being typed is not one yet. */
  const known = Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC' ? zone : viewerZone();
  return (
    <>
      <Box maxWidth="32rem">
        <ZoneField name="blackouts.zone" value={zone} onChange={setZone} />
      </Box>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
        {blackouts.map((blackout, i) => (
          <Box tag="li" key={i} borderColor="neutral200" hasRadius padding={4}>
            <Flex gap={4} alignItems="flex-start" wrap="wrap">
              {(['from', 'to'] as const).map((end) => (
                <Scheme key={end} flex="1 1 16rem">
                  <Field.Root name={`blackouts.${i}.${end}`} required error={error(i, end)}>
                    <Field.Label>{text(`settings.blackouts.${end}`)}</Field.Label>
                    <TextInput type="datetime-local" value={localOf(blackout[end], known)} onChange={(event) => set(replaced(blackouts, i, { ...blackout, [end]: instantOf(event.target.value, known, end) }))} />
                    <Field.Error />
                  </Field.Root>
                </Scheme>
              ))}
              <Box flex="2 1 20rem">
                <Field.Root name={`blackouts.${i}.reason`} required error={error(i, 'reason')}>
                  <Field.Label>{text('field.reason')}</Field.Label>
                  <TextInput value={blackout.reason} maxLength={200} onChange={(event) => set(replaced(blackouts, i, { ...blackout, reason: event.target.value }))} />
                  <Field.Error />
                </Field.Root>
              </Box>
              <Box paddingTop={6}>
                <IconButton label={text('settings.blackouts.remove', { reason: blackout.reason })} variant="ghost" onClick={() => set(without(blackouts, i))}>
                  <Trash />
                </IconButton>
              </Box>
            </Flex>
            {blackout.from === '' || blackout.to === '' || known === viewerZone() ? null : (
              <Typography variant="pi" textColor="neutral600">
                {text('settings.blackouts.yourTime', { from: times.exact(blackout.from), to: times.exact(blackout.to) })}
              </Typography>
            )}
          </Box>
        ))}
      </Flex>
      <Flex>
        <Button variant="secondary" startIcon={<Plus />} onClick={() => set([...blackouts, { from: '', to: '', reason: '' }])}>
          {text('settings.blackouts.add')}
        </Button>
      </Flex>
    </>
  );
};
