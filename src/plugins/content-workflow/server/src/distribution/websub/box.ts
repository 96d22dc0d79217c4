/** Keeps the secrets of subscribers, by which what they are sent is signed, encrypted with Strapi's own key. */
import type { Core } from '@strapi/strapi';

export interface Box {
  /** False where no ENCRYPTION_KEY is configured: then no secret can be kept. */
  hasKey(): boolean;
  /** Throws without a key. */
  seal(secret: string): string;
  /** `null`: encrypted with another key. */
  open(sealed: string): string | null;
}

interface Encryption {
  encrypt(value: string): string | null;
  decrypt(value: string): string | null;
}

export const createBox = (strapi: Core.Strapi): Box => {
  const encryption = (): Encryption => strapi.service('admin::encryption') as unknown as Encryption;
  return {
    // Asked of the configuration: the service would log at every question that the key is missing.
    hasKey: () => Boolean(strapi.config.get('admin.secrets.encryptionKey')),
    seal(secret) {
      const sealed = encryption().encrypt(secret);
      if (sealed === null) throw new Error('no ENCRYPTION_KEY is configured');
      return sealed;
    },
    open: (sealed) => encryption().decrypt(sealed),
  };
};
