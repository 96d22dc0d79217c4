import { Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { DocumentState } from '../../../../contracts/bulk';
import { StageChip } from '../../components/StageChip';
import { useText } from '../../i18n/use-text';
import { useTimes } from '../../i18n/use-times';
import { useMayRead } from '../use-subject';
import { documentStates } from './states';

/** The part of a row of Strapi's list that tells which document, in which language and version, it is. */
export interface Row {
  readonly documentId: string;
  readonly locale?: string | null;
  readonly updatedAt?: string | null;
}

const Dot = styled.span<{ $changed: boolean }>`
  width: 8px;
  height: 8px;
  flex: none;
  border-radius: 50%;
  border: 2px solid ${({ theme }) => theme.colors.success500};
  background: ${({ theme, $changed }) => ($changed ? 'transparent' : theme.colors.success500)};
`;

const LiveDot = ({ changed }: { readonly changed: boolean }) => {
  const text = useText();
  const label = text(changed ? 'list.live.changed' : 'list.live');
  return <Dot $changed={changed} role="img" aria-label={label} title={label} />;
};

/** States in which a promised hour is what people look for. */
const PROMISED: ReadonlySet<string> = new Set(['scheduled', 'held']);

/** Work that is over can not be late. */
const OVER: ReadonlySet<string> = new Set(['published', 'closed', 'archived', 'rejected', 'withdrawn']);

const When = ({ piece }: Pick<DocumentState, 'piece'>) => {
  const text = useText();
  const times = useTimes();
  const { state, publishAt, dueAt } = piece;
  if (PROMISED.has(state) && publishAt !== null)
    return (
      <Typography variant="pi" textColor="neutral600">
        <time dateTime={publishAt}>{text('list.publishAt', { when: times.exact(publishAt) })}</time>
      </Typography>
    );
  if (dueAt === null || OVER.has(state)) return null;
  const late = Date.parse(dueAt) < Date.now();
  return (
    <Typography variant="pi" textColor={late ? 'danger600' : 'neutral600'} fontWeight={late ? 'semiBold' : undefined}>
      <time dateTime={dueAt} title={times.exact(dueAt)}>
        {text(late ? 'list.overdue' : 'list.due', { when: times.relative(dueAt) })}
      </time>
    </Typography>
  );
};

const Nothing = () => (
  <Typography variant="pi" textColor="neutral600">
    –
  </Typography>
);

const Stage = ({ row, model }: Props) => {
  const text = useText();
  const known = documentStates.useOne({ uid: model, documentId: row.documentId, locale: row.locale ?? '' }, row.updatedAt ?? '');
  switch (known.kind) {
    case 'loading':
      return null;
    case 'failed':
      return (
        <Typography variant="pi" textColor="danger600">
          {text('list.failed')}
        </Typography>
      );
    case 'none':
      return <Nothing />;
    case 'ready':
      return (
        <Flex direction="column" alignItems="flex-start" gap={1}>
          <Flex gap={2}>
            <StageChip state={known.value.piece.state} />
            {known.value.isLive ? <LiveDot changed={known.value.isChanged} /> : null}
          </Flex>
          <When piece={known.value.piece} />
        </Flex>
      );
  }
};

interface Props {
  readonly row: Row;
  readonly model: string;
}

export const StageCell = (props: Props) => (useMayRead() ? <Stage {...props} /> : <Nothing />);
