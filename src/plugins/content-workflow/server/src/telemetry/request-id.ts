/** The id by which everything that one request caused is found again. */
import { randomUUID } from 'node:crypto';

/** Long enough for a UUID or a trace id with a prefix, and too short to smuggle anything into a log. */
const SANE = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * A proxy's id is taken over, so that its log and ours tell of the same request. Without a proxy the header is whatever
 * the client wrote, and somebody else's request could be impersonated in the log.
 */
export const requestIdFrom = (header: string, proxied: boolean, make: () => string = randomUUID): string => (proxied && SANE.test(header) ? header : make());
