/** E-mail addresses as they are compared. */

/** RFC 5321, 4.5.3.1: 64 octets before the @, and 254 in all as a path is limited to 256 with its brackets. */
const MAX_LOCAL = 64;
const MAX_ADDRESS = 254;

/** What mail servers in use accept without quotes; a quoted local part is nobody's address in practice. */
const LOCAL = /^[^\s"(),:;<>@[\\\]\p{Cc}\p{Cf}]+$/u;

/** Labels of letters of any script, digits and hyphens inside, two of them at least. */
const DOMAIN = /^(?=.{1,253}$)([\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{M}]{2,63}$|^(?=.{1,253}$)([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+xn--[a-z0-9-]{1,59}$/u;

/**
 * One spelling for all spellings of an address: without space around it, in NFC, in lower case. Case before the @ matters
 * to no mail server in use; dots and what follows a plus do, so they stay. `null` for what is no address.
 */
export const normalAddress = (typed: string): string | null => {
  const address = typed.trim().normalize('NFC').toLowerCase();
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1).replace(/\.$/, '')];
  if (at < 1 || new TextEncoder().encode(address).length > MAX_ADDRESS || new TextEncoder().encode(local).length > MAX_LOCAL) return null;
  if (!LOCAL.test(local) || local.startsWith('.') || local.endsWith('.') || local.includes('..') || !DOMAIN.test(domain)) return null;
  return `${local}@${domain}`;
};

/** The part after the @; '' where there is none. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
