import { Field, TextInput, Textarea, Typography } from '@strapi/design-system';
import type { DeliveryAction } from '../../../contracts/distribution';
import { useText } from '../i18n/use-text';
import { viewerZone } from '../i18n/use-times';
import { DateAndTime } from '../piece/dialog/fields/DateAndTime';
import { ASKED, type ActionInput } from './action-form';
import { MetricInputs } from './MetricInputs';
import { ScreenshotInput } from './ScreenshotInput';
import type { ActionForm } from './use-action-form';

const LONGEST_NOTE = 1_000;

/** The inputs of an action, in the order in which they are asked. */
export const ActionFields = ({ action, form }: { readonly action: DeliveryAction; readonly form: ActionForm }) => {
  const text = useText();
  const { inputs, required } = ASKED[action];
  const { values, errors, wall, change } = form;
  const input = (name: ActionInput) => {
    switch (name) {
      case 'url':
        return (
          <Field.Root key={name} name={name} required={required.includes(name)} error={errors.url} hint={text('delivery.url.hint')}>
            <Field.Label>{text('delivery.url')}</Field.Label>
            <TextInput type="url" inputMode="url" placeholder="https://" value={values.url ?? ''} onChange={(event) => change({ url: event.target.value })} />
            <Field.Error />
            <Field.Hint />
          </Field.Root>
        );
      case 'note':
        return (
          <Field.Root key={name} name={name} required={required.includes(name)} error={errors.note} hint={required.includes(name) ? text('delivery.note.hint') : text('dialog.optional')}>
            <Field.Label>{text('delivery.note')}</Field.Label>
            <Textarea value={values.note ?? ''} maxLength={LONGEST_NOTE} onChange={(event) => change({ note: event.target.value })} />
            <Field.Error />
            <Field.Hint />
          </Field.Root>
        );
      case 'fileId':
        return <ScreenshotInput key={name} value={values.fileId ?? ''} error={errors.fileId} onChange={(fileId) => change({ fileId })} />;
      case 'metrics':
        return <MetricInputs key={name} values={values} errors={errors} onChange={change} />;
      case 'readAt':
        return (
          <div key={name}>
            <DateAndTime date="date" time="time" values={{ ...wall }} errors={errors.readAt === undefined ? {} : { date: errors.readAt }} required labels={{ date: text('readings.readAt.date'), time: text('readings.readAt.time') }} onChange={form.changeWall} />
            <Typography tag="p" variant="pi" textColor="neutral600">
              {text('field.inZone', { zone: viewerZone() })}
            </Typography>
          </div>
        );
    }
  };
  return <>{inputs.map(input)}</>;
};
