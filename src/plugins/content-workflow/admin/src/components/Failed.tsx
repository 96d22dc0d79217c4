import { Button, Flex } from '@strapi/design-system';
import { useText } from '../i18n/use-text';
import { Note } from './Note';

interface Props {
  readonly onRetry: () => void;
  /** What failed, where it is more than that the server did not answer. */
  readonly title?: string;
}

/** What was asked for did not come, and can be asked for again. */
export const Failed = ({ onRetry, title }: Props) => {
  const text = useText();
  return (
    <Note
      tone="danger"
      role="alert"
      title={title ?? text('panel.failed')}
      action={
        <Flex>
          <Button size="S" variant="tertiary" onClick={onRetry}>
            {text('action.retry')}
          </Button>
        </Flex>
      }
    />
  );
};
