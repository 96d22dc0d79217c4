/** What files are called that a person saves and posts by hand: by the piece and the platform, so that two tasks do not mix in one folder. */

/** Telephones cut longer names off in the middle. */
const MAX_TITLE = 40;

/** Letters and digits of any script; what no file system has to say something about. */
const titleOf = (title: string): string =>
  [...title.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '')].slice(0, MAX_TITLE).join('').replace(/-+$/, '');

export const fileStem = (title: string, platform: string): string => [titleOf(title), platform].filter((part) => part !== '').join('-');

/** Without an ending; counted from 1, in the order in which they are posted. */
export const pictureName = (title: string, platform: string, index: number): string => `${fileStem(title, platform)}-${index + 1}`;
