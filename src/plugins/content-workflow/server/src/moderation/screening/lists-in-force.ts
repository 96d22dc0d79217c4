/** The word lists that this process screens with: never older than what was committed a second ago, in whichever process. */
import type { Core } from '@strapi/strapi';
import type { Signals } from '../../cluster/signals';
import { newestId, newestLists, type ListVersion } from './lists';

export interface ListsInForce {
  /** The newest version of every list; retired ones too. */
  current(): Promise<readonly ListVersion[]>;
}

export const createListsInForce = (strapi: Core.Strapi, signals: Signals): ListsInForce => {
  let known: { readonly id: number; readonly lists: readonly ListVersion[] } | null = null;
  let outdated = false;

  signals.listen((signal) => {
    if (signal.kind === 'word-lists' || signal.kind === 'missed') outdated = true;
  });

  return {
    async current() {
      if (known !== null && !outdated && signals.isCurrent()) return known.lists;
      // Before the question: what is told of while it is on its way is asked for again.
      outdated = false;
      try {
        const id = await newestId(strapi.db.connection);
        // Versions only rise, so the same newest one means the same lists.
        if (known === null || id !== known.id) known = { id, lists: await newestLists(strapi.db.connection) };
        return known.lists;
      } catch (error) {
        outdated = true;
        throw error;
      }
    },
  };
};
