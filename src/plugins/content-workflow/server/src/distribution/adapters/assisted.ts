/**
 * Places that let no program post: a person does, with the exact text to paste, its pictures made ready, and a list of
 * what to do. One adapter, and what differs between the places.
 *
 * Where a platform states no limit of its own the bound is this project's, and says so.
 */
import { z } from '@strapi/utils';
import { picturesOf, type Document, type Picture, type Source } from '../../../../core/distribution/document';
import { bracketSafe, toMarkdown, type Flavour } from '../../../../core/distribution/markdown';
import { toPlainText } from '../../../../core/distribution/plain';
import type { Capabilities } from '../../../../core/distribution/platforms';
import { webAddress } from '../../../../core/distribution/read';
import type { Issue, PictureRule, PictureUse, Preview, Rendition } from '../../../../core/distribution/rendition';
import type { Bound } from '../../../../core/distribution/units';
import type { Adapter, AnyAdapter, Field } from './adapter';
import { CHAT_CONTENTS, chatBody, checked, emptyIssues, titleLine } from './saying';

type Format = 'text' | 'markdown' | 'bbcode';

interface Place {
  readonly platform: string;
  readonly name: string;
  readonly adaptations: readonly string[];
  readonly look: Preview['look'];
  /** Left out where there is no field for it: the text begins with it then. */
  readonly title?: (format: Format) => Bound;
  readonly body: (format: Format) => Bound;
  readonly formats: readonly [Format, ...Format[]];
  /** How many are taken, and how each is written. */
  readonly tags: { readonly max: number; readonly write: (tag: string) => string };
  readonly pictures: { readonly max: number; readonly needed: boolean; readonly rule: PictureRule };
  /** False where addresses in the text lead nowhere. */
  readonly links: boolean;
  readonly content: (typeof CHAT_CONTENTS)[number];
  readonly checklist: readonly string[];
}

const AS_OF = '2026-11-21';
const OWN = 'own rule of this project: no limit is documented, and longer texts are folded';
const AITOEARN = 'constants of yikart/AiToEarn, which posts there';

const bound = (max: number, source: string, unit: Bound['unit'] = 'codepoint'): Bound => ({ max, unit, source, asOf: AS_OF });

const SCREEN: PictureRule = { maxWidth: 1920, maxBytes: 5_000_000, types: ['image/jpeg', 'image/png'] };
/** Upright three by four up to lying four by three: what is outside is cropped by the app itself. */
const CARD: PictureRule = { maxWidth: 1440, maxHeight: 1920, ratio: { min: 0.75, max: 1.3334 }, maxBytes: 10_000_000, types: ['image/jpeg', 'image/png'] };

const hashtag = (tag: string): string => `#${tag}`;

const CHAT_CHECKLIST = ['Open the group.', 'Paste the text and read it once more.', 'Add the pictures in their order.', 'Send it, and take a screenshot: a chat has no address.'];
const NOTE_CHECKLIST = ['Open the app and begin a new note with the pictures, in their order.', 'Paste the title and the text.', 'Pick each topic from the list that opens when its # is typed; pasted ones are not linked.', 'Publish it, copy its link under "Share", and enter it here.'];

