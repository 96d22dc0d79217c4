import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { useText } from './use-text';

interface Named {
  readonly kind: string;
  readonly name: string;
}

/** What a person, a token or the system is called. */
export const useActorName = (): ((actor: Named | null) => string) => {
  const text = useText();
  return useMemo(
    () => (actor) => {
      if (actor === null) return text('actor.nobody');
      if (actor.kind === 'system') return text('actor.system');
      // A request without an identity has no name worth telling.
      if (actor.kind === 'guest' && actor.name !== 'anonymous') return text('actor.guest.named', { name: actor.name });
      return actor.kind === 'admin' ? actor.name : (text.lookUp(`actor.${actor.kind}`, { name: actor.name }) ?? actor.name);
    },
    [text]
  );
};

/** What a content language is called; a dash for types that have none. */
export const useLanguageName = (): ((code: string) => string) => {
  const { locale } = useIntl();
  return useMemo(() => {
    const names = new Intl.DisplayNames([locale === 'zh' ? 'zh-Hant' : locale], { type: 'language' });
    return (code) => (code === '' ? '–' : (names.of(code) ?? code));
  }, [locale]);
};
