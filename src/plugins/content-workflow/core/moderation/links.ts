/** Links in a text and beside it: how many places they lead to, and which of them hide where they lead. */
import { linkifyit } from 'linkify-it';
import { parse } from 'tldts';
import { placeOf, reread, type View } from './text/view';

export interface Link {
  /** In the text as it was sent; `null` for a link that was given beside the text. */
  readonly place: { readonly from: number; readonly to: number } | null;
  readonly url: string;
  /** As it was sent. */
  readonly written: string;
  readonly label: string | null;
}

/** Generic endings that advertisements use, beside the countries' and the classic ones that the library knows. */
const ENDINGS = ['xyz', 'top', 'vip', 'club', 'site', 'shop', 'online', 'store', 'app', 'dev', 'link', 'live', 'icu', 'fun', 'win', 'bid', 'loan', 'click', 'work', 'ltd', 'wang', 'asia', 'mobi', 'space', 'website', 'tech', 'blog', 'page', 'cloud', 'world', 'today', 'buzz', 'cyou', 'sbs', 'bond', 'cfd', 'lol', 'casino', 'poker', 'bet'];

const linkify = linkifyit({ fuzzyLink: true, fuzzyEmail: false, fuzzyIP: true, urlAuth: true, maxLength: 2_048 }).tlds(ENDINGS, true);

/** Dots in other clothes, between what can be parts of a domain. */
const DOT = /(?<=[a-z0-9-])(?:\s?[[({【（]\s?(?:\.|点|dot)\s?[\])}】）]\s?|[。．｡]|\s?点\s?(?=(?:com|cn|net|org|cc|vip|top|xyz|me|io|co)\b)|\sdot\s(?=(?:com|cn|net|org|cc|vip|top|xyz|me|io|co)\b))(?=[a-z0-9])/g;
const HIDDEN_SCHEME = /\bh(?:xx|\*\*|tt)ps?(?=:\/\/)/g;

/** Addresses that run or hold something instead of leading somewhere. */
const ACTIVE_SCHEME = /(?:javascript|vbscript|data|blob|file)\s?:/;
/** In running text only with what such an address needs, since "data: see below" is a sentence. */
const ACTIVE_IN_TEXT = /(?:javascript|vbscript)\s?:\s?\S|data\s?:\s?[a-z]+\/[a-z0-9.+-]+[;,]|file:\/\/|blob:https?/g;

const SHORTENERS = new Set(['bit.ly', 't.co', 'tinyurl.com', 'goo.gl', 'is.gd', 'v.gd', 'ow.ly', 'buff.ly', 'cutt.ly', 'rb.gy', 't.ly', 'rebrand.ly', 'shorturl.at', 's.id', 'tiny.cc', 'bl.ink', 't.cn', 'url.cn', 'dwz.cn', 'suo.im', 'suo.nz', 'mrw.so', 'w.url.cn', '985.so', 'u.nu', 'reurl.cc', 'lihi.cc', 'lihi1.com', 'ppt.cc', 'pse.is', 'picsee.co', 'lurl.cc', 'psee.io', 'linktr.ee', 'dub.sh']);

const ownsNothing = (url: string): string => url.normalize('NFKC').replace(/[\s\u0000-\u001f\p{Cf}]/gu, '').toLowerCase();

/** "lunch.It was" is two sentences, not a place in Italy. */
const isSentence = (matched: string): boolean => /^\p{L}+\.\p{Lu}\p{Ll}+$/u.test(matched);

const linksIn = (line: View, sent: string): Link[] => {
  const view = reread(reread(line, DOT, () => '.'), HIDDEN_SCHEME, (scheme) => (scheme.endsWith('s') ? 'https' : 'http'));
  return (linkify.match(view.text) ?? []).flatMap(({ schema, index, lastIndex, url }) => {
    const place = placeOf(view, index, lastIndex);
    const written = sent.slice(place.from, place.to);
    return schema === 'mailto:' || (schema === '' && isSentence(written)) ? [] : [{ place, url, written, label: null }];
  });
};

/** The links of a running text, wherever they lead. */
export const linkPlaces = (line: View, sent: string): readonly Link[] => linksIn(line, sent);

