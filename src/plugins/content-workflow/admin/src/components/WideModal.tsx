import { Modal } from '@strapi/design-system';
import { styled } from 'styled-components';

/** For dialogs that show two things beside each other. */
export const WideModalContent = styled(Modal.Content)`
  max-width: min(112rem, 94vw);
`;
