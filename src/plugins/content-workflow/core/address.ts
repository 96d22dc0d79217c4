/** Where the admin shows the entry of a piece, below its root; '' is the locale of a type without localisation. */
export const entryPath = ({ uid, documentId, locale }: { readonly uid: string; readonly documentId: string; readonly locale: string }): string => {
  const query = locale === '' ? '' : `?${new URLSearchParams({ 'plugins[i18n][locale]': locale }).toString()}`;
  return `/content-manager/collection-types/${uid}/${documentId}${query}`;
};