export type LinkFault = 'active' | 'shortener' | 'ip-address' | 'look-alike' | 'credentials' | 'misleading';

export interface LinkFinding {
  readonly fault: LinkFault;
  readonly link: Link;
  readonly domain: string;
}

const domainOf = (url: string): string => {
  const { domain, hostname } = parse(url);
  return domain ?? hostname ?? '';
};

/** A label that is an address leads where it says. */
const misleads = ({ url, label }: Link): boolean => {
  const named = label === null ? null : linkify.match(label)?.[0];
  return named !== null && named !== undefined && domainOf(named.url) !== domainOf(url);
};

const LATIN_AND_OTHER = /(?=.*[a-z])(?=.*[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}])/u;

const faultsOf = (link: Link): LinkFinding[] => {
  const { hostname, isIp, domain } = parse(link.url);
  const found: LinkFault[] = [];
  if (ACTIVE_SCHEME.test(ownsNothing(link.url).slice(0, 40))) found.push('active');
  else {
    if (isIp === true) found.push('ip-address');
    if (SHORTENERS.has(domain ?? '')) found.push('shortener');
    if (/(^|\.)xn--/.test(hostname ?? '') || LATIN_AND_OTHER.test(link.written.toLowerCase())) found.push('look-alike');
    if (/^[a-z+]+:\/\/[^/?#]*@/i.test(link.url)) found.push('credentials');
    if (misleads(link)) found.push('misleading');
  }
  return found.map((fault) => ({ fault, link, domain: domain ?? hostname ?? '' }));
};

/** What is no matter where a link leads to one's own or a trusted place; that it runs something, or hides a name in its address, always is. */
const FORGIVEN: ReadonlySet<LinkFault> = new Set(['shortener', 'look-alike', 'misleading']);

/** Host names, each with everything below it. */
export type AllowedDomains = ReadonlySet<string>;

const hostOf = (url: string): string => parse(url).hostname ?? '';

/** The entry of the list that an address leads to, as it was written: what only reads like a place that is allowed is another place. `null` for those. */
export const allowedBy = (written: string, allowed: AllowedDomains): string | null => {
  if (allowed.size === 0) return null;
  const labels = hostOf(written.toLowerCase()).split('.');
  for (let i = 0; i < labels.length; i += 1) {
    const host = labels.slice(i).join('.');
    if (allowed.has(host)) return host;
  }
  return null;
};

/** A name that somebody can own, or a part of one: `example.com`, `blog.example.com`; never a whole ending such as `co.uk`. */
export const isDomain = (text: string): boolean => {
  const { hostname, domain, isIp } = parse(text);
  return isIp !== true && domain !== null && hostname === text && text === text.toLowerCase();
};

export interface LinkReport {
  readonly links: readonly Link[];
  /** Registrable domains (or addresses of machines), each once, in order of appearance. */
  readonly domains: readonly string[];
  readonly findings: readonly LinkFinding[];
}

const NOBODY: AllowedDomains = new Set();

/**
 * `line` is the folded text; `sent` the text as it was sent; `beside` the links that were given on their own; of places in `allowed`
 * nothing is said but what is wrong wherever it leads. No address is ever opened.
 */
export const linkReport = (line: View, sent: string, beside: readonly { readonly url: string; readonly label?: string }[], allowed: AllowedDomains = NOBODY): LinkReport => {
  const active = [...line.text.matchAll(ACTIVE_IN_TEXT)].map((match): LinkFinding => ({ fault: 'active', link: { place: placeOf(line, match.index, match.index + match[0].length), url: match[0], written: match[0], label: null }, domain: '' }));
  const links = [...linksIn(line, sent), ...beside.map(({ url, label }): Link => ({ place: null, url, written: url, label: label ?? null }))];
  const isAllowed = new Set(links.filter(({ written }) => allowedBy(written, allowed) !== null));
  const others = links.filter((link) => !isAllowed.has(link));
  const faults = links.flatMap(faultsOf).filter(({ fault, link }) => !(isAllowed.has(link) && FORGIVEN.has(fault)));
  return { links: others, domains: [...new Set(others.map(({ url }) => domainOf(url)).filter((domain) => domain !== ''))], findings: [...active, ...faults] };
};
