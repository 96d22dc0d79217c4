/** Strapi caches documents; an event that publishes, takes down or applies a variant makes its copies old. */
import { adminApi, type StrapiApp } from '@strapi/strapi/admin';

type WithStore = Pick<StrapiApp, 'store'>;

let app: WithStore | null = null;

const documents = adminApi.enhanceEndpoints({ addTagTypes: ['Document', 'RecentDocumentList', 'CountDocuments'] });

/** The store exists only after the admin has rendered, so the application is kept and asked later. */
export const keepStoreOf = (owner: WithStore): void => {
  app = owner;
};

export const forgetDocument = (uid: string, documentId: string): void => {
  app?.store?.dispatch(
    documents.util.invalidateTags([
      { type: 'Document', id: `${uid}_${documentId}` },
      // A single type is cached under its model alone.
      { type: 'Document', id: uid },
      { type: 'Document', id: `${uid}_LIST` },
      'RecentDocumentList',
      'CountDocuments',
    ])
  );
};
