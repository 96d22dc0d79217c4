import type { Core } from '@strapi/strapi';

import { requiredSecrets } from '../src/config/secrets';

const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Admin => {
  const secrets = requiredSecrets(process.env, { production: env('NODE_ENV') === 'production' });

  return {
    auth: { secret: secrets.adminJwtSecret },
    apiToken: { salt: secrets.apiTokenSalt },
    transfer: { token: { salt: secrets.transferTokenSalt } },
    secrets: { encryptionKey: secrets.encryptionKey },
    autoOpen: false,
    flags: { nps: false, promoteEE: false },
  };
};

export default config;
