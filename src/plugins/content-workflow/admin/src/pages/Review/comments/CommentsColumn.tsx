import { useEffect, useState } from 'react';
import { Box, Button, Checkbox, Flex, Loader, Typography } from '@strapi/design-system';
import type { ThreadView } from '../../../../../contracts/review';
import { Note } from '../../../components/Note';
import { Section } from '../../../components/Section';
import { useText } from '../../../i18n/use-text';
import type { SelectedPassage } from '../selection';
import { Key } from '../../../components/shortcuts/Key';
import { Composer } from './Composer';
import { Thread } from './Thread';
import type { Comments } from './use-comments';

/** What a new comment is about: the piece, an attribute, or a passage of its text. */
export type Target = { readonly path: null } | { readonly path: string; readonly passage: SelectedPassage['passage'] | null };

interface Props {
  readonly pieceId: number;
  readonly uid: string;
  readonly comments: Comments;
  readonly mayComment: boolean;
  readonly target: Target | null;
  readonly onTarget: (target: Target | null) => void;
  readonly active: number | null;
  readonly onShow: (thread: ThreadView) => void;
  readonly keysOn: boolean;
}

const keyOf = (pieceId: number, target: Target): string => `${pieceId}.${target.path ?? ''}.${target.path === null || target.passage === null ? '' : target.passage.start}`;

export const CommentsColumn = ({ pieceId, uid, comments, mayComment, target, onTarget, active, onShow, keysOn }: Props) => {
  const text = useText();
  const [onlyOpen, setOnlyOpen] = useState(true);
  const [said, setSaid] = useState<number | null>(null);
  const { threads, kind } = comments;
  // The box that the words were typed into is gone; the keyboard goes on from the comment that they became.
  useEffect(() => document.getElementById(`thread-${said ?? ''}`)?.focus(), [said]);
  const open = threads.filter(({ resolvedAt }) => resolvedAt === null);
  const shown = onlyOpen ? open : threads;
  const passage = target === null || target.path === null ? null : target.passage;
  const label = target === null || target.path === null ? text('review.comment.onPiece') : passage === null ? text('review.comment.onField', { field: text.field(uid, target.path) }) : text('review.comment.onPassage');
  return (
    <Section
      title={text('review.comments')}
      aside={
        <Typography variant="pi" textColor="neutral600">
          {text('review.comments.count', { open: open.length, all: threads.length })}
        </Typography>
      }
    >
      <Flex direction="column" alignItems="stretch" gap={3}>
        {target !== null ? (
          <Box background="neutral0" hasRadius shadow="tableShadow" padding={3}>
            {passage === null ? null : (
              <Typography tag="blockquote" variant="pi" textColor="neutral700" style={{ margin: '0 0 0.8rem', overflowWrap: 'anywhere' }}>
                {passage.quote}
              </Typography>
            )}
            <Composer
              key={keyOf(pieceId, target)}
              label={label}
              action={text('review.comment.send')}
              uid={uid}
              keepAs={`comment.${keyOf(pieceId, target)}`}
              autoFocus
              onSend={(body) => comments.create({ body, ...(target.path === null ? {} : { field: target.path, ...(passage === null ? {} : { passage }) }) })}
              onDone={({ id }) => {
                onTarget(null);
                setSaid(id);
              }}
              onCancel={() => onTarget(null)}
            />
          </Box>
        ) : mayComment ? (
          <Button variant="secondary" fullWidth onClick={() => onTarget({ path: null })}>
            {text('review.comment.begin')} <Key shown={keysOn}>C</Key>
          </Button>
        ) : null}
        {threads.length === open.length ? null : (
          <Checkbox checked={onlyOpen} onCheckedChange={(checked) => setOnlyOpen(checked === true)}>
            {text('review.comments.onlyOpen')}
          </Checkbox>
        )}
        {kind === 'loading' ? <Loader small>{text('panel.loading')}</Loader> : null}
        {kind === 'failed' ? <Note tone="danger" role="alert" title={text('review.comments.failed')} /> : null}
        {shown.length === 0 ? (
          kind === 'ready' ? (
            <Typography variant="pi" textColor="neutral600">
              {text('review.comments.none')}
            </Typography>
          ) : null
        ) : (
          <Flex tag="ul" direction="column" alignItems="stretch" gap={2} style={{ listStyle: 'none', padding: 0 }}>
            {shown.map((thread) => (
              <Thread key={thread.id} thread={thread} uid={uid} comments={comments} active={thread.id === active} mayComment={mayComment} onShow={onShow} />
            ))}
          </Flex>
        )}
      </Flex>
    </Section>
  );
};
