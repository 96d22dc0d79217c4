/** What a submission's own text says: the signals of word lists, links and contact details, and what it is compared with others by. */
import { contactsIn } from './contacts';
import { linkReport, type AllowedDomains, type LinkFault, type LinkFinding } from './links';
import type { Hit, Matcher } from './match';
import { simHash, type Hash64 } from './near-duplicates';
import type { Reader, Readings } from './text/reader';
import type { Severity, Signal, Violation } from './vocabulary';

/** What was sent, as every rule sees it. Times are epoch milliseconds. */
export interface Material {
  /** `null` before the draft exists. */
  readonly documentId: string | null;
  /** The public reference, e.g. `S-7K3M9Q2X`. */
  readonly reference: string;
  readonly revision: number;
  readonly title: string;
  readonly text: string;
  readonly links: readonly { readonly url: string; readonly label?: string }[];
  readonly contributorName: string;
  /** `member:<id>` or `guest:<hash>`. */
  readonly sender: string;
  /** How long the form was open; `null` where nobody measured. */
  readonly composedMs: number | null;
  /** Perceptual hashes of its images, 16 hexadecimal digits each. */
  readonly imageHashes: readonly string[];
  readonly at: number;
}

export interface Screened {
  readonly signals: readonly Signal[];
  /** Letters and digits of title and text, folded: what near duplicates are found by. */
  readonly normalised: string;
  readonly hash: Hash64;
}

/** Of the rules whose code is here; a word list has versions of its own. */
export const RULES_VERSION = '1';

/** More of one list, and a person knows already; the rest is counted. */
const MAX_HITS_A_LIST = 10;
const MAX_MATCHED = 200;

/** A first submission with more places to go to is mostly an advertisement. */
export const MAX_DOMAINS = { first: 2, later: 5 } as const;

interface Field {
  readonly name: string;
  readonly text: string;
  readonly readings: Readings;
}

const fieldsOf = ({ title, text, contributorName, links }: Material, reader: Reader): Field[] =>
  [
    { name: 'title', text: title },
    { name: 'text', text },
    { name: 'contributorName', text: contributorName },
    ...links.map(({ url, label }, i) => ({ name: `links.${i}`, text: label ?? url })),
  ]
    .filter((field) => field.text !== '')
    .map((field) => ({ ...field, readings: reader.read(field.text) }));

/** A rule's signal; everything that is not said is empty. */
export const signal = (rule: string, violation: Violation | null, severity: Severity, more: Partial<Signal> = {}): Signal => ({
  source: 'rule',
  rule,
  ruleVersion: RULES_VERSION,
  violation,
  severity,
  hint: false,
  span: null,
  matched: null,
  evidence: {},
  ...more,
});

const at = (field: Field, from: number, to: number): Pick<Signal, 'span' | 'matched'> => ({ span: { field: field.name, from, to }, matched: field.text.slice(from, to).slice(0, MAX_MATCHED) });

const signalOf = (field: Field, { list, term, from, to, way }: Hit, more: number): Signal =>
  signal(`word-list/${list.key}`, list.violation, list.severity, {
    ruleVersion: String(list.version),
    hint: way === 'sound',
    ...at(field, from, to),
    evidence: { term, way, list: list.name, ...(list.minors ? { minors: 1 } : {}), ...(more > 0 ? { more } : {}) },
  });

const wordSignals = (fields: readonly Field[], matcher: Matcher, now: number): Signal[] => {
  const byList = new Map<string, { field: Field; hit: Hit }[]>();
  for (const field of fields) for (const hit of matcher.find(field.readings, field.text, now)) byList.set(hit.list.key, [...(byList.get(hit.list.key) ?? []), { field, hit }]);
  return [...byList.values()].flatMap((hits) => {
    const told = hits.slice(0, MAX_HITS_A_LIST);
    return told.map(({ field, hit }, i) => signalOf(field, hit, i === told.length - 1 ? hits.length - told.length : 0));
  });
};

const LINK_SEVERITY: Readonly<Record<LinkFault, Severity>> = { active: 'serious', 'look-alike': 'moderate', misleading: 'moderate', credentials: 'moderate', shortener: 'minor', 'ip-address': 'minor' };

const faultSignal = (field: Field | null, { fault, link, domain }: LinkFinding): Signal =>
  signal(`links/${fault}`, fault === 'active' ? 'other-harm' : 'spam-ad', LINK_SEVERITY[fault], {
    ...(field === null || link.place === null ? { matched: link.written.slice(0, MAX_MATCHED) } : at(field, link.place.from, link.place.to)),
    evidence: domain === '' ? {} : { domain },
  });

const linkSignals = (fields: readonly Field[], { links }: Material, first: boolean, allowed: AllowedDomains): Signal[] => {
  const reports = fields.filter(({ name }) => !name.startsWith('links.')).map((field) => ({ field, report: linkReport(field.readings.lines[0]?.view ?? { text: '', from: [], to: [] }, field.text, [], allowed) }));
  const beside = linkReport({ text: '', from: [], to: [] }, '', links, allowed);
  const domains = [...new Set([...reports.flatMap(({ report }) => report.domains), ...beside.domains])];
  const most = first ? MAX_DOMAINS.first : MAX_DOMAINS.later;
  const inName = reports.find(({ field, report }) => field.name === 'contributorName' && report.links.length > 0);
  return [
    ...reports.flatMap(({ field, report }) => report.findings.map((finding) => faultSignal(field, finding))),
    ...beside.findings.map((finding) => faultSignal(null, finding)),
    ...(domains.length > most ? [signal('links/too-many', 'spam-ad', 'moderate', { evidence: { domains: domains.length, most, names: domains.slice(0, 10).join(', ') } })] : []),
    ...(inName === undefined ? [] : [signal('links/in-name', 'spam-ad', 'moderate', { ...at(inName.field, 0, inName.field.text.length) })]),
  ];
};

const MAX_CONTACTS = 10;

/** In a name a contact detail is there to be copied. */
const contactSignals = (fields: readonly Field[]): Signal[] =>
  fields
    .filter(({ name }) => !name.startsWith('links.'))
    .flatMap((field) => contactsIn(field.readings.digits()).map(({ contact, from, to }) => signal(`contact/${contact}`, 'spam-ad', field.name === 'contributorName' ? 'moderate' : 'minor', at(field, from, to))))
    .slice(0, MAX_CONTACTS);

export interface Tools {
  readonly reader: Reader;
  readonly matcher: Matcher;
  readonly allowed: AllowedDomains;
}

/** `first`: nothing of this sender has been accepted before. */
export const screenText = (material: Material, first: boolean, { reader, matcher, allowed }: Tools): Screened => {
  const fields = fieldsOf(material, reader);
  const normalised = [material.title, material.text].map((text) => reader.compact(text)).join('');
  return { signals: [...wordSignals(fields, matcher, material.at), ...linkSignals(fields, material, first, allowed), ...contactSignals(fields)], normalised, hash: simHash(normalised) };
};
