/** Keeps values encrypted with Strapi's own key. What it gives out is never answered, logged or written into a message. */
import type { Core } from '@strapi/strapi';

interface Encryption {
  /** `null` without a key. */
  encrypt(value: string): string | null;
  /** `null` when the key is not the one that it was encrypted with; throws for what was never encrypted. */
  decrypt(value: string): string | null;
}

export interface Vault {
  /** False where no ENCRYPTION_KEY is configured: then nothing secret can be kept. */
  hasKey(): boolean;
  /** `about` names whose values they are: moved into another row they do not open. Throws without a key. */
  seal(about: string, values: Readonly<Record<string, unknown>>): string;
  /** `null`: encrypted with another key, or not for this. */
  open(about: string, sealed: string): Readonly<Record<string, unknown>> | null;
}

export const createVault = (strapi: Core.Strapi): Vault => {
  const encryption = (): Encryption => strapi.service('admin::encryption') as unknown as Encryption;

  const plainOf = (sealed: string): string | null => {
    try {
      return encryption().decrypt(sealed);
    } catch {
      return null;
    }
  };

  return {
    // Asked of the configuration: the service would log at every question that the key is missing.
    hasKey: () => Boolean(strapi.config.get('admin.secrets.encryptionKey')),
    seal(about, values) {
      const sealed = encryption().encrypt(JSON.stringify({ about, values }));
      if (sealed === null) throw new Error('no ENCRYPTION_KEY is configured');
      return sealed;
    },
    open(about, sealed) {
      const plain = plainOf(sealed);
      if (plain === null) return null;
      const kept = JSON.parse(plain) as { readonly about: string; readonly values: Record<string, unknown> };
      return kept.about === about ? kept.values : null;
    },
  };
};
