import { useState } from 'react';
import { useAuth } from '@strapi/strapi/admin';
import { Box, Flex, TextButton, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { CommentView, ThreadView } from '../../../../../contracts/review';
import { Chip } from '../../../components/Chip';
import { Moment } from '../../../components/Moment';
import { useActorName } from '../../../i18n/use-names';
import { useText } from '../../../i18n/use-text';
import { Composer } from './Composer';
import type { Comments } from './use-comments';

const Quote = styled.blockquote<{ $gone: boolean }>`
  margin: 0;
  padding-inline-start: 1rem;
  border-inline-start: 3px solid ${({ theme, $gone }) => ($gone ? theme.colors.neutral300 : theme.colors.warning500)};
  color: ${({ theme }) => theme.colors.neutral700};
  font-size: 1.2rem;
  overflow-wrap: anywhere;
`;

const Frame = styled(Box)<{ $active: boolean }>`
  outline: ${({ theme, $active }) => ($active ? `2px solid ${theme.colors.primary600}` : 'none')};
`;

interface SaidProps {
  readonly comment: CommentView;
  readonly uid: string;
  readonly comments: Comments;
}

const Said = ({ comment, uid, comments }: SaidProps) => {
  const text = useText();
  const nameOf = useActorName();
  const [rewords, setRewords] = useState(false);
  const isMine = useAuth('ContentWorkflow', ({ user }) => comment.by.kind === 'admin' && String(user?.id) === comment.by.id);
  return (
    <Box>
      <Typography tag="p" variant="pi" textColor="neutral600">
        <Typography variant="pi" fontWeight="bold" textColor="neutral800">
          {nameOf(comment.by)}
        </Typography>{' '}
        · <Moment at={comment.at} />
        {comment.editedAt === null || comment.removedAt !== null ? null : ` · ${text('review.comment.edited')}`}
      </Typography>
      {rewords ? (
        <Composer
          label={text('review.comment.reword')}
          action={text('review.comment.save')}
          uid={uid}
          keepAs={`comment.${comment.id}`}
          initial={comment.body}
          autoFocus
          onSend={(body) => comments.edit(comment.id, body)}
          onDone={() => setRewords(false)}
          onCancel={() => setRewords(false)}
        />
      ) : (
        <Typography tag="p" textColor={comment.removedAt === null ? 'neutral800' : 'neutral600'} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {comment.removedAt === null ? comment.body : text('review.comment.removed')}
        </Typography>
      )}
      {isMine && comment.removedAt === null && !rewords ? (
        <Flex gap={3}>
          <TextButton onClick={() => setRewords(true)}>{text('review.comment.edit')}</TextButton>
          <TextButton onClick={() => void comments.remove(comment.id)}>{text('review.comment.remove')}</TextButton>
        </Flex>
      ) : null}
    </Box>
  );
};

interface Props {
  readonly thread: ThreadView;
  readonly uid: string;
  readonly comments: Comments;
  readonly active: boolean;
  readonly mayComment: boolean;
  readonly onShow: (thread: ThreadView) => void;
}

export const Thread = ({ thread, uid, comments, active, mayComment, onShow }: Props) => {
  const text = useText();
  const nameOf = useActorName();
  const [replies, setReplies] = useState(false);
  const { passage, place, field } = thread;
  const last = thread.acts.at(-1);
  const where = field === null ? text('review.comment.whole') : text.field(uid, field);
  return (
    <Frame tag="li" id={`thread-${thread.id}`} tabIndex={-1} $active={active} background="neutral0" hasRadius shadow="tableShadow" padding={3} aria-label={text('review.thread', { where, who: nameOf(thread.by) })}>
      <Flex direction="column" alignItems="stretch" gap={2}>
        <Flex justifyContent="space-between" gap={2}>
          <Typography variant="sigma" textColor="neutral600">
            {where}
          </Typography>
          {thread.resolvedAt === null ? null : <Chip colour="success">{text('review.comment.resolved')}</Chip>}
        </Flex>
        {passage === null ? null : (
          <>
            <Quote $gone={place === null}>{passage.quote}</Quote>
            {place === null ? (
              <Typography variant="pi" fontWeight="bold" textColor="neutral700">
                {text('review.passage.gone')}
              </Typography>
            ) : (
              <TextButton onClick={() => onShow(thread)}>{text('review.passage.show')}</TextButton>
            )}
          </>
        )}
        <Said comment={thread} uid={uid} comments={comments} />
        {thread.replies.length === 0 ? null : (
          <Flex tag="ul" direction="column" alignItems="stretch" gap={2} paddingLeft={4} style={{ listStyle: 'none' }} aria-label={text('review.replies')}>
            {thread.replies.map((reply) => (
              <li key={reply.id}>
                <Said comment={reply} uid={uid} comments={comments} />
              </li>
            ))}
          </Flex>
        )}
        {last === undefined ? null : (
          <Typography variant="pi" textColor="neutral600">
            {text(last.act === 'resolved' ? 'review.act.resolved' : 'review.act.reopened', { who: nameOf(last.by) })} <Moment at={last.at} />
          </Typography>
        )}
        {!mayComment ? null : replies ? (
          <Composer
            label={text('review.comment.reply')}
            action={text('review.comment.reply')}
            uid={uid}
            keepAs={`reply.${thread.id}`}
            autoFocus
            onSend={(body) => comments.reply(thread.id, body)}
            onDone={() => setReplies(false)}
            onCancel={() => setReplies(false)}
          />
        ) : (
          <Flex gap={3}>
            <TextButton onClick={() => setReplies(true)}>{text('review.comment.reply')}</TextButton>
            <TextButton onClick={() => void comments.settle(thread.id, thread.resolvedAt === null ? 'resolve' : 'reopen')}>
              {text(thread.resolvedAt === null ? 'review.comment.resolve' : 'review.comment.reopen')}
            </TextButton>
          </Flex>
        )}
      </Flex>
    </Frame>
  );
};
