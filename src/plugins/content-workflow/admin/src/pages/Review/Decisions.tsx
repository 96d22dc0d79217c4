import { Button, Flex, LinkButton, Typography } from '@strapi/design-system';
import { Pencil } from '@strapi/icons';
import { NavLink } from 'react-router-dom';
import type { PieceView } from '../../../../contracts/piece';
import type { EventType } from '../../api/types';
import { useText } from '../../i18n/use-text';
import { NotPossibleNow } from '../../content-manager/panel/NotPossibleNow';
import { editAddress } from '../../piece/address';
import { Key } from '../../components/shortcuts/Key';

export const DECISIONS = [
  { event: 'APPROVE', key: 'A', variant: 'success' },
  { event: 'REQUEST_CHANGES', key: 'R', variant: 'secondary' },
  { event: 'REJECT', key: null, variant: 'danger-light' },
  { event: 'EXPEDITE', key: null, variant: 'tertiary' },
] as const satisfies readonly { readonly event: EventType; readonly key: string | null; readonly variant: string }[];

export const canDecide = (view: PieceView, event: EventType): boolean => view.events.some((one) => one.event === event && one.available);

interface Props {
  readonly view: PieceView;
  readonly keysOn: boolean;
  /** The content on the page is not the content any more: a decision would be about something else. */
  readonly isStale: boolean;
  readonly onOpen: (event: EventType) => void;
}

export const Decisions = ({ view, keysOn, isStale, onOpen }: Props) => {
  const text = useText();
  const possible = DECISIONS.filter(({ event }) => canDecide(view, event));
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      {possible.length === 0 ? (
        <Typography textColor="neutral600">{text('actions.none')}</Typography>
      ) : (
        possible.map(({ event, key, variant }) => (
          <Button key={event} variant={variant} fullWidth disabled={isStale} onClick={() => onOpen(event)}>
            {text.named('event', event)} {key === null ? null : <Key shown={keysOn}>{key}</Key>}
          </Button>
        ))
      )}
      <LinkButton tag={NavLink} to={editAddress(view)} variant="tertiary" fullWidth startIcon={<Pencil />}>
        {text('review.edit')} <Key shown={keysOn}>E</Key>
      </LinkButton>
      <NotPossibleNow view={view} />
    </Flex>
  );
};
