import { Status, Typography, type StatusProps } from '@strapi/design-system';

export type ChipColour = NonNullable<StatusProps['variant']>;

interface Props {
  readonly colour: ChipColour;
  readonly children: string;
}

/** On its light ground the theme's orange has not the contrast that small letters need. */
const textOf = (colour: ChipColour): 'neutral800' | undefined => (colour === 'warning' ? 'neutral800' : undefined);

/** Strapi's own look for "Draft" and "Published"; its badges can not be read on a dark ground. */
export const Chip = ({ colour, children }: Props) => (
  <Status variant={colour} size="XS" flex="none" width="fit-content">
    <Typography tag="span" variant="pi" fontWeight="bold" textColor={textOf(colour)}>
      {children}
    </Typography>
  </Status>
);
