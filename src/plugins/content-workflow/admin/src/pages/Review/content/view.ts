/** What every part of the content is drawn with. */
import { createContext, useContext } from 'react';

/** A commented passage in the text of an attribute. */
export interface Spot {
  readonly threadId: number;
  readonly start: number;
  readonly end: number;
}

export interface ContentView {
  /** False shows the content as it will be; true shows what was added, removed and restyled. */
  readonly marked: boolean;
  /** The uid of the type, for the names of its attributes. */
  readonly uid: string;
  readonly spotsOf: (path: string) => readonly Spot[];
  readonly active: number | null;
  readonly onSpot: (threadId: number) => void;
}

const Context = createContext<ContentView>({ marked: false, uid: '', spotsOf: () => [], active: null, onSpot: () => undefined });

export const ContentViewProvider = Context.Provider;
export const useContentView = (): ContentView => useContext(Context);
