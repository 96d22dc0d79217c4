import type { ReactNode } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useLanguageName } from '../../../i18n/use-names';
import { useText } from '../../../i18n/use-text';
import type { ContentProps, PicturesProps } from './content-props';
import { InertText } from './InertText';
import { Links } from './Links';
import { Pictures } from './Pictures';

const Prose = styled.div`
  font-size: 1.6rem;
  line-height: 1.65;
  color: ${({ theme }) => theme.colors.neutral800};
`;

const Part = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <Box>
    <Typography tag="h3" variant="pi" fontWeight="bold" textColor="neutral600" paddingBottom={1}>
      {label}
    </Typography>
    {children}
  </Box>
);

/** The submission as it was sent, without anything in it that could act. */
export const Content = (props: ContentProps & Omit<PicturesProps, 'images'>) => {
  const { content, signals, active, onMark, reference, onDenied } = props;
  const text = useText();
  const languageName = useLanguageName();
  const inert = { signals, active, onMark };
  return (
    <Flex direction="column" alignItems="stretch" gap={5}>
      <Prose>
        <InertText field="text" {...inert}>
          {content.text}
        </InertText>
      </Prose>
      {content.images.length === 0 ? null : (
        <Part label={text('moderation.content.images', { count: content.images.length })}>
          <Pictures images={content.images} reference={reference} onDenied={onDenied} />
        </Part>
      )}
      {content.links.length === 0 ? null : (
        <Part label={text('moderation.content.links')}>
          <Links {...props} />
        </Part>
      )}
      <Flex gap={6} wrap="wrap" alignItems="flex-start">
        <Part label={text('moderation.content.name')}>
          <Typography>
            <InertText field="contributorName" {...inert}>
              {content.contributorName}
            </InertText>
          </Typography>
        </Part>
        {content.language === null ? null : (
          <Part label={text('moderation.content.language')}>
            <Typography>{languageName(content.language)}</Typography>
          </Part>
        )}
        {content.activity === null ? null : (
          <Part label={text('moderation.content.activity')}>
            <Typography>{content.activity.title}</Typography>
          </Part>
        )}
      </Flex>
    </Flex>
  );
};
