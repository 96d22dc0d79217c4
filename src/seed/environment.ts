/** What the demo is started with, whatever else `.env` says: it knows where its readers are, and calls nobody. */

/** Spread over the environment of a server that is to have the demo's content. */
export const DEMO_ENVIRONMENT = {
  // The addresses of the demo's site lead nowhere: example.com belongs to nobody (RFC 2606).
  SITE_ADDRESS: 'https://mistway.example.com/{locale}/{path}/{slug}',
  // Platforms and mail servers are not called, whatever anybody connects or resumes.
  EGRESS_CLOSED: 'true',
  // This machine is: links in mails may lead here, and somebody may try a mail server of their own.
  EGRESS_ALLOW: '127.0.0.1,localhost',
  SMTP_HOST: '',
  OTEL_EXPORTER_OTLP_ENDPOINT: '',
} as const;
