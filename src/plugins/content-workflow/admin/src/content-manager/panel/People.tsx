import type { ReactNode } from 'react';
import { Flex, IconButton, Typography } from '@strapi/design-system';
import { Pencil } from '@strapi/icons';
import type { PieceView } from '../../../../contracts/piece';
import type { EventType } from '../../api/types';
import { Moment } from '../../components/Moment';
import { useActorName } from '../../i18n/use-names';
import { useText } from '../../i18n/use-text';
import { useTimes } from '../../i18n/use-times';

interface Props {
  readonly view: PieceView;
  readonly onOpen: (event: EventType) => void;
}

interface RowProps {
  readonly label: string;
  readonly children: ReactNode;
  readonly edit?: ReactNode;
}

const Row = ({ label, children, edit }: RowProps) => (
  <Flex gap={2} minHeight="3.2rem">
    <Typography tag="dt" variant="pi" textColor="neutral600" minWidth="6.4rem">
      {label}
    </Typography>
    <Flex tag="dd" flex="1" gap={2} justifyContent="space-between">
      <Typography tag="div" variant="omega" textColor="neutral800">
        {children}
      </Typography>
      {edit}
    </Flex>
  </Flex>
);

export const People = ({ view, onOpen }: Props) => {
  const text = useText();
  const times = useTimes();
  const nameOf = useActorName();
  const editor = (event: EventType, label: string): ReactNode =>
    view.events.some((offered) => offered.event === event && offered.available) ? (
      <IconButton label={label} variant="ghost" onClick={() => onOpen(event)}>
        <Pencil />
      </IconButton>
    ) : null;
  return (
    <Flex tag="dl" direction="column" alignItems="stretch">
      <Row label={text('people.author')}>{nameOf(view.author)}</Row>
      <Row label={text('people.assignee')} edit={editor('ASSIGN', text('event.ASSIGN'))}>
        {nameOf(view.assignee)}
      </Row>
      <Row label={text('people.due')} edit={editor('SET_DUE', text('event.SET_DUE'))}>
        {view.dueAt === null ? (
          text('people.noDue')
        ) : (
          <>
            <Moment at={view.dueAt} />
            <Typography tag="div" variant="pi" textColor="neutral600">
              {times.exact(view.dueAt)}
            </Typography>
          </>
        )}
      </Row>
    </Flex>
  );
};
