/** The most documents or pieces that one request is about: the largest page of Strapi's list. */
export const MAX_AT_ONCE = 100;