const PLACES: readonly Place[] = [
  {
    platform: 'wechat-group',
    name: 'WeChat group',
    adaptations: ['wechat_group'],
    look: 'chat',
    body: () => bound(2_000, OWN),
    formats: ['text'],
    tags: { max: 0, write: hashtag },
    pictures: { max: 9, needed: false, rule: SCREEN },
    links: true,
    content: 'summary',
    checklist: CHAT_CHECKLIST,
  },
  {
    platform: 'qq-group',
    name: 'QQ group',
    adaptations: ['qq_group'],
    look: 'chat',
    body: () => bound(2_000, OWN),
    formats: ['text'],
    tags: { max: 0, write: hashtag },
    pictures: { max: 9, needed: false, rule: SCREEN },
    links: true,
    content: 'summary',
    checklist: CHAT_CHECKLIST,
  },
  {
    platform: 'xiaohongshu',
    name: 'Xiaohongshu',
    adaptations: ['xiaohongshu'],
    look: 'post',
    title: () => bound(20, AITOEARN),
    body: () => bound(1_000, AITOEARN),
    formats: ['text'],
    tags: { max: 5, write: hashtag },
    pictures: { max: 9, needed: true, rule: CARD },
    links: false,
    content: 'full',
    checklist: NOTE_CHECKLIST,
  },
  {
    platform: 'douyin',
    name: 'Douyin',
    adaptations: ['douyin'],
    look: 'post',
    title: () => bound(30, AITOEARN),
    body: () => bound(1_000, AITOEARN),
    formats: ['text'],
    tags: { max: 5, write: hashtag },
    pictures: { max: 12, needed: true, rule: CARD },
    links: false,
    content: 'full',
    checklist: NOTE_CHECKLIST,
  },
  {
    platform: 'facebook-group',
    name: 'Facebook group',
    adaptations: ['facebook'],
    look: 'post',
    body: () => bound(63_206, 'constants of gitroomhq/postiz-app for posts of Facebook', 'utf16'),
    formats: ['text'],
    tags: { max: 10, write: hashtag },
    pictures: { max: 10, needed: false, rule: SCREEN },
    links: true,
    content: 'full',
    checklist: ['Open the group and begin a new post.', 'Paste the text; wait for the preview of its link, or add the pictures in their order.', 'Post it, and copy its link from the time below the name.', 'Enter the link here; where posts wait for an admin, when it has appeared.'],
  },
  {
    platform: 'forum',
    name: 'Forum',
    adaptations: ['forum'],
    look: 'post',
    title: (format) => (format === 'markdown' ? bound(255, 'default of Discourse (max_topic_title_length); forums set their own') : bound(80, 'default of Discuz! (maxsubjectsize); forums set their own')),
    body: (format) => (format === 'markdown' ? bound(32_000, 'default of Discourse (max_post_length); forums set their own') : bound(10_000, 'default of Discuz! (maxpostsize, bytes); forums set their own', 'utf8')),
    formats: ['markdown', 'bbcode', 'text'],
    tags: { max: 0, write: hashtag },
    pictures: { max: 20, needed: false, rule: SCREEN },
    links: true,
    content: 'full',
    checklist: ['Open the section of the forum and begin a new topic.', 'Paste the title and the text.', 'Upload the pictures and put them where the text has room for them.', 'Look at the preview, post it, and enter its link here.'],
  },
];

type Settings = { readonly group: string; readonly content: (typeof CHAT_CONTENTS)[number]; readonly format: Format };

type Payload = { readonly title: string | null; readonly text: string; readonly tags: readonly string[] };

