/** How often may be asked, counted by network, by address and by all together; whether an address is known makes no difference. */
import type { Core } from '@strapi/strapi';
import { networkOf } from '../../cluster/network';
import { createLimiter } from '../../cluster/rate-limits';

export interface NewsletterLimits {
  /** Each answers `null`, or the milliseconds to wait. */
  ask(ip: string, address: string): Promise<number | null>;
  /** Links that are not ours, so that none is found by trying. */
  guess(ip: string): Promise<number | null>;
}

const HOUR = 3_600;

/** An office behind one address; more is a script that fills mailboxes of others. */
const PER_NETWORK = 30;

/** One mail that did not come, and another that did not either. */
const PER_ADDRESS = 3;

/** What a mail server takes from one sender without a question. */
const FOR_ALL = 2_000;

const GUESSES = 60;

export const createNewsletterLimits = (strapi: Core.Strapi): NewsletterLimits => {
  const networks = createLimiter(strapi, { name: 'newsletter-network', points: PER_NETWORK, seconds: HOUR });
  const addresses = createLimiter(strapi, { name: 'newsletter-address', points: PER_ADDRESS, seconds: HOUR });
  const all = createLimiter(strapi, { name: 'newsletter-all', points: FOR_ALL, seconds: HOUR });
  const guesses = createLimiter(strapi, { name: 'newsletter-guess', points: GUESSES, seconds: HOUR });
  return {
    ask: async (ip, address) => (await networks.take(networkOf(ip))) ?? (await addresses.take(address)) ?? (await all.take('everybody')),
    guess: (ip) => guesses.take(networkOf(ip)),
  };
};
