import { useState } from 'react';

/** For dialogs without a trigger of their own, which forget where the keyboard came from: what to do when one has closed. */
export const useFocusBack = (): ((event: Event) => void) => {
  const [opener] = useState(() => document.activeElement);
  return (event) => {
    event.preventDefault();
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
  };
};