const MARKDOWN: Flavour = {
  marks: { bold: ['**', '**'], italic: ['*', '*'], strike: ['~~', '~~'] },
  escape: (text) => text.replace(/[\\`*_{}[\]<>#|~&]/g, '\\$&').replace(/@/g, '@\u200B'),
  link: (words, href) => `[${words}](${bracketSafe(href)})`,
  heading: (level, words) => `${'#'.repeat(Math.min(level + 1, 6))} ${words}`,
  lineBreak: '  \n',
  bullet: '- ',
  rule: '---',
  // Longer than any fence in it.
  code: (text, language) => {
    const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
    return `${fence}${language.replace(/[^\w+#-]/g, '')}\n${text}\n${fence}`;
  },
  picture: () => null,
};

/** Square brackets are all that is markup. */
const BBCODE: Flavour = {
  marks: { bold: ['[b]', '[/b]'], italic: ['[i]', '[/i]'], underline: ['[u]', '[/u]'], strike: ['[s]', '[/s]'] },
  escape: (text) => text.replace(/\[/g, '［').replace(/\]/g, '］'),
  link: (words, href) => `[url=${bracketSafe(href)}]${words}[/url]`,
  heading: (_level, words) => `[b]${words}[/b]`,
  lineBreak: '\n',
  bullet: '• ',
  rule: '[hr]',
  code: (text) => `[code]${text.replace(/\[\/code\]/gi, '［/code］')}[/code]`,
  picture: () => null,
};

const written = (document: Document, format: Format): string => (format === 'markdown' ? toMarkdown(document, MARKDOWN) : format === 'bbcode' ? toMarkdown(document, BBCODE) : toPlainText(document));

/** Letters, digits and what stands within words: anything else ends a tag. */
const tagWords = (tag: string): string => tag.normalize('NFC').replace(/[^\p{L}\p{N}\p{M}_·-]/gu, '');

const taggedWith = (source: Source, place: Place): { readonly tags: readonly string[]; readonly issues: readonly Issue[] } => {
  if (source.adapted || place.tags.max === 0) return { tags: [], issues: [] };
  const all = [...new Set(source.tags.map(tagWords).filter((tag) => tag !== ''))];
  const tags = all.slice(0, place.tags.max);
  return { tags, issues: all.length <= tags.length ? [] : [{ level: 'warning', code: 'too-many-tags', field: 'tags', message: `Only the first ${place.tags.max} of ${all.length} tags are used.`, params: { used: all.length, max: place.tags.max } }] };
};

const usesOf = (source: Source, { pictures: { max, needed, rule } }: Place): { readonly uses: readonly PictureUse[]; readonly issues: readonly Issue[] } => {
  const all: readonly Picture[] = [...(source.cover === null ? [] : [source.cover]), ...source.gallery, ...picturesOf(source.body)];
  const known = all.filter(({ fileId }, i) => fileId !== null && all.findIndex((other) => other.fileId === fileId) === i);
  const missing: Issue[] = needed && known.length === 0 ? [{ level: 'error', code: 'no-picture', field: 'pictures', message: 'A note needs a picture at the least; the piece has none of the media library.' }] : [];
  const many: Issue[] = known.length > max ? [{ level: 'warning', code: 'too-many-pictures', field: 'pictures', message: `Only the first ${max} of ${known.length} pictures are used.`, params: { used: known.length, max } }] : [];
  return { uses: known.slice(0, max).map((picture): PictureUse => ({ picture, rule, alt: picture.alt })), issues: [...missing, ...many] };
};

const render = (place: Place, source: Source, { content, format }: Settings): Rendition<Payload> => {
  const title = titleLine(source);
  const text = written(chatBody(place.links ? source : { ...source, url: null, links: [] }, content), format);
  const { tags, issues: ofTags } = taggedWith(source, place);
  const { uses, issues: ofPictures } = usesOf(source, place);
  const whole = [place.title === undefined ? title : '', text, tags.map(place.tags.write).join(' ')].filter((part) => part !== '').join('\n\n');
  const ofTitle = place.title === undefined ? null : checked('title', title, place.title(format));
  const ofBody = checked('body', whole, place.body(format));
  const leads = !place.links && /https?:\/\//.test(whole);
  const dead: Issue[] = leads ? [{ level: 'warning', code: 'links-not-clickable', field: 'body', message: 'Addresses can not be followed there, and texts with them are shown to fewer people.' }] : [];
  return {
    payload: { title: place.title === undefined ? null : title, text: whole, tags },
    pictures: uses,
    preview: { look: place.look, title: place.title === undefined ? null : title, text: whole, html: null },
    measures: [...(ofTitle === null ? [] : [ofTitle.measure]), ofBody.measure],
    issues: [...(ofTitle === null ? [] : [...ofTitle.issues, ...emptyIssues('title', title)]), ...ofBody.issues, ...emptyIssues('body', whole), ...ofTags, ...ofPictures, ...dead],
  };
};

const fieldsOf = ({ formats }: Place): readonly Field[] => [
  { name: 'group', label: 'Which group, account or section', kind: 'text', required: false },
  { name: 'content', label: 'What people are told', kind: 'choice', choices: CHAT_CONTENTS, required: false },
  ...(formats.length > 1 ? [{ name: 'format', label: 'Markup', kind: 'choice' as const, choices: formats, required: false }] : []),
  { name: 'address', label: 'Where it is opened', kind: 'url', required: false },
];

const settingsOf = ({ formats, content }: Place): z.ZodType<Settings> =>
  z.strictObject({
    group: z.string().max(200).default(''),
    content: z.enum(CHAT_CONTENTS).default(content),
    format: z.enum(formats).default(formats[0]),
    address: z.string().refine((address) => webAddress(address) !== null, { error: 'is not an http(s) address' }).optional(),
  });

const capabilitiesOf = (place: Place, { format }: Settings): Capabilities => ({
  delivery: 'assisted',
  idempotency: 'none',
  confirmation: 'person',
  revocable: false,
  metrics: [],
  limits: { ...(place.title === undefined ? {} : { title: place.title(format) }), body: place.body(format), pictures: { max: place.pictures.max } },
  rates: [],
});

const A_DAY = 24 * 60 * 60_000;

const adapterOf = (place: Place): Adapter<Settings, Record<string, never>, Payload> => ({
  platform: place.platform,
  name: place.name,
  adaptations: place.adaptations,
  guide: { steps: ['Nothing is connected: a person posts what is laid out for them. Say which group or account it is, so that they find it.'], fields: fieldsOf(place) },
  checklist: place.checklist,
  settings: settingsOf(place),
  secrets: z.strictObject({}),
  capabilities: (settings) => capabilitiesOf(place, settings),
  render: (source, settings) => render(place, source, settings),
  // Nothing is called: that it is there is what a person tells.
  publish: (_payload, _prepared, { key }) => Promise.resolve({ kind: 'accepted', ref: { id: `by-hand:${key}`, url: null }, checkAfterMs: A_DAY }),
  test: () => Promise.resolve({ kind: 'untestable', message: 'A person posts here; there is nothing to connect.' }),
});

export const assisted: readonly AnyAdapter[] = PLACES.map(adapterOf);
