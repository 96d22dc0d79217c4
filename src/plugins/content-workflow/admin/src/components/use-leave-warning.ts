import { useEffect } from 'react';

/** The browser asks before it leaves a page on which something is typed that is not saved. */
export const useLeaveWarning = (isDirty: boolean): void =>
  useEffect(() => {
    if (!isDirty) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isDirty]);
