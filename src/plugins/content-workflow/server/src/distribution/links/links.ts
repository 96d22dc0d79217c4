/** Short links of pieces: written into what platforms are given, kept before anybody is, and read back with their clicks. */
import type { Core } from '@strapi/strapi';
import { toBuffer as toPng, toString as toSvg } from 'qrcode';
import type { LinkView } from '../../../../contracts/distribution';
import { carriedTarget, mapLinks, mediumOf, targetsOf, withCampaign } from '../../../../core/distribution/links';
import { onCommit } from '../../cluster/signals';
import type { Clock } from '../../jobs/clock';
import type { Subject, Trx } from '../../tables';
import type { Links, LinkUse } from '../ports';
import { CODE, codeOf } from './codes';
import { addLinks, clicksOf, linkByCode, linksOf, peopleOn, type CountedLink, type DayCount, type NewLink } from './rows';

export interface LinkStore extends Links {
  addressOf(code: string): string;
  /** With the clicks of each, by day. */
  of(subject: Subject): Promise<readonly LinkView[]>;
  /** Of people, so far, on the links of this document in this channel. */
  clicks(subject: Subject, channelId: number): Promise<number>;
  /** `null`: there is no such link. */
  qr(code: string, format: 'svg'): Promise<string | null>;
  qr(code: string, format: 'png'): Promise<Buffer | null>;
}

export interface LinksDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  /** What stands before a code, without a slash at the end. */
  readonly base: string;
  /** Hears, once it is committed, that links with these codes are there. */
  readonly made: (codes: readonly string[]) => void;
}

/** Seven per cent of a code may be covered by a thumb or a logo; a larger share makes it denser and worse to read. */
const QR = { errorCorrectionLevel: 'M', margin: 2 } as const;

/** Printed at ten centimetres that is 250 points an inch. */
const PNG_WIDTH = 1_000;

const codeFor = (use: LinkUse, address: string, kol: string): string => codeOf(use.channel.linkSeed, [use.subject.uid, use.subject.documentId, use.subject.locale, use.variant, kol, address]);

const viewOf = (link: CountedLink, address: string, counts: readonly DayCount[]): LinkView => {
  const own = counts.filter(({ linkId }) => linkId === link.id);
  const people = own.filter(({ kind }) => kind === 'person');
  const sum = (some: readonly DayCount[]): number => some.reduce((all, { clicks }) => all + clicks, 0);
  return { code: link.code, address, target: link.target, channel: link.channelKey, variant: link.variant, kol: link.kol, clicks: sum(people), bots: sum(own) - sum(people), days: people.map(({ day, clicks }) => ({ day, clicks })) };
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const createLinks = ({ strapi, clock, base, made }: LinksDeps): LinkStore => {
  const addressOf = (code: string): string => `${base}/${code}`;
  /** What is short already would be led through twice, and counted twice. */
  const isShort = (address: string): boolean => address.startsWith(`${base}/`);

  const campaignOf = (use: LinkUse, term: string) => ({ source: use.channel.platform, medium: mediumOf(use.channel.platform), campaign: use.campaign, content: use.variant, term });

  const rowFor = (use: LinkUse, address: string, label: string, kol: string): NewLink => ({
    code: codeFor(use, address, kol),
    target: withCampaign(address, campaignOf(use, kol)),
    channelId: use.channel.id,
    subject: use.subject,
    variant: use.variant,
    kol,
    label,
    at: clock.now(),
  });

  async function qr(code: string, format: 'svg'): Promise<string | null>;
  async function qr(code: string, format: 'png'): Promise<Buffer | null>;
  async function qr(code: string, format: 'svg' | 'png'): Promise<string | Buffer | null> {
    if (!CODE.test(code) || (await linkByCode(strapi.db.connection, code)) === null) return null;
    return format === 'svg' ? toSvg(addressOf(code), { ...QR, type: 'svg' }) : toPng(addressOf(code), { ...QR, type: 'png', width: PNG_WIDTH });
  }

  return {
    addressOf,
    tracked: (source, use) => mapLinks(source, (address) => (isShort(address) ? address : addressOf(codeFor(use, address, '')))),
    async keep(trx: Trx, source, use) {
      const targets = targetsOf(source).filter(({ address }) => !isShort(address));
      const carried = carriedTarget(source);
      const rows = [
        ...targets.map(({ address, label }) => rowFor(use, address, label, '')),
        ...(carried === null || isShort(carried.address) ? [] : use.kols.map((kol) => rowFor(use, carried.address, carried.label, kol))),
      ];
      await addLinks(trx, rows);
      await onCommit(strapi, () => made(rows.map(({ code }) => code)));
    },
    async of(subject) {
      const links = await linksOf(strapi.db.connection, subject);
      const counts = await clicksOf(strapi.db.connection, links.map(({ id }) => id));
      const byPlace = (a: LinkView, b: LinkView): number => compare(a.channel, b.channel) || compare(a.variant, b.variant) || compare(a.kol, b.kol) || compare(a.target, b.target);
      return links.map((link) => viewOf(link, addressOf(link.code), counts)).sort(byPlace);
    },
    clicks: (subject, channelId) => peopleOn(strapi.db.connection, subject, channelId),
    qr,
  };
};
