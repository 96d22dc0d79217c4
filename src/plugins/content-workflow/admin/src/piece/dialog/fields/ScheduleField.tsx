import { useMemo } from 'react';
import { Checkbox, Combobox, ComboboxOption, Field, Flex, Typography } from '@strapi/design-system';
import { useText } from '../../../i18n/use-text';
import { useTimes, viewerZone } from '../../../i18n/use-times';
import { part, wallIn } from '../form';
import { instantsOf } from '../wall-time';
import { ClockChoice } from './ClockChoice';
import { DateAndTime } from './DateAndTime';
import type { FieldProps } from './field-props';

/** The viewer's zone and UTC are added: the browser's list names neither every alias nor UTC. */
const zonesWith = (...wanted: readonly string[]): string[] => [...new Set([...wanted, 'UTC', ...Intl.supportedValuesOf('timeZone')])];

/** What the typed time is on the viewer's clock; silent while it is incomplete or the clock is changed at that time. */
const YourTime = ({ values, field }: Pick<FieldProps, 'values' | 'field'>) => {
  const text = useText();
  const times = useTimes();
  const zone = values[part(field.name, 'zone')] ?? '';
  const instants = instantsOf(wallIn(values, part(field.name, 'date'), part(field.name, 'time')), zone);
  if (instants === null || instants.earlier !== instants.later) return null;
  return (
    <Typography variant="pi" textColor="neutral600">
      {zone === viewerZone() ? times.relative(instants.earlier) : `${text('banner.scheduled.yourTime', { when: times.exact(instants.earlier) })} · ${times.relative(instants.earlier)}`}
    </Typography>
  );
};

/** A promise as people think of it: a time on a wall, in a place, and optionally an end. */
export const ScheduleField = (props: FieldProps) => {
  const { field, values, errors, clock, onChange, autoFocus } = props;
  const text = useText();
  const [zone, ends] = [part(field.name, 'zone'), part(field.name, 'ends')];
  const first = values[zone] ?? '';
  const zones = useMemo(() => zonesWith(viewerZone(), ...(first === '' ? [] : [first])), [first]);
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <DateAndTime date={part(field.name, 'date')} time={part(field.name, 'time')} values={values} errors={errors} required onChange={onChange} autoFocus={autoFocus} />
      <Field.Root name={zone} required error={errors[zone]}>
        <Field.Label>{text('field.timezone')}</Field.Label>
        <Combobox
          value={first}
          // Of a long list only what is scrolled into view is mounted, so the zone that is set would be shown as none and lost on leaving.
          allowCustomValue
          autocomplete={{ type: 'list', filter: 'contains' }}
          clearLabel={text('field.clear')}
          noOptionsMessage={() => text('dialog.noZones')}
          // The zone that is there is selected, so that typing searches for another one.
          onFocus={(event) => event.currentTarget.select()}
          onChange={(value?: string) => onChange({ [zone]: value ?? '' })}
        >
          {zones.map((name) => (
            <ComboboxOption key={name} value={name}>
              {name}
            </ComboboxOption>
          ))}
        </Combobox>
        <Field.Error />
      </Field.Root>
      <YourTime values={values} field={field} />
      {clock === null ? null : <ClockChoice {...props} clock={clock} />}
      <Checkbox checked={values[ends] === 'yes'} onCheckedChange={(checked) => onChange({ [ends]: checked === true ? 'yes' : '' })}>
        {text('field.ends')}
      </Checkbox>
      {values[ends] === 'yes' ? (
        <DateAndTime
          date={part(field.name, 'endDate')}
          time={part(field.name, 'endTime')}
          values={values}
          errors={errors}
          required
          onChange={onChange}
          labels={{ date: text('field.endDate'), time: text('field.endTime') }}
        />
      ) : null}
    </Flex>
  );
};
