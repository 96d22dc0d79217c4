import { factories } from '@strapi/strapi';

// Members send in through the workflow's own endpoint, which stores inert text and re-encodes images; a core write
// route would take any field and any file.
export default factories.createCoreRouter('api::submission.submission', { only: ['find', 'findOne'] });
