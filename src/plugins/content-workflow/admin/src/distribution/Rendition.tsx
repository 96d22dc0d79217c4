import { Flex, Typography } from '@strapi/design-system';
import type { RenditionView } from '../../../contracts/distribution';
import { Moment } from '../components/Moment';
import { useActorName } from '../i18n/use-names';
import { useText } from '../i18n/use-text';
import { Issues, Measures } from './Findings';
import { PlatformPreview } from './PlatformPreview';

interface Props {
  readonly rendition: RenditionView;
  readonly account: string;
}

/** What a channel would be given, and what its platform would make of it. */
export const Rendition = ({ rendition, account }: Props) => {
  const text = useText();
  const nameOf = useActorName();
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Issues issues={rendition.issues} />
      <PlatformPreview rendition={rendition} account={account} />
      <Measures measures={rendition.measures} />
      {rendition.approved === null ? null : (
        <Typography variant="pi" textColor="neutral600">
          {text('rendition.approved', { who: nameOf(rendition.approved.by) })} · <Moment at={rendition.approved.at} />
        </Typography>
      )}
    </Flex>
  );
};
