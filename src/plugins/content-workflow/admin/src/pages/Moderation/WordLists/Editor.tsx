import { useMemo, useState } from 'react';
import { Link as RouterLink, useNavigate } from 'react-router-dom';
import { Layouts, useNotification } from '@strapi/strapi/admin';
import { Box, Button, Checkbox, Field, Flex, Grid, LinkButton, SingleSelect, SingleSelectOption, TextInput, Textarea, Typography } from '@strapi/design-system';
import { SEVERITIES, VIOLATIONS, type Severity, type Violation } from '../../../../../core/moderation/vocabulary';
import { LIST_KEY, MATCH_KINDS, MAX_ALLOWED, MAX_TERM_LENGTH, MAX_TERMS, MIN_TERM_LETTERS, type MatchKind } from '../../../../../core/moderation/word-lists';
import type { WordListView } from '../../../../../contracts/moderation/word-lists';
import { Note } from '../../../components/Note';
import { Section } from '../../../components/Section';
import { useText } from '../../../i18n/use-text';
import { UnsavedGuard } from '../../../components/UnsavedGuard';
import { History } from './History';
import { countOf, draftOf, EMPTY, firstProblem, isSame, precisionOf, valuesOf, type Draft } from './model';
import { SaveDialog } from './SaveDialog';

interface Props {
  /** `null` for a new list. */
  readonly list: WordListView | null;
  readonly mayChange: boolean;
}

interface FieldsProps {
  readonly draft: Draft;
  readonly readOnly: boolean;
  readonly onChange: (change: Partial<Draft>) => void;
}

