import { getFetchClient } from '@strapi/strapi/admin';
import type { DocumentState } from '../../../../contracts/bulk';
import { workflowApi } from '../../api/client';
import { createBatch } from './batch';

/** Where the documents of the page stand. */
export const documentStates = createBatch<DocumentState>((uid, locale, documentIds) => workflowApi(getFetchClient()).documentStates(uid, { ids: documentIds.join(','), locale }));
