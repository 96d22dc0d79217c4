import { useCallback, useEffect, useState } from 'react';
import { useAuth } from '@strapi/strapi/admin';
import { Button, Flex, TextButton, Typography } from '@strapi/design-system';
import { User } from '@strapi/icons';
import type { GuestLinkView } from '../../../../contracts/guest';
import type { PieceView } from '../../../../contracts/piece';
import { useWorkflowApi } from '../../api/client';
import { Disclosure } from '../../components/Disclosure';
import { Moment } from '../../components/Moment';
import { useActorName } from '../../i18n/use-names';
import { useText } from '../../i18n/use-text';
import { PLUGIN_ID } from '../../plugin-id';
import { AskGuest } from './AskGuest';

const ASSIGN = `plugin::${PLUGIN_ID}.assign`;

interface LinkProps {
  readonly link: GuestLinkView;
  /** `null` where there is nothing to revoke, or nobody to do it. */
  readonly onRevoke: (() => void) | null;
}

const Link = ({ link, onRevoke }: LinkProps) => {
  const text = useText();
  const nameOf = useActorName();
  const { answer } = link;
  return (
    <Flex tag="li" direction="column" alignItems="stretch" gap={1}>
      <Typography variant="omega" fontWeight="semiBold" style={{ overflowWrap: 'anywhere' }}>
        {link.guest}
      </Typography>
      <Typography variant="pi" textColor="neutral600">
        {answer === null ? text(`guest.status.${link.status}`) : text(answer.approves ? 'guest.approved' : 'guest.objected', { name: answer.name })}
        {' · '}
        <Moment at={answer?.at ?? (link.status === 'open' ? link.expiresAt : link.askedAt)} />
      </Typography>
      <Typography variant="pi" textColor="neutral600">
        {text('guest.askedBy', { who: nameOf(link.askedBy) })}
        {link.decides === null ? '' : ` · ${text(link.decides ? 'guest.kind.decides' : 'guest.kind.opinion')}`}
      </Typography>
      {onRevoke === null ? null : (
        <Flex>
          <TextButton onClick={onRevoke}>{text('guest.revoke', { guest: link.guest })}</TextButton>
        </Flex>
      )}
    </Flex>
  );
};

/** Whom somebody without an account was asked, and asking them. */
export const Guests = ({ view }: { readonly view: PieceView }) => {
  const text = useText();
  const api = useWorkflowApi();
  const mayAsk = useAuth('ContentWorkflow', ({ permissions }) => permissions.some(({ action }) => action === ASSIGN));
  const [links, setLinks] = useState<readonly GuestLinkView[]>([]);
  const [asking, setAsking] = useState(false);

  const load = useCallback(async (): Promise<void> => {
    const answer = await api.guestLinks(view.id);
    if (answer.kind === 'ok') setLinks(answer.data);
  }, [api, view.id]);
  // An answer of a guest carries the piece on, and so does everything that voids a link.
  useEffect(() => void load(), [load, view.revision]);

  const revoke = async (id: number): Promise<void> => {
    await api.revokeGuestLink(id);
    await load();
  };
  const close = (): void => {
    setAsking(false);
    void load();
  };

  const canAsk = mayAsk && view.state === 'review';
  if (!canAsk && links.length === 0) return null;
  return (
    <Disclosure title={text('guest.title')} aside={links.length === 0 ? undefined : links.length} open={canAsk}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        {canAsk ? (
          <Flex>
            <Button size="S" variant="tertiary" startIcon={<User />} onClick={() => setAsking(true)}>
              {text('guest.ask')}
            </Button>
          </Flex>
        ) : null}
        {links.length === 0 ? null : (
          <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
            {links.map((link) => (
              <Link key={link.id} link={link} onRevoke={mayAsk && ['open', 'early'].includes(link.status) ? () => void revoke(link.id) : null} />
            ))}
          </Flex>
        )}
      </Flex>
      {asking ? <AskGuest view={view} onClose={close} /> : null}
    </Disclosure>
  );
};
