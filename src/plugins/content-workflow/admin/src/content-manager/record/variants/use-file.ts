import { useCallback, useEffect, useState } from 'react';
import { useFetchClient } from '@strapi/strapi/admin';
import { answerOf } from '../../../api/answer';

/** As far as it is shown. */
export interface MediaFile {
  readonly id: number;
  readonly url: string;
  readonly name: string;
  readonly mime: string;
  readonly alternativeText?: string | null;
  readonly caption?: string | null;
}

export const isFile = (value: unknown): value is MediaFile => value !== null && typeof value === 'object' && 'id' in value && 'url' in value && typeof value.url === 'string';

/** Files that were picked or asked for, so that an id becomes a picture at once. */
const known = new Map<number, MediaFile>();

export const rememberFile = (file: MediaFile): void => void known.set(file.id, file);

/** A file of the media library by its id; `null` while it is not known, and for one that is gone. */
export const useFile = (id: string): MediaFile | null => {
  const { get } = useFetchClient();
  const [, setTurn] = useState(0);
  const number = Number(id);
  const load = useCallback(async (): Promise<void> => {
    if (id === '' || known.has(number)) return;
    const answer = await answerOf(get<unknown>(`/upload/files/${number}`));
    if (answer.kind !== 'ok' || !isFile(answer.data)) return;
    rememberFile(answer.data);
    setTurn((turn) => turn + 1);
  }, [get, id, number]);
  useEffect(() => void load(), [load]);
  return known.get(number) ?? null;
};
