/** Which addresses of the network anybody may be sent to. Everything that is not certainly public is inner. */
import ipaddr from 'ipaddr.js';

/** Public by the library's count and yet not: for measuring in laboratories (RFC 2544). */
const LABORATORY = ipaddr.IPv4.parseCIDR('198.18.0.0/15');

/** All that has been given out for the public (RFC 4291, IANA's registry of IPv6). */
const GIVEN_OUT = ipaddr.IPv6.parseCIDR('2000::/3');

/** Parts of it with another purpose: protocols among them Teredo (RFC 2928), documentation (RFC 9637). */
const SET_APART = ['2001::/23', '3fff::/20'].map((range) => ipaddr.IPv6.parseCIDR(range));

const isPublicV4 = (address: ipaddr.IPv4): boolean => address.range() === 'unicast' && !address.match(LABORATORY);

/** The last 32 bits, where a network that speaks IPv6 alone puts the address of a host that does not (RFC 6052). */
const embedded = (address: ipaddr.IPv6): ipaddr.IPv4 => new ipaddr.IPv4(address.toByteArray().slice(12));

const isPublicV6 = (address: ipaddr.IPv6): boolean => {
  const range = address.range();
  if (range === 'ipv4Mapped' || range === 'rfc6052') return isPublicV4(embedded(address));
  return range === 'unicast' && address.match(GIVEN_OUT) && !SET_APART.some((part) => address.match(part));
};

/** False also for what is no address. */
export const isPublicAddress = (text: string): boolean => {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  return address.kind() === 'ipv4' ? isPublicV4(address as ipaddr.IPv4) : isPublicV6(address as ipaddr.IPv6);
};
