/**
 * A piece as a mail: the same for everybody but for one address, by which a receiver leaves the list. The mail is kept as
 * what stands before and behind that address, so that no text of an editor can be taken for its place.
 */
import { escapeHtml } from '../../html';
import { picturesOf, type Picture, type Source } from '../document';
import { toStyledHtml, type Look } from '../html';
import { toPlainText } from '../plain';
import type { Issue, Measure, PictureRule, PictureUse, Rendition } from '../rendition';
import { cutTo, lengthOf, type Bound } from '../units';
import { CLOSED, opened, STYLES } from './frame';
import { nearestLanguage, type LetterLanguage } from './languages';
import { NEWSLETTER_WORDS } from './words';

/** A text with one gap, where each receiver's own address stands. */
type Gapped = readonly [before: string, behind: string];

export type LetterPayload = {
  readonly subject: string;
  readonly preheader: string;
  readonly language: string;
  readonly html: Gapped;
  readonly text: Gapped;
};

export interface LetterSettings {
  readonly listName: string;
  /** Who sends it, with a postal address: commercial mail has to say so (15 U.S.C. 7704(a)(5), and the like elsewhere). */
  readonly postalAddress: string;
  readonly footer: string;
  readonly languages: readonly LetterLanguage[];
}

/** A line of a header holds 998 octets (RFC 5322, 2.1.1); a title of three-byte characters, encoded, is the longest. */
export const SUBJECT: Bound = { max: 240, unit: 'utf8', source: 'RFC 5322, 2.1.1 and RFC 2047, 2: 998 octets a line after encoding, with room for folding', asOf: '2026-11-26' };

/** Phones show so much of a subject. */
const SUBJECT_SHOWN: Bound = { max: 60, unit: 'grapheme', source: 'what common mail programs show in a list', asOf: '2026-11-26' };

/** Gmail cuts a mail off behind so many bytes of HTML, and the address by which one leaves stands at its end. */
export const HTML_SHOWN: Bound = { max: 102_400, unit: 'utf8', source: 'Gmail shows 102 KB of a message', asOf: '2026-11-26' };

/** A mail with twelve pictures stays below the ten megabytes that most servers take. */
export const BODY: Bound = { max: 1_000_000, unit: 'utf8', source: 'what mail servers take of one message, 10 MB at least, less its pictures', asOf: '2026-11-26' };

const PREHEADER: Bound = { max: 140, unit: 'grapheme', source: 'what common mail programs show in a list', asOf: '2026-11-26' };

/** Twice the width of the column, for sharp screens; all of them together stay far below what mail servers take. */
export const MAIL_PICTURE: PictureRule = { maxWidth: 1200, maxHeight: 1600, maxBytes: 250_000, types: ['image/jpeg', 'image/png'] };

export const MAX_PICTURES = 12;

/** What the attachment of a picture is called within the mail. */
export const contentId = (index: number): string => `picture-${index}@newsletter`;

const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();

const plainOf = ({ body }: Source): string => oneLine(toPlainText(body));

interface Chosen {
  readonly all: readonly Picture[];
  readonly used: readonly Picture[];
}

/** The cover, those in the text, and those beside it; a picture that only an address is known of is not sent. */
const picturesIn = (source: Source): Chosen => {
  const beside = source.adapted ? [] : source.gallery;
  const all = [...(source.cover === null ? [] : [source.cover]), ...picturesOf(source.body), ...beside];
  return { all, used: all.filter(({ fileId }) => fileId !== null).slice(0, MAX_PICTURES) };
};

interface Parts {
  readonly source: Source;
  readonly settings: LetterSettings;
  readonly pictures: Chosen;
}

/** Each use of a picture has its own place, in the order in which they are read. */
const lookFrom = (used: readonly Picture[], address: (index: number, picture: Picture) => string): Look => ({
  styles: STYLES,
  picture: (picture) => {
    const index = used.indexOf(picture);
    return index < 0 ? null : address(index, picture);
  },
  links: true,
});

