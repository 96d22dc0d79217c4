import { useEffect, useState } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import { Layouts, Page } from '@strapi/strapi/admin';
import { Box, Flex, LinkButton, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import type { ListWordLists, WordListSummary } from '../../../../../contracts/moderation/word-lists';
import { Chip, type ChipColour } from '../../../components/Chip';
import { Moment } from '../../../components/Moment';
import { useText } from '../../../i18n/use-text';
import { useWordListsApi } from './api';
import { precisionOf, standingOf, type Standing } from './model';

const COLOUR: Readonly<Record<Standing, ChipColour>> = { inForce: 'success', expired: 'warning', retired: 'secondary' };

const Row = ({ list }: { readonly list: WordListSummary }) => {
  const text = useText();
  const standing = standingOf(list, Date.now());
  const precision = precisionOf(list.outcomes);
  return (
    <Tr>
      <Td>
        <Typography tag={RouterLink} to={list.key} fontWeight="semiBold" textColor="primary600">
          {list.name}
        </Typography>
      </Td>
      <Td>
        <Chip colour={COLOUR[standing]}>{text(`moderation.lists.standing.${standing}`)}</Chip>
      </Td>
      <Td>
        <Typography>{text(`violation.${list.violation}`)}</Typography>
      </Td>
      <Td>
        <Typography>{text(`severity.${list.severity}`)}</Typography>
      </Td>
      <Td>
        <Typography>{text(`moderation.lists.kind.${list.kind}`)}</Typography>
      </Td>
      <Td>
        <Typography>{text('moderation.lists.number', { count: list.terms })}</Typography>
      </Td>
      <Td>
        <Typography>{precision === null ? '–' : text('moderation.lists.precision', { share: precision, of: list.outcomes.upheld + list.outcomes.dismissed })}</Typography>
      </Td>
      <Td>
        <Typography>
          <Moment at={list.at} />
        </Typography>
      </Td>
    </Tr>
  );
};

const COLUMNS = ['name', 'standing', 'violation', 'severity', 'kind', 'terms', 'agreed', 'changed'] as const;

/** Every list, with what it is for and how often moderators agreed with it. */
export const Lists = ({ mayChange }: { readonly mayChange: boolean }) => {
  const text = useText();
  const api = useWordListsApi();
  const [lists, setLists] = useState<ListWordLists.Response | 'loading' | 'failed'>('loading');
  useEffect(() => {
    void api.list().then((answer) => {
      if (answer.kind !== 'aborted') setLists(answer.kind === 'ok' ? answer.data : 'failed');
    });
  }, [api]);

  if (lists === 'loading') return <Page.Loading />;
  if (lists === 'failed') return <Page.Error />;
  return (
    <Page.Main>
      <Page.Title>{text('moderation.tab.word-lists')}</Page.Title>
      <Layouts.Header
        title={text('moderation.tab.word-lists')}
        subtitle={text('moderation.lists.subtitle', { terms: lists.meta.terms, most: lists.meta.maxTerms })}
        primaryAction={
          mayChange ? (
            <LinkButton tag={RouterLink} to="new" startIcon={<Plus />}>
              {text('moderation.lists.new')}
            </LinkButton>
          ) : undefined
        }
      />
      <Layouts.Content>
        <Box overflow="auto">
          <Table colCount={COLUMNS.length} rowCount={lists.data.length + 1}>
            <Thead>
              <Tr>
                {COLUMNS.map((column) => (
                  <Th key={column}>
                    <Typography variant="sigma">{text(`moderation.lists.column.${column}`)}</Typography>
                  </Th>
                ))}
              </Tr>
            </Thead>
            <Tbody>
              {lists.data.map((list) => (
                <Row key={list.key} list={list} />
              ))}
            </Tbody>
          </Table>
        </Box>
        <Flex paddingTop={4}>
          <Typography variant="pi" textColor="neutral600">
            {text('moderation.lists.help')}
          </Typography>
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};
