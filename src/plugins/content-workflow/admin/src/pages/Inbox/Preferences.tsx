import { useEffect, useMemo, useState, type FormEvent } from 'react';
import { NavLink } from 'react-router-dom';
import { Layouts, Page, useNotification } from '@strapi/strapi/admin';
import { Box, Button, Checkbox, Combobox, ComboboxOption, Field, Flex, Link, SingleSelect, SingleSelectOption, Table, Tbody, Td, TextInput, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { styled } from 'styled-components';
import type { NotificationPreferences } from '../../../../contracts/notifications';
import { KINDS, MAIL_WAYS, type Choice, type Kind, type MailWay } from '../../../../core/notifying/choices';
import { useWorkflowApi } from '../../api/client';
import { Note } from '../../components/Note';
import { Section } from '../../components/Section';
import { useText } from '../../i18n/use-text';
import { viewerZone } from '../../i18n/use-times';

type Chosen = NotificationPreferences.Response['data'];

/** The browser draws its clock in the scheme of the theme. */
const Scheme = styled(Box)`
  color-scheme: ${({ theme }) => theme.colorScheme};
`;

interface MatrixProps {
  readonly chosen: Chosen;
  readonly onChange: (kind: Kind, change: Partial<Choice>) => void;
}

const Matrix = ({ chosen, onChange }: MatrixProps) => {
  const text = useText();
  return (
    <Table colCount={3} rowCount={KINDS.length + 1}>
      <Thead>
        <Tr>
          {(['inbox.column.what', 'inbox.column.admin', 'inbox.column.mail'] as const).map((column) => (
            <Th key={column}>
              <Typography variant="sigma" textColor="neutral600">
                {text(column)}
              </Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {KINDS.map((kind) => {
          const name = text(`inbox.kind.${kind}`);
          const { admin, mail } = chosen.choices[kind];
          return (
            <Tr key={kind}>
              <Td>
                <Typography textColor="neutral800">{name}</Typography>
              </Td>
              <Td>
                <Checkbox checked={admin} aria-label={text('inbox.choice.admin', { kind: name })} onCheckedChange={(checked) => onChange(kind, { admin: checked === true })} />
              </Td>
              <Td>
                <Box maxWidth="22rem">
                  <SingleSelect size="S" value={mail} disabled={!chosen.mail} aria-label={text('inbox.choice.mail', { kind: name })} onChange={(value) => onChange(kind, { mail: value as MailWay })}>
                    {MAIL_WAYS.map((way) => (
                      <SingleSelectOption key={way} value={way}>
                        {text(`inbox.mail.${way}`)}
                      </SingleSelectOption>
                    ))}
                  </SingleSelect>
                </Box>
              </Td>
            </Tr>
          );
        })}
      </Tbody>
    </Table>
  );
};

interface DigestProps {
  readonly digest: Chosen['digest'];
  readonly invalid: string | null;
  readonly onChange: (change: Partial<Chosen['digest']>) => void;
}

const Digest = ({ digest, invalid, onChange }: DigestProps) => {
  const text = useText();
  const zones = useMemo(() => [...new Set([digest.timezone, viewerZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')])].filter((zone) => zone !== ''), [digest.timezone]);
  return (
    <Flex gap={4} wrap="wrap" alignItems="flex-start">
      <Scheme flex="0 1 16rem">
        <Field.Root name="at" required error={invalid === 'digest.at' ? text('dialog.required') : undefined}>
          <Field.Label>{text('field.time')}</Field.Label>
          <TextInput type="time" value={digest.at} onChange={(event) => onChange({ at: event.target.value })} />
          <Field.Error />
        </Field.Root>
      </Scheme>
      <Box flex="0 1 32rem">
        <Field.Root name="timezone" required error={invalid === 'digest.timezone' ? text('dialog.noZones') : undefined} hint={digest.timezone === viewerZone() ? undefined : text('inbox.zone.hint', { zone: viewerZone() })}>
          <Field.Label>{text('field.timezone')}</Field.Label>
          <Combobox
            value={digest.timezone}
            // Of a long list only what is scrolled into view is mounted, so the zone that is set would be lost on leaving.
            allowCustomValue
            autocomplete={{ type: 'list', filter: 'contains' }}
            clearLabel={text('field.clear')}
            noOptionsMessage={() => text('dialog.noZones')}
            onFocus={(event) => event.currentTarget.select()}
            onChange={(value?: string) => onChange({ timezone: value ?? '' })}
          >
            {zones.map((zone) => (
              <ComboboxOption key={zone} value={zone}>
                {zone}
              </ComboboxOption>
            ))}
          </Combobox>
          <Field.Hint />
          <Field.Error />
        </Field.Root>
      </Box>
    </Flex>
  );
};

export const Preferences = () => {
  const text = useText();
  const api = useWorkflowApi();
  const { toggleNotification } = useNotification();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const [invalid, setInvalid] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);

  useEffect(() => {
    void api.preferences().then((answer) => {
      if (answer.kind === 'ok') setChosen(answer.data);
      else if (answer.kind !== 'aborted') setFailed(true);
    });
  }, [api]);

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (chosen === null) return;
    setSaving(true);
    const answer = await api.choosePreferences({ choices: chosen.choices, digest: chosen.digest });
    setSaving(false);
    setInvalid(answer.kind === 'invalid' ? answer.field : null);
    if (answer.kind === 'ok') setChosen(answer.data);
    toggleNotification(answer.kind === 'ok' ? { type: 'success', message: text('inbox.saved') } : { type: 'warning', message: text('dialog.failed') });
  };

  if (hasFailed) return <Page.Error />;
  if (chosen === null) return <Page.Loading />;
  return (
    <Page.Main>
      <Page.Title>{text('inbox.preferences')}</Page.Title>
      <form onSubmit={(event) => void save(event)} noValidate>
        <Layouts.Header
          title={text('inbox.preferences')}
          subtitle={text('inbox.preferences.subtitle')}
          navigationAction={
            <Link tag={NavLink} to=".." relative="path" startIcon={<ArrowLeft />}>
              {text('screen.inbox')}
            </Link>
          }
          primaryAction={
            <Button type="submit" loading={isSaving}>
              {text('inbox.save')}
            </Button>
          }
        />
        <Layouts.Content>
          <Flex direction="column" alignItems="stretch" gap={6} paddingBottom={6}>
            {chosen.mail ? null : <Note tone="neutral" title={text('inbox.noMail')} />}
            <Section title={text('inbox.choices')}>
              <Matrix chosen={chosen} onChange={(kind, change) => setChosen({ ...chosen, choices: { ...chosen.choices, [kind]: { ...chosen.choices[kind], ...change } } })} />
            </Section>
            {chosen.mail ? (
              <Section title={text('inbox.digest')}>
                <Box paddingBottom={3}>
                  <Typography textColor="neutral600">{text('inbox.digest.help')}</Typography>
                </Box>
                <Digest digest={chosen.digest} invalid={invalid} onChange={(change) => setChosen({ ...chosen, digest: { ...chosen.digest, ...change } })} />
              </Section>
            ) : null}
          </Flex>
        </Layouts.Content>
      </form>
    </Page.Main>
  );
};
