import { useMemo } from 'react';
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
      return actor.kind === 'admin' ? actor.name : (text.lookUp(`actor.${actor.kind}`, { name: actor.name }) ?? actor.name);
    },
    [text]
  );
};
