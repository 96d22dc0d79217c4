/** What is read, and which signal of it is looked at. */
import type { ItemContent, SignalView } from '../../../../../contracts/moderation/queue';

export interface ContentProps {
  readonly content: ItemContent;
  readonly signals: readonly SignalView[];
  readonly active: number | null;
  readonly onMark: (signal: number) => void;
}

export interface PicturesProps {
  readonly images: ItemContent['images'];
  /** By which a picture is denied; `null` where none can be. */
  readonly reference: string | null;
  /** The list of denied pictures changed. */
  readonly onDenied: () => void;
}
