/** How much may be sent, counted by what the server knows: who sends, from which network, and all together. */
import type { Core } from '@strapi/strapi';
import { networkOf } from '../../cluster/network';
import { createLimiter, type Limiter } from '../../cluster/rate-limits';
import type { IntakeConfig } from '../../config/intake';

export interface Limits {
  /** Each answers `null`, or the milliseconds to wait. */
  network(ip: string): Promise<number | null>;
  sender(key: string): Promise<number | null>;
  code(guest: string, ip: string): Promise<number | null>;
  try(ip: string): Promise<number | null>;
  read(ip: string): Promise<number | null>;
}

const HOUR = 3_600;

/** Codes for everybody together: what a mail server takes from one sender without a question. */
const CODES_PER_HOUR = 500;

/** Looking does no harm, but a secret is not to be found by trying. */
const READS_PER_MINUTE = 600;

const EVERYBODY = 'everybody';

/** The first who says no decides; what stands before it has been counted. */
const each = async (...asked: readonly (readonly [Limiter, string])[]): Promise<number | null> => {
  for (const [limiter, key] of asked) {
    const wait = await limiter.take(key);
    if (wait !== null) return wait;
  }
  return null;
};

export const createLimits = (strapi: Core.Strapi, limits: IntakeConfig['limits']): Limits => {
  const perHour = (name: string, points: number): Limiter => createLimiter(strapi, { name: `intake-${name}`, points, seconds: HOUR });
  const networks = perHour('network', limits.networkPerHour);
  const senders = perHour('sender', limits.senderPerHour);
  const everybody = perHour('all', limits.everybodyPerHour);
  const codes = perHour('code', limits.codesPerAddressPerHour);
  const codesOfNetwork = perHour('code-network', limits.codesPerNetworkPerHour);
  const codesOfAll = perHour('code-all', CODES_PER_HOUR);
  const tries = perHour('try', limits.codesPerNetworkPerHour);
  const reads = createLimiter(strapi, { name: 'intake-read', points: READS_PER_MINUTE, seconds: 60 });
  return {
    network: (ip) => each([networks, networkOf(ip)]),
    sender: (key) => each([senders, key], [everybody, EVERYBODY]),
    code: (guest, ip) => each([codesOfNetwork, networkOf(ip)], [codes, guest], [codesOfAll, EVERYBODY]),
    try: (ip) => each([tries, networkOf(ip)]),
    read: (ip) => each([reads, networkOf(ip)]),
  };
};
