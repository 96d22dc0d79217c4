/** What a newer answer about an item means for what is on the screen. Pure. */
import type { ImageView, ItemView } from '../../../../../contracts/moderation/queue';

/** An address that is about to end is replaced in time for the picture to load. */
const MARGIN_MS = 60_000;

const stillOpens = ({ expiresAt }: ImageView, now: number): boolean => expiresAt === null || Date.parse(expiresAt) - now > MARGIN_MS;

/** True where a moderator may decide about the newer one without having looked again: only who holds it, or why it waits, is new. */
export const isSameMatter = (shown: ItemView, latest: ItemView): boolean => shown.contentHash === latest.contentHash && shown.state === latest.state;

/** Every answer signs its pictures anew; those on the screen stay as they are, or they would all load again. */
export const withShownImages = (shown: ItemView, latest: ItemView, now: number): ItemView => {
  if (latest.content === null || shown.content === null) return latest;
  const known = new Map(shown.content.images.map((image) => [image.id, image]));
  const images = latest.content.images.map((image) => {
    const before = known.get(image.id);
    return before !== undefined && stillOpens(before, now) ? { ...image, url: before.url, expiresAt: before.expiresAt } : image;
  });
  return { ...latest, content: { ...latest.content, images } };
};
