import { useCallback, useState } from 'react';
import { useNotification } from '@strapi/strapi/admin';
import { useDistributionApi } from '../api/distribution';
import { useText } from '../i18n/use-text';

/** The browser reads the file a moment after the click. */
const KEPT_MS = 60_000;

const saveAs = (file: Blob, name: string): void => {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
};

const ENDINGS: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'image/gif': 'gif' };

/** A picture that has no ending gets that of its kind: a phone opens nothing without one. */
const named = (name: string, { type }: Blob): string => (name.includes('.') || ENDINGS[type] === undefined ? name : `${name}.${ENDINGS[type]}`);

/** Fetches a file as the person who asks, and gives it to the browser to keep. `busy` names the one on its way. */
export const useDownload = (): { readonly busy: string | null; readonly download: (path: string, name: string) => Promise<void> } => {
  const text = useText();
  const { file } = useDistributionApi();
  const { toggleNotification } = useNotification();
  const [busy, setBusy] = useState<string | null>(null);
  const download = useCallback(
    async (path: string, name: string): Promise<void> => {
      setBusy(path);
      const answer = await file(path);
      setBusy(null);
      if (answer.kind === 'ok') return saveAs(answer.data, named(name, answer.data));
      if (answer.kind !== 'aborted') toggleNotification({ type: 'warning', message: text('download.failed', { name }) });
    },
    [file, toggleNotification, text]
  );
  return { busy, download };
};
