import { Button, Flex, Typography } from '@strapi/design-system';
import type { ActionView, QueueAction } from '../../../../../contracts/moderation/queue';
import { Disclosure } from '../../../components/Disclosure';
import { Key } from '../../../components/shortcuts/Key';
import { useText } from '../../../i18n/use-text';
import { RefusalDetails } from '../../../piece/RefusalDetails';
import { ACTIONS, isPossible } from './actions';

interface Props {
  readonly offered: readonly ActionView[];
  readonly uid: string;
  readonly keysOn: boolean;
  /** The item on the screen is not the item any more: a decision would be about something else. */
  readonly stale: boolean;
  readonly onOpen: (action: QueueAction) => void;
}

export const Actions = ({ offered, uid, keysOn, stale, onOpen }: Props) => {
  const text = useText();
  const possible = ACTIONS.filter(({ action }) => isPossible(offered, action));
  const refused = offered.flatMap(({ action, refusal }) => (refusal === null ? [] : [{ action, refusal }]));
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Flex gap={2} wrap="wrap" role="group" aria-label={text('moderation.actions')}>
        {possible.length === 0 ? <Typography textColor="neutral600">{text('actions.none')}</Typography> : null}
        {possible.map(({ action, key, variant }) => (
          <Button key={action} variant={variant} disabled={stale} onClick={() => onOpen(action)}>
            {text(`moderation.action.${action}`)} <Key shown={keysOn}>{key}</Key>
          </Button>
        ))}
      </Flex>
      {refused.length === 0 ? null : (
        <Disclosure title={text('notNow.title')} aside={refused.length}>
          <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
            {refused.map(({ action, refusal }) => (
              <li key={action}>
                <Typography fontWeight="semiBold">{text(`moderation.action.${action}`)}</Typography>
                <RefusalDetails refusal={refusal} uid={uid} />
              </li>
            ))}
          </Flex>
        </Disclosure>
      )}
    </Flex>
  );
};
