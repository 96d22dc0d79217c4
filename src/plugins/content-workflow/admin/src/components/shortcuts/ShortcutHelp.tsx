import { Box, Button, Checkbox, Flex, Modal, Typography } from '@strapi/design-system';
import { useText, type MessageKey } from '../../i18n/use-text';
import { turnShortcuts, useShortcutsOn } from './use-shortcuts';
import { useFocusBack } from '../use-focus-back';

/** Each key and what it does. */
export type KeyList = readonly (readonly [string, MessageKey])[];

export const ShortcutHelp = ({ keys, onClose }: { readonly keys: KeyList; readonly onClose: () => void }) => {
  const text = useText();
  const on = useShortcutsOn();
  const giveFocusBack = useFocusBack();
  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content onCloseAutoFocus={giveFocusBack} aria-describedby={undefined}>
        <Modal.Header closeLabel={text('action.close')}>
          <Modal.Title>{text('review.keys')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Flex tag="dl" direction="column" alignItems="stretch" gap={2}>
              {keys.map(([key, label]) => (
                <Flex key={key} gap={3}>
                  <Box tag="dt" style={{ minWidth: '4rem' }}>
                    <Typography fontWeight="bold">{key}</Typography>
                  </Box>
                  <Typography tag="dd">{text(label)}</Typography>
                </Flex>
              ))}
            </Flex>
            <Checkbox checked={on} onCheckedChange={(checked) => turnShortcuts(checked === true)}>
              {text('review.keys.on')}
            </Checkbox>
            <Typography variant="pi" textColor="neutral600">
              {text('review.keys.help')}
            </Typography>
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {text('action.close')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
