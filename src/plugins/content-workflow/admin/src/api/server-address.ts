/** The server answers a path of its own; people need an address. Strapi's types do not tell of its own global. */
export const serverAddress = (path: string): string => new URL(path, (window.strapi as unknown as { readonly backendURL: string }).backendURL).href;
