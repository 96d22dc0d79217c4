import { useState } from 'react';
import { NavLink } from 'react-router-dom';
import { Box, Button, Field, Flex, Link, TextInput, Typography } from '@strapi/design-system';
import type { LinkView, MemberView } from '../../../../../contracts/moderation/members';
import { useSanctionsApi } from '../../../api/sanctions';
import { Moment } from '../../../components/Moment';
import { Section } from '../../../components/Section';
import { useActorName } from '../../../i18n/use-names';
import { useText } from '../../../i18n/use-text';
import { memberAddress } from '../sanctions/address';
import { ReasonDialog } from '../sanctions/ReasonDialog';

interface Props {
  readonly member: MemberView;
  readonly onDone: (member: MemberView) => void;
}

type Asked = { readonly kind: 'link' } | { readonly kind: 'undo'; readonly link: LinkView };

/** Accounts that are one person's: a strike of one is a strike of each. */
export const Links = ({ member, onDone }: Props) => {
  const text = useText();
  const nameOf = useActorName();
  const api = useSanctionsApi();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [other, setOther] = useState('');
  const done = async (changed: MemberView): Promise<void> => {
    setAsked(null);
    setOther('');
    // Undoing answers one of the two accounts, which may be the other one.
    const answer = changed.sender === member.sender ? null : await api.member(member.sender);
    onDone(answer?.kind === 'ok' ? answer.data : changed);
  };
  return (
    <Section title={text('member.links')}>
      <Flex direction="column" alignItems="stretch" gap={2}>
        {member.links.length === 0 ? <Typography textColor="neutral600">{text('member.links.none')}</Typography> : null}
        <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
          {member.links.map((link) => (
            <Flex key={link.id} tag="li" justifyContent="space-between" gap={3} wrap="wrap">
              <Box>
                <Link tag={NavLink} to={memberAddress(link.sender)}>
                  <bdi>{link.name}</bdi>
                </Link>
                <Typography tag="p" variant="pi" textColor="neutral600">
                  {text('history.quote', { comment: link.reason })} {nameOf(link.by)} · <Moment at={link.at} />
                </Typography>
              </Box>
              <Button size="S" variant="tertiary" onClick={() => setAsked({ kind: 'undo', link })} aria-label={text('member.unlink.named', { name: link.name })}>
                {text('member.unlink')}
              </Button>
            </Flex>
          ))}
        </Flex>
        <Box>
          <Button size="S" variant="secondary" onClick={() => setAsked({ kind: 'link' })}>
            {text('member.link')}
          </Button>
        </Box>
      </Flex>
      {asked === null ? null : (
        <ReasonDialog
          title={asked.kind === 'link' ? text('member.link') : text('member.unlink.named', { name: asked.link.name })}
          help={text(asked.kind === 'link' ? 'member.link.help' : 'member.unlink.help')}
          label={text('sanction.reason')}
          action={text(asked.kind === 'link' ? 'member.link' : 'member.unlink')}
          send={(reason) => (asked.kind === 'link' ? api.link(member.sender, { other: other.trim(), reason }) : api.unlink(asked.link.id, reason))}
          onDone={(changed) => void done(changed)}
          onClose={() => setAsked(null)}
        >
          {asked.kind === 'link' ? (
            <Field.Root name="other" required hint={text('member.link.other.hint')}>
              <Field.Label>{text('member.link.other')}</Field.Label>
              <TextInput value={other} onChange={(event) => setOther(event.target.value)} />
              <Field.Hint />
            </Field.Root>
          ) : null}
        </ReasonDialog>
      )}
    </Section>
  );
};
