/** The validators of an answer: one strong tag for each form in which its bytes travel (RFC 9110, 8.8.3.3). */

/** The forms that an answer can be sent in; the better compressed one first. */
export const CODINGS = ['br', 'gzip', 'identity'] as const;
export type Coding = (typeof CODINGS)[number];

/** `"abc"` as it is, `"abc-br"` for the same bytes in brotli: strong tags of different bytes must differ. */
export const tagOf = (etag: string, coding: Coding): string => (coding === 'identity' ? etag : `${etag.slice(0, -1)}-${coding}"`);

/**
 * The tag of this answer, in any form, that an If-None-Match names; `null` when it names none. Compares weakly, as
 * RFC 9110 asks of If-None-Match; `*` matches whatever is there.
 */
export const matchedTag = (header: string, etag: string): string | null => {
  if (header === '') return null;
  const own = CODINGS.map((coding) => tagOf(etag, coding));
  for (const listed of header.split(',')) {
    const tag = listed.trim();
    if (tag === '*') return etag;
    const strong = tag.startsWith('W/') ? tag.slice(2) : tag;
    if (own.includes(strong)) return strong;
  }
  return null;
};