const linkHtml = (url: string, words: string): string => `<a href="${escapeHtml(url)}" style="${STYLES.a}">${escapeHtml(words)}</a>`;

const lines = (text: string): string => escapeHtml(text.trim()).replace(/\r?\n/g, '<br>');

const wordsFor = ({ source, settings }: Parts) => NEWSLETTER_WORDS[nearestLanguage(source.language, settings.languages[0] ?? 'en')];

const bodyHtml = ({ source, settings, pictures }: Parts, look: Look): string => {
  const words = wordsFor({ source, settings, pictures });
  const beside = source.adapted ? [] : source.gallery;
  return [
    `<h1 style="${STYLES.h1}">${escapeHtml(source.title)}</h1>`,
    source.cover !== null && pictures.used.includes(source.cover) ? toStyledHtml([{ kind: 'picture', picture: source.cover }], look) : '',
    toStyledHtml(source.body, look),
    toStyledHtml(beside.map((picture) => ({ kind: 'picture' as const, picture })), look),
    source.links.length === 0 ? '' : `<ul style="${STYLES.ul}">${source.links.map(({ label, url }) => `<li style="${STYLES.li}">${linkHtml(url, label === '' ? url : label)}</li>`).join('')}</ul>`,
    source.url === null ? '' : `<p style="${STYLES.p}">${linkHtml(source.url, words.readOnline)}</p>`,
  ].join('');
};

const htmlOf = (parts: Parts, preheader: string, look: Look): Gapped => {
  const { source, settings } = parts;
  const words = wordsFor(parts);
  const head = opened({ language: source.language, title: source.title, preheader, body: bodyHtml(parts, look) });
  const own = settings.footer.trim() === '' ? '' : `<p style="margin:0 0 8px">${lines(settings.footer)}</p>`;
  return [`${head}<p style="margin:0 0 8px">${escapeHtml(words.why(settings.listName))} <a href="`, `" style="color:#5c5c6b;text-decoration:underline">${escapeHtml(words.unsubscribe)}</a></p>${own}<p style="margin:0">${lines(settings.postalAddress)}</p>${CLOSED}`];
};

const textOf = (parts: Parts): Gapped => {
  const { source, settings } = parts;
  const words = wordsFor(parts);
  const alts = parts.pictures.used.map(({ alt }) => alt.trim()).filter((alt) => alt !== '').map((alt) => `[${alt}]`);
  const links = source.links.map(({ label, url }) => `${label} ${url}`.trim()).join('\n');
  const piece = [source.title, toPlainText(source.body), ...alts, links, source.url === null ? '' : `${words.readOnline}: ${source.url}`].filter((part) => part.trim() !== '');
  const foot = [settings.footer.trim(), settings.postalAddress.trim()].filter((part) => part !== '').join('\n\n');
  return [`${piece.join('\n\n')}\n\n-- \n${words.why(settings.listName)}\n${words.unsubscribe}: `, `\n\n${foot}\n`];
};

