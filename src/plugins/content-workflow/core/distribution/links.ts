/** What an address is made into before it is shortened: it says where its visitors come from. */
import { linkifyit } from 'linkify-it';
import { mapRuns, runsOf, type Run, type Source } from './document';

/** As web analytics call it (Google's five; the others read the same). '' leaves one out. */
export interface Campaign {
  /** The platform. */
  readonly source: string;
  /** The kind of it. */
  readonly medium: string;
  /** The activity, or the piece itself. */
  readonly campaign: string;
  /** The variant. */
  readonly content: string;
  /** The person who carries it on. */
  readonly term: string;
}

const BY_MEDIUM: Readonly<Record<string, readonly string[]>> = { email: ['newsletter', 'email', 'mail'], feed: ['feed', 'feeds', 'rss', 'websub'], referral: ['webhook', 'webhooks'] };

/** The names under which analytics group visitors by themselves. */
export const mediumOf = (platform: string): string => Object.entries(BY_MEDIUM).find(([, platforms]) => platforms.includes(platform))?.[0] ?? 'social';

/** Absolute and of the web; `pages/…` and `weixin://…` are opened by an application, which no redirect leads into. */
export const isTrackable = (address: string): boolean => /^https?:\/\//i.test(address) && URL.canParse(address);

/**
 * The address with the campaign's parameters behind its own. What it has stays as it was written, character for
 * character: its parameters, whoever reads them, its fragment, and a parameter of a campaign that somebody set already.
 */
export const withCampaign = (address: string, { source, medium, campaign, content, term }: Campaign): string => {
  const url = new URL(address);
  const wanted = Object.entries({ utm_source: source, utm_medium: medium, utm_campaign: campaign, utm_content: content, utm_term: term });
  const added = wanted.filter(([name, value]) => value !== '' && !url.searchParams.has(name)).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  // The setter takes one question mark off, which may be the value's own.
  if (added.length > 0) url.search = `?${[...(url.search.length > 1 ? [url.search.slice(1)] : []), ...added].join('&')}`;
  return url.href;
};

/** What two addresses are compared by: where they lead, whichever campaign they are of. */
export const withoutCampaign = (address: string): string => {
  const url = new URL(address);
  for (const name of [...url.searchParams.keys()]) if (name.startsWith('utm_')) url.searchParams.delete(name);
  url.search = url.searchParams.toString();
  return url.href;
};

const addresses = linkifyit({ fuzzyEmail: false, fuzzyLink: false });

/** Every web address in a text, rewritten. */
const mapAddresses = (text: string, change: (address: string) => string): string => {
  let result = '';
  let end = 0;
  for (const { index, lastIndex, url, raw } of addresses.match(text) ?? []) {
    result += text.slice(end, index) + (isTrackable(url) ? change(url) : raw);
    end = lastIndex;
  }
  return result + text.slice(end);
};

/** A link whose words are its address says the new one; other words stay. */
const mapRun = (run: Run, change: (address: string) => string): Run => {
  if (run.href === null || !isTrackable(run.href)) return run;
  const href = change(run.href);
  const saysIt = isTrackable(run.text.trim()) && new URL(run.text.trim()).href === new URL(run.href).href;
  return { ...run, href, text: saysIt ? run.text.replace(run.text.trim(), href) : run.text };
};

/** The source with every web address in what is read rewritten; addresses of pictures and in code stay. */
export const mapLinks = (source: Source, change: (address: string) => string): Source => ({
  ...source,
  summary: mapAddresses(source.summary, change),
  body: mapRuns(source.body, (run) => mapRun(run, change)),
  url: source.url !== null && isTrackable(source.url) ? change(source.url) : source.url,
  links: source.links.map((link) => (isTrackable(link.url) ? { ...link, url: change(link.url) } : link)),
});

export interface Target {
  readonly address: string;
  /** What it is called where that is known; '' otherwise. */
  readonly label: string;
}

/** Every web address of a source, each once, in the order in which it is read. */
export const targetsOf = (source: Source): readonly Target[] => {
  const found = new Map<string, string>();
  if (source.url !== null && isTrackable(source.url)) found.set(source.url, source.title);
  for (const { label, url } of source.links) if (isTrackable(url) && !found.has(url)) found.set(url, label);
  const note = (address: string): string => {
    if (!found.has(address)) found.set(address, '');
    return address;
  };
  mapAddresses(source.summary, note);
  for (const { href } of runsOf(source.body)) if (href !== null && isTrackable(href)) note(href);
  return [...found].map(([address, label]) => ({ address, label }));
};

/** What somebody who carries the piece on is given: the piece itself, or what it leads to first. */
export const carriedTarget = (source: Source): Target | null => targetsOf(source)[0] ?? null;
