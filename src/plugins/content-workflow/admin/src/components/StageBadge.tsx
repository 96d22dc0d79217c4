import { Badge, type BadgeProps } from '@strapi/design-system';
import { useText } from '../i18n/use-text';

type Variant = NonNullable<BadgeProps['variant']>;

/** A colour is a hint beside the word; a state that is not listed is drawn plainly. */
const COLOURS: Readonly<Record<string, Variant>> = {
  review: 'warning',
  approved: 'success',
  variant: 'alternative',
  scheduled: 'primary',
  held: 'danger',
  published: 'success',
  retrospective: 'alternative',
  rejected: 'danger',
  draft: 'secondary',
};

export const StageBadge = ({ state, size = 'M' }: { readonly state: string; readonly size?: 'S' | 'M' }) => {
  const text = useText();
  return (
    <Badge variant={COLOURS[state] ?? 'neutral'} size={size}>
      {text.named('state', state)}
    </Badge>
  );
};
