/** What platforms, their forms and their findings are called, where the server tells it in English. */
import { useMemo } from 'react';
import type { PlatformView } from '../../../contracts/distribution';
import type { Issue } from '../../../core/distribution/rendition';
import { useText } from '../i18n/use-text';

type PlatformField = PlatformView['fields'][number];

export const usePlatformWords = () => {
  const text = useText();
  return useMemo(
    () => ({
      platform: (platform: string, name?: string) => text.lookUp(`distribution.${platform}.platform`) ?? name ?? text.lookUp(`distribution.platform.${platform}`) ?? platform,
      /** `n` from 1. */
      step: (platform: string, n: number, english: string) => text.lookUp(`distribution.${platform}.step.${n}`) ?? english,
      label: (platform: string, field: PlatformField) => text.lookUp(`distribution.${platform}.${field.name}`) ?? field.label,
      hint: (platform: string, field: PlatformField) => (field.hint === null ? null : (text.lookUp(`distribution.${platform}.${field.name}.hint`) ?? field.hint)),
      issue: ({ code, message, params }: Issue) => text.lookUp(`distribution.issue.${code}`, params ?? {}) ?? message,
      /** What a measure or an issue is about: `title`, `body`, `pictures.2`. */
      part: (field: string) => {
        const [name = '', index] = field.split('.');
        const word = text.lookUp(`distribution.part.${name}`) ?? text.named('field', name);
        return index === undefined || !/^\d+$/.test(index) ? word : `${word} ${Number(index) + 1}`;
      },
      /** Why a delivery is as it is; the platform's own sentence stays what it is. */
      reason: (code: string | null, message: string | null) => (code === null ? message : (text.lookUp(`distribution.code.${code}`) ?? message ?? code)),
    }),
    [text]
  );
};

export type PlatformWords = ReturnType<typeof usePlatformWords>;
