import { Box, Field, Flex, IconButton, TextInput, Typography } from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import { humanise, useText } from '../../i18n/use-text';
import { problemAt, replaced, without } from './model';
import { RuleList } from './RuleList';
import type { Draft } from './use-draft';
import { useProblemText } from './use-problem-text';

/** Templates belong to no type, so fields are called by their names. */
export const TemplatesEditor = ({ draft }: { readonly draft: Draft }) => {
  const text = useText();
  const problemText = useProblemText();
  const templates = draft.values.checklistTemplates;
  const fields = [...new Set(draft.settings.types.flatMap((type) => type.fields))].sort();
  if (templates.length === 0) return <Typography textColor="neutral600">{text('settings.templates.empty')}</Typography>;
  return (
    <Flex direction="column" alignItems="stretch" gap={5}>
      {templates.map((template, i) => {
        const problem = problemAt(draft.problems, 'checklistTemplates', i, 'name');
        return (
          <Box key={i} borderColor="neutral200" hasRadius padding={4}>
            <Flex gap={3} alignItems="flex-start" paddingBottom={4}>
              <Box flex="1">
                <Field.Root name={`checklistTemplates.${i}.name`} required error={problem === null ? undefined : problemText(problem)}>
                  <Field.Label>{text('settings.templates.name')}</Field.Label>
                  <TextInput value={template.name} maxLength={100} onChange={(event) => draft.set(['checklistTemplates'], replaced(templates, i, { ...template, name: event.target.value }))} />
                  <Field.Error />
                </Field.Root>
              </Box>
              <Box paddingTop={6}>
                <IconButton label={text('settings.templates.remove', { name: template.name })} variant="ghost" onClick={() => draft.set(['checklistTemplates'], without(templates, i))}>
                  <Trash />
                </IconButton>
              </Box>
            </Flex>
            <Flex direction="column" alignItems="stretch" gap={3}>
              <RuleList
                draft={draft}
                path={['checklistTemplates', String(i), 'rules']}
                rules={template.rules}
                fields={fields}
                labelOf={humanise}
                onChange={(rules) => draft.set(['checklistTemplates'], replaced(templates, i, { ...template, rules }))}
              />
            </Flex>
          </Box>
        );
      })}
    </Flex>
  );
};
