/** Who a reader without an account is, as far as the network knows. */
import ipaddr from 'ipaddr.js';
import { networkOf } from '../../cluster/network';
import { anonymous, type SigningKeys } from '../../http/signing';

/** What counts as one reader: an IPv4 address, or the network of an IPv6 one, of which one customer has as many as they like. */
export const readerOf = (ip: string): string => (ipaddr.isValid(ip) && ipaddr.process(ip).kind() === 'ipv4' ? ipaddr.process(ip).toString() : networkOf(ip));

/** The address itself is in no row and no log: only with the application's keys can one be compared with it. */
export const addressKey = (keys: SigningKeys, ip: string): string => `address:${anonymous(keys, 'reporter', readerOf(ip))}`;
