import { NavLink } from 'react-router-dom';
import { Box, Link, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import type { PieceSummary } from '../../../../contracts/piece';
import { useGovernedTypes, type GovernedType } from '../../api/governed';
import { Moment } from '../../components/Moment';
import { ListFoot } from '../../components/ListFoot';
import { StageChip } from '../../components/StageChip';
import { useActorName, useLanguageName } from '../../i18n/use-names';
import { useText, type MessageKey } from '../../i18n/use-text';
import { editAddress } from '../../piece/address';
import { FilterBar } from './FilterBar';
import { useFilters } from './filters';
import { Section } from '../../components/Section';
import { usePieces } from './use-pieces';

const COLUMNS: readonly MessageKey[] = ['column.title', 'column.stage', 'column.type', 'column.language', 'column.assignee', 'column.due', 'column.publishAt', 'column.changed'];

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
        <Typography>{type === undefined ? piece.uid : text.own(type.displayName)}</Typography>
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
      <ListFoot kind={kind} empty={pieces.length === 0 ? text('pieces.none') : null} hasMore={nextCursor !== null} onMore={more} onRetry={pieces.length === 0 ? reload : more} />
    </Section>
  );
};
