/** A post as the demo's team writes them, and the things it points to. */
import { thirtyCupsDayOne } from '../../src/seed/content/posts/thirty-cups-day-one';

const { content } = thirtyCupsDayOne.localizations[0];

export const LOCALE = 'en';
export const POST = 'api::post.post';
export const ACTIVITY = 'api::activity.activity';

const size = (name: string, width: number, height: number) => ({ name: `${name}_cover.jpg`, hash: `${name}_cover`, ext: '.jpg', mime: 'image/jpeg', path: null, width, height, size: width / 20, sizeInBytes: width * 50, url: `/uploads/${name}_cover.jpg` });

/** A cover as the media library stores it; its bytes are never read here. */
export const COVER = {
  name: 'cover.jpg',
  alternativeText: thirtyCupsDayOne.cover.alt,
  hash: 'cover',
  ext: '.jpg',
  mime: 'image/jpeg',
  size: 182.4,
  width: 1600,
  height: 900,
  url: '/uploads/cover.jpg',
  provider: 'local',
  folderPath: '/',
  formats: { thumbnail: size('thumbnail', 245, 138), small: size('small', 500, 281), medium: size('medium', 750, 422), large: size('large', 1000, 563) },
};

export const ACTIVITY_DATA = { title: 'Thirty cups', slug: 'thirty-cups', theme: 'A cup a day, for thirty days', phases: [{ kind: 'live', name: 'Thirty days' }] };

export interface PostParts {
  readonly cover: number;
  /** The document id of the activity. */
  readonly activity: string;
}

/** Four paragraphs, a cover, three tags, two adaptations, a link and the activity. */
export const postData = (name: string, { cover, activity }: PostParts) => ({
  ...content,
  platformAdaptations: content.platformAdaptations?.slice(0, 2),
  title: `${content.title} ${name}`,
  slug: `${content.slug}-${name}`,
  form: thirtyCupsDayOne.form,
  tone: thirtyCupsDayOne.tone,
  cover,
  activity: { connect: [{ documentId: activity, locale: LOCALE }] },
});
