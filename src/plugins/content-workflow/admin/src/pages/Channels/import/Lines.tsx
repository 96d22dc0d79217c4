import { useState } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { CheckImport, ImportLineView } from '../../../../../contracts/distribution';
import type { ImportOutcome } from '../../../../../core/distribution/newsletter/import';
import { Chip, type ChipColour } from '../../../components/Chip';
import { FilterSelect } from '../../../components/FilterSelect';
import { ListFoot } from '../../../components/ListFoot';
import { useFigures } from '../../../experiment/use-figures';
import { useText } from '../../../i18n/use-text';
import { linesWith, occurring } from './import-form';

/** Drawn at once; a file may have thousands. */
const PAGE = 100;

const COLOURS: Readonly<Record<ImportOutcome, ChipColour>> = { new: 'success', present: 'neutral', waiting: 'neutral', left: 'warning', bounced: 'danger', withheld: 'warning', invalid: 'danger', duplicate: 'neutral' };

const Scroll = styled(Box)`
  max-height: 32vh;
  overflow: auto;

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
  }
`;

const Line = ({ line }: { readonly line: ImportLineView }) => {
  const text = useText();
  const because = line.sameAs !== null ? text('import.sameAs', { line: line.sameAs }) : line.state !== null ? text('import.state', { state: line.state }) : '';
  return (
    <Flex tag="li" justifyContent="space-between" gap={3} wrap="wrap" paddingTop={1} paddingBottom={1}>
      <Typography variant="pi" style={{ overflowWrap: 'anywhere' }}>
        <Typography tag="span" variant="pi" textColor="neutral600">
          {text('import.line', { line: line.line })}
        </Typography>{' '}
        <bdi>{line.address === '' ? text('import.empty') : line.address}</bdi>
        {because === '' ? '' : ` · ${because}`}
      </Typography>
      <Chip colour={COLOURS[line.outcome]}>{text(`import.outcome.${line.outcome}`)}</Chip>
    </Flex>
  );
};

/** What would happen to each line, and how often each of it. */
export const Lines = ({ found: { lines, counts, ignored } }: { readonly found: CheckImport.Data }) => {
  const text = useText();
  const figures = useFigures();
  const [outcome, setOutcome] = useState('');
  const [shown, setShown] = useState(PAGE);
  const wanted = linesWith(lines, outcome);
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <FilterSelect
        name="outcome"
        label={text('import.lines')}
        none={text('import.lines.all', { count: figures.count(lines.length) })}
        value={outcome}
        choices={occurring(counts).map((value) => ({ value, label: `${text(`import.outcome.${value}`)} (${figures.count(counts[value])})` }))}
        onChange={(value) => {
          setOutcome(value);
          setShown(PAGE);
        }}
      />
      <Scroll tabIndex={0} role="region" aria-label={text('import.lines')} background="neutral100" hasRadius padding={3}>
        <ul>
          {wanted.slice(0, shown).map((line) => (
            <Line key={line.line} line={line} />
          ))}
        </ul>
        <ListFoot kind="ready" empty={null} hasMore={wanted.length > shown} onMore={() => setShown(shown + PAGE)} onRetry={() => undefined} />
      </Scroll>
      {ignored.length === 0 ? null : (
        <Typography variant="pi" textColor="neutral600">
          {text('import.ignored', { columns: ignored.join(', ') })}
        </Typography>
      )}
    </Flex>
  );
};
