/**
 * What a piece says, in one shape for every platform: Strapi's blocks, Markdown and plain text are read into it, and each
 * platform's format is written from it.
 */

/** A picture of the media library, as it was approved: `hash` and `size` tell whether its bytes are still those. */
export interface Picture {
  /** Its row in the media library; `null` for a picture that only an address is known of, which no platform is sent. */
  readonly fileId: number | null;
  readonly url: string;
  /** Of the file's name and bytes, as Strapi's upload gives it. */
  readonly hash: string;
  readonly ext: string;
  readonly mime: string;
  /** In kilobytes, as the media library counts it. */
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly alt: string;
  readonly caption: string;
}

export const MARKS = ['bold', 'italic', 'strike', 'underline', 'code'] as const;
export type Mark = (typeof MARKS)[number];

/** A run of text in one style; `\n` is a line break. `href` is an absolute http(s) address, or `null`. */
export interface Run {
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly href: string | null;
}

export type Block =
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[] }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4 | 5 | 6; readonly runs: readonly Run[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Document[] }
  | { readonly kind: 'quote'; readonly blocks: Document }
  | { readonly kind: 'code'; readonly text: string; readonly language: string }
  | { readonly kind: 'picture'; readonly picture: Picture }
  | { readonly kind: 'rule' };

export type Document = readonly Block[];

export const plainRun = (text: string, href: string | null = null): Run => ({ text, marks: [], href });

/** The same document with every run rewritten, such as with other addresses in its links. */
export const mapRuns = (document: Document, change: (run: Run) => Run): Document =>
  document.map((block): Block => {
    switch (block.kind) {
      case 'paragraph':
      case 'heading':
        return { ...block, runs: block.runs.map(change) };
      case 'list':
        return { ...block, items: block.items.map((item) => mapRuns(item, change)) };
      case 'quote':
        return { ...block, blocks: mapRuns(block.blocks, change) };
      case 'code':
      case 'picture':
      case 'rule':
        return block;
    }
  });

/** Every run, in reading order. */
export const runsOf = (document: Document): readonly Run[] =>
  document.flatMap((block): readonly Run[] => {
    switch (block.kind) {
      case 'paragraph':
      case 'heading':
        return block.runs;
      case 'list':
        return block.items.flatMap(runsOf);
      case 'quote':
        return runsOf(block.blocks);
      case 'code':
      case 'picture':
      case 'rule':
        return [];
    }
  });

/** Every picture, in reading order. */
export const picturesOf = (document: Document): readonly Picture[] =>
  document.flatMap((block): readonly Picture[] => (block.kind === 'picture' ? [block.picture] : block.kind === 'quote' ? picturesOf(block.blocks) : block.kind === 'list' ? block.items.flatMap(picturesOf) : []));

/** A piece as a platform is given it: with what the editors wrote for this platform, and with tracked links. */
export interface Source {
  readonly title: string;
  /** '' where there is none. */
  readonly summary: string;
  readonly body: Document;
  readonly cover: Picture | null;
  readonly gallery: readonly Picture[];
  readonly tags: readonly string[];
  /** BCP 47, or '' for a type without languages. */
  readonly language: string;
  readonly author: string;
  /** Where the piece itself is read; `null` where the site's address is not configured. */
  readonly url: string | null;
  /** Addresses that belong to it, as a shop's. */
  readonly links: readonly { readonly label: string; readonly url: string }[];
  /** True where `title` and `body` were written for this platform: then nothing is to be added to them. */
  readonly adapted: boolean;
  /** True where the title too was written for this platform. Left out, a text that was adapted goes without the piece's title where a post has no place for one. */
  readonly ownTitle?: boolean;
}