const issuesOf = (subject: string, htmlBytes: number, { all, used }: Chosen): Issue[] => {
  const issues: Issue[] = [];
  if (subject === '') issues.push({ level: 'error', code: 'missing', field: 'title', message: 'A mail needs a subject.' });
  const long = lengthOf(subject, SUBJECT);
  if (long > SUBJECT.max) issues.push({ level: 'error', code: 'too-long', field: 'title', message: `The subject is ${long} bytes long; ${SUBJECT.max} fit into one line of a mail.`, params: { used: long, max: SUBJECT.max } });
  else if (lengthOf(subject, SUBJECT_SHOWN) > SUBJECT_SHOWN.max) issues.push({ level: 'warning', code: 'cut', field: 'title', message: `Lists of mails show about ${SUBJECT_SHOWN.max} characters of a subject.`, params: { max: SUBJECT_SHOWN.max } });
  if (htmlBytes > BODY.max) issues.push({ level: 'error', code: 'too-long', field: 'body', message: `The mail has ${htmlBytes} bytes of HTML; ${BODY.max} are as many as mail servers take.`, params: { used: htmlBytes, max: BODY.max } });
  else if (htmlBytes > HTML_SHOWN.max) issues.push({ level: 'warning', code: 'clipped', field: 'body', message: `Gmail cuts a mail off behind ${HTML_SHOWN.max} bytes; this one has ${htmlBytes}, and the link to unsubscribe stands at its end.`, params: { used: htmlBytes, max: HTML_SHOWN.max } });
  const foreign = all.filter(({ fileId }) => fileId === null).length;
  if (foreign > 0) issues.push({ level: 'warning', code: 'picture-left-out', field: 'pictures', message: 'Pictures that are not in the media library are left out.', params: { count: foreign } });
  if (all.length - foreign > used.length) issues.push({ level: 'warning', code: 'too-many', field: 'pictures', message: `Only the first ${MAX_PICTURES} pictures are sent.`, params: { used: all.length - foreign, max: MAX_PICTURES } });
  const silent = used.filter(({ alt }) => alt.trim() === '').length;
  if (silent > 0) issues.push({ level: 'warning', code: 'alt-missing', field: 'pictures', message: 'A picture has no alternative text, which is all that is seen of it where pictures are not shown.', params: { count: silent } });
  return issues;
};

/** Pure. Pictures travel in the mail itself, so that they are the bytes that were approved and nobody learns who opens it. */
export const renderLetter = (source: Source, settings: LetterSettings): Rendition<LetterPayload> => {
  const pictures = picturesIn(source);
  const parts: Parts = { source, settings, pictures };
  const subject = oneLine(source.title);
  const preheader = cutTo(oneLine(source.summary) || plainOf(source), PREHEADER);
  const html = htmlOf(parts, preheader, lookFrom(pictures.used, (index) => `cid:${contentId(index)}`));
  const text = textOf(parts);
  const shown = htmlOf(parts, preheader, lookFrom(pictures.used, (_index, { url }) => url));
  const bytes = lengthOf(html.join(''), BODY);
  const uses: PictureUse[] = pictures.used.map((picture) => ({ picture, rule: MAIL_PICTURE, alt: picture.alt }));
  const measures: Measure[] = [
    { field: 'title', used: lengthOf(subject, SUBJECT), max: SUBJECT.max, unit: SUBJECT.unit },
    { field: 'body', used: bytes, max: BODY.max, unit: 'bytes' },
  ];
  return { payload: { subject, preheader, language: source.language, html, text }, pictures: uses, preview: { look: 'mail', title: subject, text: text.join('…'), html: shown.join('#') }, measures, issues: issuesOf(subject, bytes, pictures) };
};

/** The mail of one receiver. */
export const filledIn = ({ html, text }: Pick<LetterPayload, 'html' | 'text'>, unsubscribe: string): { readonly html: string; readonly text: string } => ({ html: html.join(escapeHtml(unsubscribe)), text: text.join(unsubscribe) });

/** The letter that asks whether an address wants to be on the list. Nothing in it comes from anybody but the team. */
export const confirmationLetter = (language: LetterLanguage, settings: LetterSettings, confirm: string, days: number): { readonly subject: string; readonly text: string; readonly html: string } => {
  const { letter } = NEWSLETTER_WORDS[language];
  const paragraphs = letter.lines(settings.listName, days);
  const subject = oneLine(letter.subject(settings.listName));
  const [first = '', ...others] = paragraphs;
  const button = `<a href="${escapeHtml(confirm)}" style="display:inline-block;padding:12px 20px;border:1px solid #2448c9;border-radius:4px;color:#2448c9;text-decoration:none;font-weight:600">${escapeHtml(letter.button)}</a>`;
  const body = [escapeHtml(first), button, ...others.map(escapeHtml)].map((part) => `<p style="${STYLES.p}">${part}</p>`).join('');
  return {
    subject,
    text: `${[first, confirm, ...others, settings.postalAddress.trim()].join('\n\n')}\n`,
    html: `${opened({ language, title: subject, preheader: first, body })}${lines(settings.postalAddress)}${CLOSED}`,
  };
};