const Meaning = ({ draft, readOnly, onChange }: FieldsProps) => {
  const text = useText();
  return (
    <Grid.Root gap={4}>
      <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
        <Field.Root name="name" required>
          <Field.Label>{text('moderation.lists.column.name')}</Field.Label>
          <TextInput value={draft.name} maxLength={100} disabled={readOnly} onChange={(event) => onChange({ name: event.currentTarget.value })} />
        </Field.Root>
      </Grid.Item>
      <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
        <Field.Root name="owner" required hint={text('moderation.lists.owner.help')}>
          <Field.Label>{text('moderation.lists.owner')}</Field.Label>
          <TextInput value={draft.owner} maxLength={100} disabled={readOnly} onChange={(event) => onChange({ owner: event.currentTarget.value })} />
          <Field.Hint />
        </Field.Root>
      </Grid.Item>
      <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
        <Field.Root name="violation">
          <Field.Label>{text('moderation.field.violation')}</Field.Label>
          <SingleSelect value={draft.violation} disabled={readOnly} onChange={(violation) => onChange({ violation: violation as Violation })}>
            {VIOLATIONS.map((violation) => (
              <SingleSelectOption key={violation} value={violation}>
                {text(`violation.${violation}`)}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Field.Root>
      </Grid.Item>
      <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
        <Field.Root name="severity">
          <Field.Label>{text('moderation.field.severity')}</Field.Label>
          <SingleSelect value={draft.severity} disabled={readOnly} onChange={(severity) => onChange({ severity: severity as Severity })}>
            {SEVERITIES.map((severity) => (
              <SingleSelectOption key={severity} value={severity}>
                {text(`severity.${severity}`)}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Field.Root>
      </Grid.Item>
      <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
        <Field.Root name="kind" hint={text(`moderation.lists.kind.${draft.kind}.help`)}>
          <Field.Label>{text('moderation.lists.column.kind')}</Field.Label>
          <SingleSelect value={draft.kind} disabled={readOnly} onChange={(kind) => onChange({ kind: kind as MatchKind })}>
            {MATCH_KINDS.map((kind) => (
              <SingleSelectOption key={kind} value={kind}>
                {text(`moderation.lists.kind.${kind}`)}
              </SingleSelectOption>
            ))}
          </SingleSelect>
          <Field.Hint />
        </Field.Root>
      </Grid.Item>
      <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
        <Field.Root name="expiresOn" hint={text('moderation.lists.expires.help')}>
          <Field.Label>{text('moderation.lists.expires')}</Field.Label>
          <TextInput type="date" value={draft.expiresOn} disabled={readOnly} onChange={(event) => onChange({ expiresOn: event.currentTarget.value })} />
          <Field.Hint />
        </Field.Root>
      </Grid.Item>
      <Grid.Item col={6} s={12}>
        <Checkbox checked={draft.minors} disabled={readOnly} onCheckedChange={(checked) => onChange({ minors: checked === true })}>
          {text('moderation.lists.minors')}
        </Checkbox>
      </Grid.Item>
      <Grid.Item col={6} s={12}>
        <Checkbox checked={draft.retired} disabled={readOnly} onCheckedChange={(checked) => onChange({ retired: checked === true })}>
          {text('moderation.lists.retired')}
        </Checkbox>
      </Grid.Item>
    </Grid.Root>
  );
};

interface LinesProps {
  readonly name: 'terms' | 'allow';
  readonly value: string;
  readonly most: number;
  readonly readOnly: boolean;
  readonly onChange: (value: string) => void;
}

/** One term a line, counted while somebody types. */
const Lines = ({ name, value, most, readOnly, onChange }: LinesProps) => {
  const text = useText();
  const count = useMemo(() => countOf(value), [value]);
  const problem = useMemo(() => firstProblem(value), [value]);
  const error = problem === null ? (count > most ? text('moderation.lists.lines.tooMany', { most }) : undefined) : text('moderation.lists.lines.problem', { line: problem.line, term: problem.term.slice(0, 40), least: MIN_TERM_LETTERS, most: MAX_TERM_LENGTH });
  return (
    <Field.Root name={name} hint={text(`moderation.lists.${name}.help`)} error={error}>
      <Field.Label>{text('moderation.lists.lines', { what: text(`moderation.lists.${name}`), count, most })}</Field.Label>
      <Textarea value={value} disabled={readOnly} minHeight={name === 'terms' ? '32rem' : '12rem'} spellCheck={false} onChange={(event) => onChange(event.currentTarget.value)} />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
};

const canBeSaved = (draft: Draft, key: string): boolean =>
  LIST_KEY.test(key) &&
  draft.name.trim() !== '' &&
  draft.owner.trim() !== '' &&
  (draft.retired || countOf(draft.terms) > 0) &&
  countOf(draft.terms) <= MAX_TERMS &&
  countOf(draft.allow) <= MAX_ALLOWED &&
  firstProblem(draft.terms) === null &&
  firstProblem(draft.allow) === null;

/** One list: what it says, and its versions. */
export const Editor = ({ list, mayChange }: Props) => {
  const text = useText();
  const navigate = useNavigate();
  const { toggleNotification } = useNotification();
  const [saved, setSaved] = useState(list);
  const [draft, setDraft] = useState(list === null ? EMPTY : draftOf(list));
  const [key, setKey] = useState(list?.key ?? '');
  const [asking, setAsking] = useState<ReturnType<typeof valuesOf> | null>(null);

  const isDirty = !isSame(draft, saved === null ? EMPTY : draftOf(saved));
  const precision = saved === null ? null : precisionOf(saved.outcomes);
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));

  const done = (fresh: WordListView): void => {
    setSaved(fresh);
    setDraft(draftOf(fresh));
    setAsking(null);
    toggleNotification({ type: 'success', message: text('moderation.lists.saved', { version: fresh.version }) });
    if (list === null) navigate(`../${fresh.key}`, { replace: true, relative: 'path' });
  };

  return (
    <>
      <UnsavedGuard isDirty={isDirty && asking === null} />
      <Layouts.Header
        title={saved?.name ?? text('moderation.lists.new')}
        subtitle={saved === null ? undefined : text('moderation.lists.version', { version: saved.version, count: saved.terms.length })}
        navigationAction={
          <LinkButton tag={RouterLink} to=".." relative="path" variant="ghost">
            {text('moderation.lists.back')}
          </LinkButton>
        }
        primaryAction={
          mayChange ? (
            <Button disabled={!isDirty || !canBeSaved(draft, key)} onClick={() => setAsking(valuesOf(draft))}>
              {text('moderation.lists.tryAndSave')}
            </Button>
          ) : undefined
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6}>
          {mayChange ? null : <Note tone="neutral" title={text('moderation.lists.readOnly')} />}
          {precision === null || saved === null ? null : (
            <Typography textColor="neutral600">{text('moderation.lists.precision.long', { share: precision, upheld: saved.outcomes.upheld, dismissed: saved.outcomes.dismissed })}</Typography>
          )}
          <Box background="neutral0" hasRadius shadow="tableShadow" padding={6}>
            <Flex direction="column" alignItems="stretch" gap={4}>
              {list === null ? (
                <Field.Root name="key" required hint={text('moderation.lists.key.help')}>
                  <Field.Label>{text('moderation.lists.key')}</Field.Label>
                  <TextInput value={key} maxLength={40} onChange={(event) => setKey(event.currentTarget.value.toLowerCase())} />
                  <Field.Hint />
                </Field.Root>
              ) : null}
              <Meaning draft={draft} readOnly={!mayChange} onChange={change} />
              <Lines name="terms" value={draft.terms} most={MAX_TERMS} readOnly={!mayChange} onChange={(terms) => change({ terms })} />
              <Lines name="allow" value={draft.allow} most={MAX_ALLOWED} readOnly={!mayChange} onChange={(allow) => change({ allow })} />
            </Flex>
          </Box>
          {saved === null ? null : (
            <Section title={text('moderation.lists.history')}>
              <History listKey={saved.key} version={saved.version} />
            </Section>
          )}
        </Flex>
      </Layouts.Content>
      {asking === null ? null : <SaveDialog listKey={key} version={saved?.version ?? 0} values={asking} onSaved={done} onClose={() => setAsking(null)} />}
    </>
  );
};
