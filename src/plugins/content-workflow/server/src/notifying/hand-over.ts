/** Hands one mail to the provider of Strapi's email plugin, and says what became of it. */
import type { Core } from '@strapi/strapi';
import { escapeHtml } from '../../../core/html';
import { within } from '../jobs/patience';
import { mailFailureOf, mendableOf, type MailFailure } from './mail-failure';

/** Mail servers answer within seconds; one that is silent for longer leaves the outcome open. */
const PATIENCE_MS = 30_000;

interface EmailService {
  send(mail: Record<string, unknown>): Promise<unknown>;
}

/** A provider that is given no HTML may send the text as such, and a text holds what members wrote. */
const withInertHtml = (mail: Record<string, unknown>): Record<string, unknown> =>
  mail.html !== undefined || typeof mail.text !== 'string' ? mail : { ...mail, html: `<div style="white-space:pre-wrap">${escapeHtml(mail.text)}</div>` };

export const handOver = async (strapi: Core.Strapi, mail: Record<string, unknown>): Promise<'sent' | MailFailure> => {
  const email = strapi.plugin('email').service('email') as unknown as EmailService;
  try {
    return (await within(PATIENCE_MS, email.send(withInertHtml(mail)))) ? 'sent' : 'unknown';
  } catch (error) {
    const reason = mendableOf(error);
    if (reason !== null) strapi.log.warn(`[content-workflow] the mail server was given nothing: ${reason}`);
    return mailFailureOf(error);
  }
};
