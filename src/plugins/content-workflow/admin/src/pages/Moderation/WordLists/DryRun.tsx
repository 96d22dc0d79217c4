import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { DryRunWordList } from '../../../../../contracts/moderation/word-lists';
import { Chip } from '../../../components/Chip';
import { Moment } from '../../../components/Moment';
import { Note } from '../../../components/Note';
import { useText } from '../../../i18n/use-text';

const Mark = styled.mark`
  background: ${({ theme }) => theme.colors.warning200};
  color: ${({ theme }) => theme.colors.neutral1000};
  font-weight: 600;
`;

/** What people sent is shown as text and nothing else; a direction override in it must not turn what stands beside it. */
const Quote = styled.bdi`
  overflow-wrap: anywhere;
  white-space: pre-wrap;
`;

const Excerpt = ({ excerpt }: { readonly excerpt: DryRunWordList.Excerpt }) => {
  const text = useText();
  return (
    <Box tag="li">
      <Typography variant="pi">
        <Quote>
          …{excerpt.before}
          <Mark>{excerpt.matched}</Mark>
          {excerpt.after}…
        </Quote>
      </Typography>
      <Typography tag="p" variant="pi" textColor="neutral600">
        {text('moderation.lists.try.because', { term: excerpt.term, way: text(`moderation.lists.way.${excerpt.way}`) })}
      </Typography>
    </Box>
  );
};

/** What a list would find in what was sent before. */
export const DryRun = ({ result }: { readonly result: DryRunWordList.Result }) => {
  const text = useText();
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Note tone={result.hits > result.looked / 10 ? 'warning' : 'neutral'} role="status" title={text('moderation.lists.try.result', { hits: result.hits, looked: result.looked })}>
        {text('moderation.lists.try.now', { hits: result.hitsNow })}
        {result.lost.length === 0 ? null : (
          <Typography tag="p" variant="pi">
            {text('moderation.lists.try.lost', { count: result.lost.length, titles: result.lost.map(({ title, reference }) => title || reference).join(' · ') })}
          </Typography>
        )}
      </Note>
      {result.terms.length === 0 ? null : (
        <Typography variant="pi" textColor="neutral600">
          {result.terms.map(({ term, submissions }) => text('moderation.lists.try.term', { term, count: submissions })).join(' · ')}
        </Typography>
      )}
      <Flex tag="ul" direction="column" alignItems="stretch" gap={3} aria-label={text('moderation.lists.try.found')}>
        {result.submissions.map((submission) => (
          <Box tag="li" key={submission.reference} background="neutral100" hasRadius padding={3}>
            <Flex gap={2} wrap="wrap" paddingBottom={2}>
              <Typography fontWeight="semiBold">
                <Quote>{submission.title || submission.reference}</Quote>
              </Typography>
              {submission.change === 'new' ? <Chip colour="primary">{text('moderation.lists.try.new')}</Chip> : null}
              <Typography variant="pi" textColor="neutral600">
                <Moment at={submission.at} />
              </Typography>
            </Flex>
            <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
              {submission.excerpts.map((excerpt, i) => (
                <Excerpt key={i} excerpt={excerpt} />
              ))}
            </Flex>
          </Box>
        ))}
      </Flex>
    </Flex>
  );
};
