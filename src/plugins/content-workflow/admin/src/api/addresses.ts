/** A file of this server, or one with an address of its own. */
export const fileAddress = (url: string): string => {
  const { backendURL } = (window as unknown as { strapi?: { backendURL?: string } }).strapi ?? {};
  return url.startsWith('/') ? `${backendURL ?? ''}${url}` : url;
};

/** Only these lead somewhere; an address that would run a script is shown as the text that it is. */
export const isSafeLink = (url: string): boolean => /^(https?:\/\/|mailto:|tel:|\/(?!\/)|#)/i.test(url);
