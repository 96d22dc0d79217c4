import { useMemo } from 'react';
import { useAuth } from '@strapi/strapi/admin';
import type { EditViewContext } from '@strapi/content-manager/strapi-admin';
import type { Subject } from '../api/types';
import { PLUGIN_ID } from '../plugin-id';

const READ = `plugin::${PLUGIN_ID}.read`;

/** The permission has no conditions, so the list of the session is the whole answer. */
export const useMayRead = (): boolean => useAuth('ContentWorkflow', ({ permissions }) => permissions.some(({ action }) => action === READ));

/** `null` while the entry, or its version in this language, has never been saved. */
export const useSubject = ({ model, document }: Pick<EditViewContext, 'model' | 'document'>): Subject | null => {
  const documentId = document?.documentId;
  const locale = typeof document?.locale === 'string' ? document.locale : '';
  return useMemo(() => (documentId === undefined ? null : { uid: model, documentId, locale }), [model, documentId, locale]);
};
