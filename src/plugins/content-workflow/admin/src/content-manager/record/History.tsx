import { useState } from 'react';
import { Box, Button, Flex, TextButton, Typography } from '@strapi/design-system';
import { Message } from '@strapi/icons';
import { styled } from 'styled-components';
import type { HistoryEntry, PieceView } from '../../../../contracts/piece';
import { useWorkflowApi } from '../../api/client';
import { Disclosure } from '../../components/Disclosure';
import { Moment } from '../../components/Moment';
import { useActorName } from '../../i18n/use-names';
import { useText } from '../../i18n/use-text';
import { useHistoryDetail } from './use-history-detail';

/** A line from entry to entry, and a dot where something happened. */
const Line = styled(Box)`
  position: relative;
  border-left: 2px solid ${({ theme }) => theme.colors.neutral200};

  &::before {
    content: '';
    position: absolute;
    top: 0.6rem;
    left: -5px;
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: ${({ theme }) => theme.colors.neutral500};
  }
`;

const Entry = ({ entry, uid }: { readonly entry: HistoryEntry; readonly uid: string }) => {
  const text = useText();
  const nameOf = useActorName();
  const detail = useHistoryDetail(uid)(entry);
  const moved = entry.from !== entry.to && entry.from !== '';
  return (
    <Line tag="li" paddingLeft={4}>
      <Typography tag="div" variant="omega" fontWeight="semiBold">
        {text.named('happened', entry.event)}
      </Typography>
      {moved ? (
        <Typography tag="div" variant="pi" textColor="neutral600">
          {text('history.moved', { from: text.named('state', entry.from), to: text.named('state', entry.to) })}
        </Typography>
      ) : null}
      {detail === null ? null : (
        <Typography tag="div" variant="pi" textColor="neutral600">
          {detail}
        </Typography>
      )}
      {entry.comment === null ? null : (
        <Box tag="blockquote" background="neutral100" hasRadius padding={2} marginTop={1} marginBottom={1}>
          <Typography tag="p" variant="omega" textColor="neutral800" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {entry.comment}
          </Typography>
        </Box>
      )}
      <Typography tag="div" variant="pi" textColor="neutral600">
        {nameOf(entry.by)} · <Moment at={entry.at} />
      </Typography>
    </Line>
  );
};

interface Props {
  readonly view: PieceView;
  /** `null` when the viewer may not comment. */
  readonly onComment: (() => void) | null;
}

type Older = { readonly kind: 'idle' | 'asking' | 'failed' };

/** Newest first. What came with the piece is renewed with it; older pages are kept below. */
export const History = ({ view, onComment }: Props) => {
  const text = useText();
  const api = useWorkflowApi();
  const [fetched, setFetched] = useState<readonly HistoryEntry[]>([]);
  const [older, setOlder] = useState<Older>({ kind: 'idle' });
  const [onlyWords, setOnlyWords] = useState(false);

  const recent = new Set(view.history.map(({ id }) => id));
  const entries = [...view.history, ...fetched.filter(({ id }) => !recent.has(id))].sort((a, b) => b.revision - a.revision);
  const oldest = entries.at(-1);
  const shown = onlyWords ? entries.filter(({ comment }) => comment !== null) : entries;

  const loadOlder = async (before: number): Promise<void> => {
    setOlder({ kind: 'asking' });
    const answer = await api.history(view.id, before);
    if (answer.kind === 'aborted') return;
    setOlder({ kind: answer.kind === 'ok' ? 'idle' : 'failed' });
    if (answer.kind === 'ok') setFetched((known) => [...known, ...answer.data]);
  };

  return (
    <Disclosure title={text('history.title')}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Flex gap={3} wrap="wrap">
          {onComment === null ? null : (
            <Button size="S" variant="tertiary" startIcon={<Message />} onClick={onComment}>
              {text('event.COMMENT')}
            </Button>
          )}
          {entries.some(({ comment }) => comment !== null) ? (
            <TextButton onClick={() => setOnlyWords(!onlyWords)}>
              {text(onlyWords ? 'history.everything' : 'history.onlyWords')}
            </TextButton>
          ) : null}
        </Flex>
        <Flex tag="ol" direction="column" alignItems="stretch" gap={3}>
          {shown.map((entry) => (
            <Entry key={entry.id} entry={entry} uid={view.uid} />
          ))}
        </Flex>
        {/* A piece opens with revision 1, so that entry is the last there can be. */}
        {oldest === undefined || oldest.revision <= 1 ? null : (
          <TextButton disabled={older.kind === 'asking'} onClick={() => void loadOlder(oldest.revision)}>
            {text(older.kind === 'failed' ? 'history.failed' : 'history.older')}
          </TextButton>
        )}
      </Flex>
    </Disclosure>
  );
};
