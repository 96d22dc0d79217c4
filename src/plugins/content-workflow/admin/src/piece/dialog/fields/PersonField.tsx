import { useEffect, useState } from 'react';
import { Combobox, ComboboxOption, Field } from '@strapi/design-system';
import type { ListPeople } from '../../../../../contracts/http';
import { useWorkflowApi } from '../../../api/client';
import { useText } from '../../../i18n/use-text';
import type { FieldProps } from './field-props';

type People = { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'ready'; readonly people: ListPeople.Response['data'] };

const usePeople = (): People => {
  const api = useWorkflowApi();
  const [people, setPeople] = useState<People>({ kind: 'loading' });
  useEffect(() => {
    void api.people().then((answer) => {
      if (answer.kind !== 'aborted') setPeople(answer.kind === 'ok' ? { kind: 'ready', people: answer.data } : { kind: 'failed' });
    });
  }, [api]);
  return people;
};

/** Nobody is an answer too: clearing the input takes the assignment back. */
export const PersonField = ({ field, view, values, errors, onChange, autoFocus }: FieldProps) => {
  const text = useText();
  const state = usePeople();
  // Until the list is there, the present assignee keeps a name.
  const known = view.assignee === null ? [] : [{ id: view.assignee.id, name: view.assignee.name }];
  const people = state.kind === 'ready' ? state.people : known;
  return (
    <Field.Root name={field.name} required={field.required} error={errors[field.name] ?? (state.kind === 'failed' ? text('dialog.peopleFailed') : undefined)} hint={text('field.assignee.hint')}>
      <Field.Label>{text.named('field', field.name)}</Field.Label>
      <Combobox
        key={state.kind}
        value={values[field.name] ?? ''}
        placeholder={text('actor.nobody')}
        loading={state.kind === 'loading'}
        clearLabel={text('field.clear')}
        noOptionsMessage={() => text('dialog.noPeople')}
        autoFocus={autoFocus}
        onChange={(value?: string) => onChange({ [field.name]: value ?? '' })}
        onClear={() => onChange({ [field.name]: '' })}
      >
        {people.map(({ id, name }) => (
          <ComboboxOption key={id} value={id}>
            {name}
          </ComboboxOption>
        ))}
      </Combobox>
      <Field.Error />
      <Field.Hint />
    </Field.Root>
  );
};
