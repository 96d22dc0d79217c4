import { Box, Field, Flex, SingleSelect, SingleSelectOption, TextInput } from '@strapi/design-system';
import { ZoneField } from '../components/ZoneField';
import { useText } from '../i18n/use-text';
import { DateAndTime } from '../piece/dialog/fields/DateAndTime';
import type { Errors } from './problems';
import { inputOf, OFFSET_UNITS, type OffsetUnit, type Typed } from './timing-form';

interface Props {
  readonly row: Typed;
  /** What the channel is called, since every row has the same inputs. */
  readonly name: string;
  /** An activity's pieces go live on different days, so its template has no instant. */
  readonly kinds: readonly Typed['kind'][];
  readonly errors: Errors;
  readonly onChange: (change: Partial<Typed>) => void;
}

/** When a channel gets the piece. */
export const TimingInput = ({ row, name, kinds, errors, onChange }: Props) => {
  const text = useText();
  const [amount, date, time, zone] = (['amount', 'date', 'time', 'zone'] as const).map((input) => inputOf(row.channel, input)) as [string, string, string, string];
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Field.Root name={inputOf(row.channel, 'channel')} error={errors[inputOf(row.channel, 'channel')]}>
        <Field.Label>{text('sending.timing', { channel: name })}</Field.Label>
        <SingleSelect value={row.kind} onChange={(kind) => onChange({ kind: kind as Typed['kind'] })}>
          {kinds.map((kind) => (
            <SingleSelectOption key={kind} value={kind}>
              {text(`sending.timing.${kind}`)}
            </SingleSelectOption>
          ))}
        </SingleSelect>
        <Field.Error />
      </Field.Root>
      {row.kind === 'offset' ? (
        <Flex gap={4} alignItems="flex-start" wrap="wrap">
          <Box flex="1 1 12rem">
            <Field.Root name={amount} required error={errors[amount]}>
              <Field.Label>{text('sending.offset')}</Field.Label>
              <TextInput inputMode="numeric" value={row.amount} onChange={(event) => onChange({ amount: event.target.value })} />
              <Field.Error />
            </Field.Root>
          </Box>
          <Box flex="1 1 12rem">
            <Field.Root name={`${amount}.unit`}>
              <Field.Label>{text('sending.offset.unit')}</Field.Label>
              <SingleSelect value={row.unit} onChange={(unit) => onChange({ unit: unit as OffsetUnit })}>
                {OFFSET_UNITS.map((unit) => (
                  <SingleSelectOption key={unit} value={unit}>
                    {text(`sending.offset.${unit}`)}
                  </SingleSelectOption>
                ))}
              </SingleSelect>
            </Field.Root>
          </Box>
        </Flex>
      ) : null}
      {row.kind === 'at' ? (
        <>
          <DateAndTime
            date={date}
            time={time}
            values={{ [date]: row.date, [time]: row.time }}
            errors={errors}
            required
            onChange={(changed) => onChange({ ...(changed[date] === undefined ? {} : { date: changed[date] }), ...(changed[time] === undefined ? {} : { time: changed[time] }) })}
          />
          <ZoneField name={zone} value={row.zone} error={errors[zone]} onChange={(chosen) => onChange({ zone: chosen })} />
        </>
      ) : null}
    </Flex>
  );
};
