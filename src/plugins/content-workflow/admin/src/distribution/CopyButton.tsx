import { useState } from 'react';
import { useClipboard, useNotification } from '@strapi/strapi/admin';
import { Button, type ButtonProps } from '@strapi/design-system';
import { Check, Duplicate } from '@strapi/icons';
import { useText } from '../i18n/use-text';

/** Long enough to be seen, short enough to copy again. */
const SHOWN_MS = 2_500;

interface Props {
  readonly value: string;
  /** What is copied, as "Copy the title". */
  readonly label: string;
  readonly size?: ButtonProps['size'];
  readonly fullWidth?: boolean;
}

/** Copies exactly what is shown, and says so on the button itself: a phone has no room for a notice. */
export const CopyButton = ({ value, label, size = 'S', fullWidth = false }: Props) => {
  const text = useText();
  const { copy } = useClipboard();
  const { toggleNotification } = useNotification();
  const [copied, setCopied] = useState(false);
  const press = async (): Promise<void> => {
    if (!(await copy(value))) return toggleNotification({ type: 'warning', message: text('copy.failed') });
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <Button size={size} fullWidth={fullWidth} variant="secondary" startIcon={copied ? <Check /> : <Duplicate />} onClick={() => void press()}>
      <span aria-live="polite">{copied ? text('copy.done') : label}</span>
    </Button>
  );
};
