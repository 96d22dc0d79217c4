import { useState } from 'react';
import { Field, TextInput } from '@strapi/design-system';
import { useText } from '../i18n/use-text';
import { viewerZone } from '../i18n/use-times';
import { DateAndTime } from '../piece/dialog/fields/DateAndTime';
import { instantsOf, wallOf } from '../piece/dialog/wall-time';

interface Props {
  readonly name: string;
  readonly kind: 'channels' | 'times';
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

const NO_WALL = { date: '', time: '' };

/** A point in time, kept as an instant; '' while it is not complete. */
const TimeInput = ({ name, value, error, onChange }: Props) => {
  const text = useText();
  const zone = viewerZone();
  const [wall, setWall] = useState(() => (Number.isNaN(Date.parse(value)) ? NO_WALL : wallOf(new Date(value).toISOString(), zone)));
  const [date, time] = [`${name}.date`, `${name}.time`];
  const change = (changed: Readonly<Record<string, string>>): void => {
    const next = { date: changed[date] ?? wall.date, time: changed[time] ?? wall.time };
    setWall(next);
    onChange(instantsOf(next, zone)?.earlier ?? '');
  };
  return <DateAndTime date={date} time={time} values={{ [date]: wall.date, [time]: wall.time }} errors={error === undefined ? {} : { [date]: error }} required labels={{ date: text('plan.place.times'), time: text('field.time') }} onChange={change} />;
};

/** Where or when an arm goes out. */
export const PlaceInput = (props: Props) => {
  const text = useText();
  const { name, kind, value, error, onChange } = props;
  if (kind === 'times') return <TimeInput {...props} />;
  return (
    <Field.Root name={name} required error={error}>
      <Field.Label>{text('plan.place.channels')}</Field.Label>
      <TextInput value={value} maxLength={200} placeholder={text('plan.place.channels.example')} onChange={(event) => onChange(event.target.value)} />
      <Field.Error />
    </Field.Root>
  );
};
