import { Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { colourOf } from '../../components/StageChip';
import { useText } from '../../i18n/use-text';

const Dot = styled.span<{ $state: string }>`
  width: 8px;
  height: 8px;
  flex: none;
  border-radius: 50%;
  background: ${({ theme, $state }) => theme.colors[`${colourOf($state)}600` as 'neutral600']};
`;

/** A stage by its name; the colour is a hint beside it, so that the name has the contrast of text. */
export const StageName = ({ state }: { readonly state: string }) => {
  const text = useText();
  return (
    <Flex tag="span" display="inline-flex" gap={2}>
      <Dot $state={state} aria-hidden />
      <Typography tag="span" variant="omega" fontWeight="bold" textColor="neutral800">
        {text.named('state', state)}
      </Typography>
    </Flex>
  );
};
