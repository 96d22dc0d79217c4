import { useState } from 'react';
import { Box, Button, Field, Flex, SingleSelect, SingleSelectOption, TextInput, Typography } from '@strapi/design-system';
import { useText } from '../../i18n/use-text';
import { fieldLabel, RuleList } from './RuleList';
import type { Draft } from './use-draft';

interface Props {
  readonly draft: Draft;
  readonly uid: string;
}

/** Begins a checklist from a template, or keeps one as a template. Only rules of fields that the type has are taken. */
const Templates = ({ draft, uid }: Props) => {
  const text = useText();
  const [name, setName] = useState('');
  const { checklistTemplates: templates, types } = draft.values;
  const rules = types[uid]?.checklist ?? [];
  const fields = draft.settings.types.find((type) => type.uid === uid)?.fields ?? [];

  const apply = (chosen: string): void => {
    const template = templates.find((one) => one.name === chosen);
    if (template !== undefined) draft.set(['types', uid, 'checklist'], template.rules.filter((rule) => fields.includes(rule.field)));
  };

  const isNew = name.trim() !== '' && rules.length > 0;
  const keep = (): void => {
    draft.set(['checklistTemplates'], [...templates.filter((one) => one.name !== name.trim()), { name: name.trim(), rules }]);
    setName('');
  };

  return (
    <Flex gap={4} alignItems="flex-end" wrap="wrap" background="neutral100" hasRadius padding={4}>
      <Box flex="1 1 18rem">
        <Field.Root name={`${uid}.template`}>
          <Field.Label>{text('settings.templates.apply')}</Field.Label>
          <SingleSelect value="" placeholder={text(templates.length === 0 ? 'settings.templates.none' : 'dialog.choose')} disabled={templates.length === 0} onChange={(chosen) => apply(String(chosen))}>
            {templates.map((template) => (
              <SingleSelectOption key={template.name} value={template.name}>
                {template.name}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Field.Root>
      </Box>
      <Box flex="1 1 18rem">
        <Field.Root name={`${uid}.templateName`}>
          <Field.Label>{text('settings.templates.name')}</Field.Label>
          <TextInput value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
        </Field.Root>
      </Box>
      <Button variant="secondary" disabled={!isNew} onClick={keep}>
        {text('settings.templates.keep')}
      </Button>
      <Typography variant="pi" textColor="neutral600" tag="p" width="100%">
        {text('settings.templates.help')}
      </Typography>
    </Flex>
  );
};

export const ChecklistEditor = ({ draft, uid }: Props) => {
  const text = useText();
  const rules = draft.values.types[uid]?.checklist ?? [];
  const fields = draft.settings.types.find((type) => type.uid === uid)?.fields ?? [];
  const path = ['types', uid, 'checklist'];
  return (
    <>
      <Templates draft={draft} uid={uid} />
      <RuleList draft={draft} path={path} rules={rules} fields={fields} labelOf={(field) => fieldLabel(text.field, uid, field)} onChange={(next) => draft.set(path, next)} />
    </>
  );
};
