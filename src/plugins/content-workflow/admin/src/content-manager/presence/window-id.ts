/**
 * What this window calls itself among those that have an entry open. A reload is the same window, so the name lies in the
 * tab's storage while there is no page to hold it. It lies there at no other time: a tab that is duplicated takes a copy of
 * the storage with it, and is another window.
 */
import { attempt } from '../../storage';

const KEY = 'content-workflow.window';

/** `crypto.randomUUID` is missing where the admin is not served over https. */
const newName = (): string => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');

const take = (): string | null =>
  attempt(() => {
    const name = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    return name;
  }, null);

export const WINDOW = take() ?? newName();

window.addEventListener('pagehide', () => attempt(() => sessionStorage.setItem(KEY, WINDOW), undefined));
// A page that comes back as it was left holds its name again.
window.addEventListener('pageshow', ({ persisted }) => void (persisted && take()));
