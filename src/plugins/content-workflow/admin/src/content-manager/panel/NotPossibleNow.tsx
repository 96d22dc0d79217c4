import { Flex, Typography } from '@strapi/design-system';
import type { PieceView } from '../../../../contracts/piece';
import type { Impossible } from '../../api/types';
import { Disclosure } from '../../components/Disclosure';
import { useText } from '../../i18n/use-text';
import { RefusalDetails } from '../RefusalDetails';

/** A grey button explains nothing; what can not be done now is told in sentences. */
export const NotPossibleNow = ({ view }: { readonly view: PieceView }) => {
  const text = useText();
  const impossible = view.events.filter((event): event is Impossible => !event.available);
  if (impossible.length === 0) return null;
  return (
    <Disclosure title={text('notNow.title')} aside={impossible.length}>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
        {impossible.map(({ event, refusal }) => (
          <li key={event}>
            <Typography tag="p" variant="omega" fontWeight="semiBold">
              {text.named('event', event)}
            </Typography>
            <RefusalDetails refusal={refusal} uid={view.uid} />
          </li>
        ))}
      </Flex>
    </Disclosure>
  );
};
