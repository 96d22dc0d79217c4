import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { NavLink } from 'react-router-dom';
import { Box, Button, Flex, Link, Loader, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import type { PieceSummary } from '../../../../contracts/piece';
import { useGovernedTypes, type GovernedType } from '../../api/governed';
import { Moment } from '../../components/Moment';
import { Note } from '../../components/Note';
import { StageChip } from '../../components/StageChip';
import { useActorName } from '../../i18n/use-names';
import { useText, type MessageKey } from '../../i18n/use-text';
import { editAddress } from './address';
import { FilterBar } from './FilterBar';
import { useFilters } from './filters';
import { Section } from './Section';
import { usePieces } from './use-pieces';

const COLUMNS: readonly MessageKey[] = ['column.title', 'column.stage', 'column.type', 'column.language', 'column.assignee', 'column.due', 'column.publishAt', 'column.changed'];

const useLanguageName = (): ((code: string) => string) => {
  const { locale } = useIntl();
  return useMemo(() => {
    const names = new Intl.DisplayNames([locale === 'zh' ? 'zh-Hant' : locale], { type: 'language' });
    return (code) => (code === '' ? '–' : (names.of(code) ?? code));
  }, [locale]);
};

const Row = ({ piece, types }: { readonly piece: PieceSummary; readonly types: readonly GovernedType[] }) => {
  const text = useText();
  const nameOf = useActorName();
  const language = useLanguageName();
  const type = types.find(({ uid }) => uid === piece.uid);
  return (
    <Tr>
      <Td>
        <Box maxWidth="32rem" style={{ whiteSpace: 'normal' }}>
          <Link tag={NavLink} to={editAddress(piece)}>
            {piece.title === '' ? text('piece.untitled') : piece.title}
          </Link>
        </Box>
      </Td>
      <Td>
        <StageChip state={piece.state} />
      </Td>
      <Td>
        <Typography>{type === undefined ? piece.uid : text.type(type.displayName)}</Typography>
      </Td>
      <Td>
        <Typography>{language(piece.locale)}</Typography>
      </Td>
      <Td>
        <Typography textColor={piece.assignee === null ? 'neutral600' : 'neutral800'}>{nameOf(piece.assignee)}</Typography>
      </Td>
      <Td>
        <Typography>{piece.dueAt === null ? '–' : <Moment at={piece.dueAt} />}</Typography>
      </Td>
      <Td>
        <Typography>{piece.publishAt === null ? '–' : <Moment at={piece.publishAt} />}</Typography>
      </Td>
      <Td>
        <Typography>
          <Moment at={piece.changedAt} />
        </Typography>
      </Td>
    </Tr>
  );
};

/** Every current piece, newest change first. */
export const Pieces = () => {
  const text = useText();
  const types = useGovernedTypes();
  const [filters, change] = useFilters();
  const { kind, pieces, nextCursor, more, reload } = usePieces(filters);
  return (
    <Section title={text('pieces.title')}>
      <FilterBar filters={filters} types={types} onChange={change} />
      {pieces.length > 0 ? (
        <Table colCount={COLUMNS.length} rowCount={pieces.length + 1}>
          <Thead>
            <Tr>
              {COLUMNS.map((column) => (
                <Th key={column}>
                  <Typography variant="sigma" textColor="neutral600">
                    {text(column)}
                  </Typography>
                </Th>
              ))}
            </Tr>
          </Thead>
          <Tbody>
            {pieces.map((piece) => (
              <Row key={piece.id} piece={piece} types={types} />
            ))}
          </Tbody>
        </Table>
      ) : null}
      <Flex justifyContent="center" paddingTop={4} aria-live="polite">
        {kind === 'loading' ? <Loader small>{text('panel.loading')}</Loader> : null}
        {kind === 'ready' && pieces.length === 0 ? <Typography textColor="neutral600">{text('pieces.none')}</Typography> : null}
        {kind === 'ready' && nextCursor !== null ? (
          <Button variant="tertiary" onClick={more}>
            {text('pieces.more')}
          </Button>
        ) : null}
        {kind === 'failed' ? (
          <Note
            tone="danger"
            role="alert"
            title={text('panel.failed')}
            action={
              <Flex>
                <Button size="S" variant="tertiary" onClick={pieces.length === 0 ? reload : more}>
                  {text('action.retry')}
                </Button>
              </Flex>
            }
          />
        ) : null}
      </Flex>
    </Section>
  );
};
