/** A submission becomes the beginning of a piece: its words as inert text, its links, the name that its sender chose. */

export interface Submitted {
  readonly title: string;
  readonly text: string;
  readonly links: readonly { readonly url: string; readonly label: string | null }[];
  readonly contributorName: string;
  /** As the sender chose it, e.g. `zh-Hant`; `null` where they did not say. */
  readonly language: string | null;
}

interface TextNode {
  readonly type: 'text';
  readonly text: string;
}
interface LinkNode {
  readonly type: 'link';
  readonly url: string;
  readonly children: readonly TextNode[];
}
export interface Paragraph {
  readonly type: 'paragraph';
  readonly children: readonly (TextNode | LinkNode)[];
}

/** What stands before a name, by the language of the text. */
const CREDIT: Readonly<Record<'en' | 'zh-Hans' | 'zh-Hant', (name: string) => string>> = {
  en: (name) => `Sent in by ${name}`,
  'zh-Hans': (name) => `投稿：${name}`,
  'zh-Hant': (name) => `投稿：${name}`,
};

export const creditLine = (name: string, language: string | null): string => (CREDIT[language as keyof typeof CREDIT] ?? CREDIT.en)(name);

/** Only what a browser opens as a page; anything else stays out of a link. */
const isPage = (url: string): boolean => /^https?:\/\//i.test(url);

const words = (text: string): TextNode => ({ type: 'text', text });
const paragraph = (...children: (TextNode | LinkNode)[]): Paragraph => ({ type: 'paragraph', children });

/** Lines that say something. */
const linesOf = (text: string): string[] => text.split(/\r\n|[\n\r\u2028\u2029]/u).map((line) => line.trim()).filter((line) => line !== '');

const closing = ({ links, contributorName, language }: Submitted, own: { readonly links: boolean; readonly credit: boolean }) => ({
  links: own.links ? [] : links,
  credit: own.credit || contributorName.trim() === '' ? [] : [creditLine(contributorName.trim(), language)],
});

/** What else has a place of its own in the draft does not stand in its body. */
export type OwnPlaces = Parameters<typeof closing>[1];

/** A paragraph a line, then the links, then the name. */
export const toBlocks = (submitted: Submitted, own: OwnPlaces): Paragraph[] => {
  const { links, credit } = closing(submitted, own);
  const shown = links.map(({ url, label }) => paragraph(isPage(url) ? { type: 'link', url, children: [words(label ?? url)] } : words(label === null ? url : `${label} ${url}`)));
  return [...linesOf(submitted.text).map((line) => paragraph(words(line))), ...shown, ...credit.map((line) => paragraph(words(line)))];
};

export const toPlain = (submitted: Submitted, own: OwnPlaces): string => {
  const { links, credit } = closing(submitted, own);
  return [...linesOf(submitted.text), ...links.map(({ url, label }) => (label === null ? url : `${label} ${url}`)), ...credit].join('\n\n');
};

/** Everything that Markdown, or HTML inside of it, could take for its own. */
const MARKUP = /[\\`*_{}[\]()#+\-.!<>|~&]/g;

/** The same words for a reader of Markdown, none of which is markup. */
export const toMarkdown = (submitted: Submitted, own: OwnPlaces): string => toPlain(submitted, own).replace(MARKUP, '\\$&');

/** More than this is no address that anybody reads. */
const MAX_SLUG = 60;

/** Letters and digits of a title for an address, and an ending that no other piece has; of a title without Latin letters only that. */
export const slugOf = (title: string, ending: string): string => {
  const readable = (title.normalize('NFKD').toLowerCase().match(/[a-z0-9]+/g) ?? []).join('-').slice(0, MAX_SLUG).replace(/-+$/, '');
  return readable === '' ? ending : `${readable}-${ending}`;
};
