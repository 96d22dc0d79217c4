import type { Core } from '@strapi/strapi';

let files = 0;

/** The parser gives files in the order in which they were written to the disk; this is their order in the form. */
const rememberPlace = (_field: string, file: object): void => void Object.assign(file, { place: (files += 1) });

const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Middlewares => [
  // First, since published content answers from here without the rest; what decides by anything but Authorization and Origin stands above it.
  'plugin::content-workflow.delivery',
  'plugin::content-workflow.observe',
  // In the place of strapi::logger, which prints addresses as they came, with whatever secret stands in them.
  'global::request-log',
  'strapi::errors',
  'strapi::security',
  {
    name: 'strapi::cors',
    config: {
      // Strapi's default answers every origin; here a browser on another origin is refused until it is listed.
      origin: env.array('CORS_ORIGINS', []),
      headers: ['Content-Type', 'Authorization', 'Origin', 'Accept', 'Idempotency-Key', 'Submission-Guest', 'Submission-Secret', 'X-Visitor-Id'],
      expose: ['Retry-After', 'X-Assignment'],
    },
  },
  'global::upload-headers',
  'strapi::query',
  // Before the parser, which writes the files of a form to the disk.
  'plugin::content-workflow.intake',
  // Text is what a browser sends of a page that is being left, in as much as a browser takes.
  { name: 'strapi::body', config: { textLimit: '64kb', formidable: { onFileBegin: rememberPlace } } },
  'strapi::session',
  'strapi::favicon',
  'strapi::public',
];

export default config;
