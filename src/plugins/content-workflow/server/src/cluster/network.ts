import ipaddr from 'ipaddr.js';

/**
 * The network that an address counts as: /24 of IPv4 and /64 of IPv6, which is what one customer is given; by single
 * addresses, a customer of the latter would have as many tries as there are grains of sand.
 */
export const networkOf = (ip: string): string => {
  if (!ipaddr.isValid(ip)) return 'unknown';
  const address = ipaddr.process(ip);
  return address.kind() === 'ipv4' ? `${address.toByteArray().slice(0, 3).join('.')}.0/24` : `${(address as ipaddr.IPv6).parts.slice(0, 4).map((part) => part.toString(16)).join(':')}::/64`;
};
