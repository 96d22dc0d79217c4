import type { PieceSummary } from '../../../../contracts/piece';

/** The edit view of a piece's document, in the language of the piece. */
export const editAddress = ({ uid, documentId, locale }: Pick<PieceSummary, 'uid' | 'documentId' | 'locale'>): string => {
  const query = locale === '' ? '' : `?${new URLSearchParams({ 'plugins[i18n][locale]': locale }).toString()}`;
  return `/content-manager/collection-types/${uid}/${documentId}${query}`;
};
