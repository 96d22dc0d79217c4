import { useState } from 'react';
import { Layouts, Page } from '@strapi/strapi/admin';
import { Box, Button, Flex, Loader, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import type { GetModerationFigures, MonthFigures } from '../../../../../contracts/moderation/figures';
import type { VerifyAudit } from '../../../../../contracts/moderation/members';
import { useSanctionsApi } from '../../../api/sanctions';
import { usePolled } from '../../../api/use-polled';
import { Note } from '../../../components/Note';
import { Section } from '../../../components/Section';
import { useText } from '../../../i18n/use-text';
import { useTimes } from '../../../i18n/use-times';
import { useMayLead } from '../sanctions/use-may-lead';

const COLUMNS = ['received', 'decided', 'adopted', 'rejected', 'strikes', 'appeals', 'overturned'] as const;

const MINUTE_MS = 60_000;

const Months = ({ months }: { readonly months: readonly MonthFigures[] }) => {
  const text = useText();
  const times = useTimes();
  return (
    <Box overflow="auto">
      <Table colCount={COLUMNS.length + 2} rowCount={months.length + 1}>
        <Thead>
          <Tr>
            <Th>
              <Typography variant="sigma">{text('figures.month')}</Typography>
            </Th>
            {COLUMNS.map((column) => (
              <Th key={column}>
                <Typography variant="sigma">{text(`figures.${column}`)}</Typography>
              </Th>
            ))}
            <Th>
              <Typography variant="sigma">{text('figures.median')}</Typography>
            </Th>
          </Tr>
        </Thead>
        <Tbody>
          {months.map((figures) => (
            <Tr key={figures.month}>
              <Td>
                <Typography fontWeight="semiBold">{figures.month}</Typography>
              </Td>
              {COLUMNS.map((column) => (
                <Td key={column}>
                  <Typography>{figures[column]}</Typography>
                </Td>
              ))}
              <Td>
                <Typography>{figures.medianMinutes === null ? '–' : times.duration(figures.medianMinutes * MINUTE_MS)}</Typography>
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Box>
  );
};

const NOW = ['openAppeals', 'overdueAppeals', 'openProposals', 'muted', 'banned'] as const;

const Now = ({ now }: { readonly now: GetModerationFigures.Response['data']['now'] }) => {
  const text = useText();
  return (
    <Flex tag="dl" gap={6} wrap="wrap" alignItems="flex-start">
      {NOW.map((name) => (
        <Box key={name}>
          <Typography tag="dt" variant="pi" textColor="neutral600">
            {text(`figures.now.${name}`)}
          </Typography>
          <Typography tag="dd" variant="beta" marginLeft={0}>
            {now[name]}
          </Typography>
        </Box>
      ))}
    </Flex>
  );
};

type Checked = { readonly kind: 'asking' } | { readonly kind: 'failed' } | { readonly kind: 'ready'; readonly verdict: VerifyAudit.Verdict };

/** Whether what was done in moderation stands as it was written. */
const Chain = () => {
  const text = useText();
  const { verifyAudit } = useSanctionsApi();
  const [checked, setChecked] = useState<Checked | null>(null);
  const check = async (): Promise<void> => {
    setChecked({ kind: 'asking' });
    const answer = await verifyAudit();
    if (answer.kind !== 'aborted') setChecked(answer.kind === 'ok' ? { kind: 'ready', verdict: answer.data } : { kind: 'failed' });
  };
  const verdict = checked?.kind === 'ready' ? checked.verdict : null;
  return (
    <Section title={text('audit.title')}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Typography>{text('audit.help')}</Typography>
        <Box>
          <Button variant="secondary" loading={checked?.kind === 'asking'} onClick={() => void check()}>
            {text('audit.verify')}
          </Button>
        </Box>
        {checked?.kind === 'failed' ? <Note tone="danger" role="alert" title={text('panel.failed')} /> : null}
        {verdict?.intact === true ? (
          <Note tone="success" role="status" title={text('audit.intact', { rows: verdict.rows })}>
            {verdict.head === null ? null : text('audit.head', { seq: verdict.head.seq, hash: verdict.head.hash })}
          </Note>
        ) : null}
        {verdict?.intact === false ? <Note tone="danger" role="alert" title={text('audit.broken', { seq: verdict.seq, problem: text(`audit.problem.${verdict.problem}`) })} /> : null}
      </Flex>
    </Section>
  );
};

const Figures = () => {
  const text = useText();
  const { figures } = useSanctionsApi();
  const { state } = usePolled(figures);
  const mayLead = useMayLead();
  return (
    <Page.Main>
      <Page.Title>{text('moderation.tab.figures')}</Page.Title>
      <Layouts.Header title={text('moderation.tab.figures')} subtitle={text('figures.subtitle')} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6}>
          {state.kind === 'loading' ? <Loader small>{text('panel.loading')}</Loader> : null}
          {state.kind === 'failed' ? <Note tone="danger" role="alert" title={text('panel.failed')} /> : null}
          {state.kind === 'ready' ? (
            <>
              <Section title={text('figures.now')}>
                <Now now={state.data.now} />
              </Section>
              <Section title={text('figures.months')}>
                <Months months={state.data.months} />
              </Section>
            </>
          ) : null}
          {mayLead ? <Chain /> : null}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};

export default Figures;
