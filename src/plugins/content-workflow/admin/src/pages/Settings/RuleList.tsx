import { Box, Button, Checkbox, Field, Flex, IconButton, NumberInput, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { Plus, Trash } from '@strapi/icons';
import type { ChecklistRule } from '../../../../core/review/checklist';
import type { SettingsPath } from '../../../../contracts/settings';
import { humanise, useText } from '../../i18n/use-text';
import { problemAt, replaced, without } from './model';
import type { Draft } from './use-draft';
import { useProblemText } from './use-problem-text';

const LEVELS = ['required', 'before-approval', 'recommended'] as const satisfies readonly ChecklistRule['level'][];

interface Props {
  readonly draft: Draft;
  readonly path: SettingsPath;
  readonly rules: readonly ChecklistRule[];
  readonly fields: readonly string[];
  readonly labelOf: (field: string) => string;
  readonly onChange: (rules: readonly ChecklistRule[]) => void;
}

const LIMITS = ['min', 'max', 'minWords', 'maxWords'] as const satisfies readonly (keyof ChecklistRule)[];
const SIGHTS = ['altText', 'links'] as const satisfies readonly (keyof ChecklistRule)[];

/** A limit that is emptied is none; the rest of the rule stays as it is, whatever else it holds. */
const withLimit = (rule: ChecklistRule, limit: (typeof LIMITS)[number], value: number | undefined): ChecklistRule => {
  const { [limit]: _old, ...rest } = rule;
  return value === undefined ? rest : { ...rest, [limit]: value };
};

/** What is not asked for is not in the rule. */
const withSight = (rule: ChecklistRule, sight: (typeof SIGHTS)[number], asked: boolean): ChecklistRule => {
  const { [sight]: _old, ...rest } = rule;
  return asked ? { ...rest, [sight]: true } : rest;
};

export const RuleList = ({ draft, path, rules, fields, labelOf, onChange }: Props) => {
  const text = useText();
  const problemText = useProblemText();
  const error = (...at: (string | number)[]): string | undefined => {
    const problem = problemAt(draft.problems, ...path, ...at);
    return problem === null ? undefined : problemText(problem);
  };
  const wholeRule = (i: number): string | undefined => (draft.problems.some((problem) => problem.path.length === path.length + 1) ? error(i) : undefined);
  return (
    <>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
        {rules.map((rule, i) => (
          // Rules have no name of their own; nothing in a row is kept outside of the values.
          <Flex tag="li" key={i} gap={3} alignItems="flex-start" wrap="wrap">
            <Box flex="2 1 16rem">
              <Field.Root name={`${path.join('.')}.${i}.field`} required error={wholeRule(i) ?? error(i, 'field')}>
                <Field.Label>{text('settings.checklist.field')}</Field.Label>
                <SingleSelect value={rule.field} onChange={(field) => onChange(replaced(rules, i, { ...rule, field: String(field) }))}>
                  {[...new Set([...fields, rule.field])].map((field) => (
                    <SingleSelectOption key={field} value={field}>
                      {labelOf(field)}
                    </SingleSelectOption>
                  ))}
                </SingleSelect>
                <Field.Error />
              </Field.Root>
            </Box>
            <Box flex="2 1 14rem">
              <Field.Root name={`${path.join('.')}.${i}.level`} required error={error(i, 'level')}>
                <Field.Label>{text('settings.checklist.level')}</Field.Label>
                <SingleSelect value={rule.level} onChange={(level) => onChange(replaced(rules, i, { ...rule, level: level as ChecklistRule['level'] }))}>
                  {LEVELS.map((level) => (
                    <SingleSelectOption key={level} value={level}>
                      {text(`checklist.${level}`)}
                    </SingleSelectOption>
                  ))}
                </SingleSelect>
                <Field.Error />
              </Field.Root>
            </Box>
            {LIMITS.map((limit) => (
              <Box key={limit} flex="1 1 9rem">
                <Field.Root name={`${path.join('.')}.${i}.${limit}`} error={error(i, limit)}>
                  <Field.Label>{text(`settings.checklist.${limit}`)}</Field.Label>
                  <NumberInput value={rule[limit]} onValueChange={(value) => onChange(replaced(rules, i, withLimit(rule, limit, value)))} />
                  <Field.Error />
                </Field.Root>
              </Box>
            ))}
            <Flex gap={4} paddingTop={7}>
              {SIGHTS.map((sight) => (
                <Checkbox key={sight} checked={rule[sight] === true} onCheckedChange={(checked) => onChange(replaced(rules, i, withSight(rule, sight, checked === true)))}>
                  {text(`settings.checklist.${sight}`)}
                </Checkbox>
              ))}
            </Flex>
            <Box paddingTop={6}>
              <IconButton label={text('settings.checklist.remove', { field: labelOf(rule.field) })} variant="ghost" onClick={() => onChange(without(rules, i))}>
                <Trash />
              </IconButton>
            </Box>
          </Flex>
        ))}
      </Flex>
      <Flex>
        <Button variant="secondary" startIcon={<Plus />} disabled={fields.length === 0} onClick={() => onChange([...rules, { field: fields.find((field) => !rules.some((rule) => rule.field === field)) ?? fields[0] ?? '', level: 'required' }])}>
          {text('settings.checklist.add')}
        </Button>
      </Flex>
    </>
  );
};

/** What editors call a field; a part of a component by both names. */
export const fieldLabel = (fieldText: (uid: string, name: string) => string, uid: string, field: string): string => {
  const [first = field, ...rest] = field.split('.');
  return [fieldText(uid, first), ...rest.map(humanise)].join(' › ');
};
