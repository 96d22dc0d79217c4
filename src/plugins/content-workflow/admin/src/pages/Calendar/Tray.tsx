import { useEffect, useRef } from 'react';
import { Draggable } from '@fullcalendar/react/interaction';
import { Box, Button, Flex, Loader, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { CalendarIdea } from '../../../../contracts/calendar';
import { useGovernedTypes } from '../../api/governed';
import { Note } from '../../components/Note';
import { Section } from '../../components/Section';
import { useLanguageName } from '../../i18n/use-names';
import { useText } from '../../i18n/use-text';
import { LONG_PRESS_MS } from './moving';

const Idea = styled.li`
  border: 1px dashed ${({ theme }) => theme.colors.secondary600};
  border-radius: 4px;
  padding: 8px;
  background: ${({ theme }) => theme.colors.neutral0};
  color: ${({ theme }) => theme.colors.neutral800};
  cursor: grab;
  list-style: none;
  overflow-wrap: anywhere;
`;

interface Props {
  readonly ideas: readonly CalendarIdea[];
  readonly kind: 'loading' | 'failed' | 'ready';
  readonly hasMore: boolean;
  readonly onMore: () => void;
  readonly onPlan: (idea: CalendarIdea, opener: HTMLElement) => void;
}

/** Drafts that nobody has planned yet: dragged onto a day, or planned by a button. */
export const Tray = ({ ideas, kind, hasMore, onMore, onPlan }: Props) => {
  const text = useText();
  const language = useLanguageName();
  const types = useGovernedTypes();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (list.current === null) return undefined;
    const draggable = new Draggable(list.current, { itemSelector: '[data-idea]', eventData: { create: false }, longPressDelay: LONG_PRESS_MS });
    return () => draggable.destroy();
  }, []);
  return (
    <Section title={text('calendar.tray')}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Typography variant="pi" textColor="neutral600">
          {text('calendar.tray.help')}
        </Typography>
        <Flex ref={list} tag="ul" direction="column" alignItems="stretch" gap={2}>
          {ideas.map((idea) => {
            const title = idea.title === '' ? text('piece.untitled') : idea.title;
            return (
              <Idea key={idea.pieceId} data-idea={idea.pieceId}>
                <Typography tag="p" fontWeight="semiBold">
                  {title}
                </Typography>
                <Flex justifyContent="space-between" gap={2} wrap="wrap">
                  <Typography variant="pi" textColor="neutral600">
                    {[text.own(types.find(({ uid }) => uid === idea.uid)?.displayName ?? idea.uid), ...(idea.locale === '' ? [] : [language(idea.locale)])].join(' · ')}
                  </Typography>
                  <Button size="S" variant="tertiary" aria-label={text('calendar.planTitle', { title })} onClick={(event) => onPlan(idea, event.currentTarget)}>
                    {text('calendar.plan')}
                  </Button>
                </Flex>
              </Idea>
            );
          })}
        </Flex>
        <Box aria-live="polite">
          {kind === 'loading' ? <Loader small>{text('panel.loading')}</Loader> : null}
          {kind === 'failed' ? <Note tone="danger" role="alert" title={text('panel.failed')} /> : null}
          {kind === 'ready' && ideas.length === 0 ? <Typography textColor="neutral600">{text('calendar.tray.empty')}</Typography> : null}
          {kind === 'ready' && hasMore ? (
            <Button variant="tertiary" fullWidth onClick={onMore}>
              {text('pieces.more')}
            </Button>
          ) : null}
        </Box>
      </Flex>
    </Section>
  );
};
