import { useState } from 'react';
import { useNotification } from '@strapi/strapi/admin';
import { Box, Flex } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { ImageView } from '../../../../../contracts/moderation/queue';
import type { Severity, Violation } from '../../../../../core/moderation/vocabulary';
import { fileAddress } from '../../../api/addresses';
import { useModerationApi } from '../../../api/moderation';
import { Chip } from '../../../components/Chip';
import { useText } from '../../../i18n/use-text';
import { ReasonDialog } from '../sanctions/ReasonDialog';
import type { PicturesProps } from './content-props';
import { TextLink } from './TextLink';
import { Gravity } from '../sanctions/Gravity';

const List = styled.ul`
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr));
  gap: 0.8rem;

  img {
    display: block;
    width: 100%;
    height: 14rem;
    object-fit: contain;
    border-radius: 4px;
    background: ${({ theme }) => theme.colors.neutral150};
  }
`;

interface DenyProps {
  readonly reference: string;
  readonly place: number;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** What is held against every picture like it from now on. */
const Deny = ({ reference, place, onDone, onClose }: DenyProps) => {
  const text = useText();
  const api = useModerationApi();
  const [violation, setViolation] = useState<Violation>('spam-ad');
  const [severity, setSeverity] = useState<Severity>('minor');
  return (
    <ReasonDialog
      title={text('moderation.picture.deny')}
      help={text('moderation.picture.deny.help')}
      label={text('moderation.picture.deny.reason')}
      action={text('moderation.picture.deny')}
      tone="danger"
      send={(reason) => api.denyPicture({ reference, image: place, violation, severity, reason })}
      onDone={onDone}
      onClose={onClose}
    >
      <Gravity violation={violation} severity={severity} onViolation={setViolation} onSeverity={setSeverity} />
    </ReasonDialog>
  );
};

const Denied = ({ image, onDenied }: { readonly image: ImageView } & Pick<PicturesProps, 'onDenied'>) => {
  const text = useText();
  const api = useModerationApi();
  const { toggleNotification } = useNotification();
  if (image.denied === null) return null;
  const { id, reason } = image.denied;
  const undo = async (): Promise<void> => {
    const answer = await api.allowPicture(id);
    if (answer.kind === 'aborted') return;
    if (answer.kind === 'ok') toggleNotification({ type: 'success', message: text('moderation.picture.allowed') });
    else toggleNotification({ type: 'danger', message: text('dialog.failed') });
    onDenied();
  };
  return (
    <Flex gap={2} wrap="wrap" paddingTop={1}>
      <span title={reason}>
        <Chip colour="danger">{text('moderation.picture.denied')}</Chip>
      </span>
      <TextLink onClick={() => void undo()}>{text('moderation.picture.undo')}</TextLink>
    </Flex>
  );
};

/** The pictures of a submission, and what can be said about each. */
export const Pictures = ({ images, reference, onDenied }: PicturesProps) => {
  const text = useText();
  const { toggleNotification } = useNotification();
  const [asked, setAsked] = useState<number | null>(null);
  const done = (): void => {
    setAsked(null);
    toggleNotification({ type: 'success', message: text('moderation.picture.denied.done') });
    onDenied();
  };
  return (
    <>
      <List>
        {images.map((image, i) => (
          <li key={image.id}>
            <a href={fileAddress(image.url)} target="_blank" rel="noreferrer">
              <img src={fileAddress(image.url)} alt={text('moderation.content.image', { place: i + 1, of: images.length })} width={image.width ?? undefined} height={image.height ?? undefined} />
            </a>
            <Denied image={image} onDenied={onDenied} />
            {image.denied !== null || image.place === null || reference === null ? null : (
              <Box paddingTop={1}>
                <TextLink onClick={() => setAsked(image.place)}>{text('moderation.picture.deny.open', { place: i + 1 })}</TextLink>
              </Box>
            )}
          </li>
        ))}
      </List>
      {asked === null || reference === null ? null : <Deny reference={reference} place={asked} onDone={done} onClose={() => setAsked(null)} />}
    </>
  );
};
