/**
 * Strapi's own publishing gives way on governed types: edit view, preview, relation modal, bulk bar, "multiple locales"
 * and the keyboard shortcut. Saving, discarding and deleting stay. This spares people a refusal; the server's gate is
 * what refuses.
 */
import { useCallback, useEffect, useState } from 'react';
import { useIntl, type MessageDescriptor } from 'react-intl';
import type { BulkActionComponent, DocumentActionComponent } from '@strapi/content-manager/strapi-admin';
import { isKnownGoverned, useGivesWay } from '../api/governed';
import type { Subject } from '../api/types';
import { usePiece } from '../piece/piece-store';
import { useText } from '../i18n/use-text';
import { useTimes } from '../i18n/use-times';
import { usePresence } from './presence/presence-store';
import { useOpenedVersion, type Meanwhile } from './saving';
import { useSubject } from './use-subject';

const PUBLISHING: ReadonlySet<string> = new Set(['publish', 'unpublish']);

/** Strapi's bulk Publish and i18n's two actions carry no type, and their names do not survive a build; their words do. */
const PUBLISHING_LABELS: readonly MessageDescriptor[] = [
  { id: 'app.utils.publish', defaultMessage: 'Publish' },
  { id: 'app.utils.unpublish', defaultMessage: 'Unpublish' },
  { id: 'i18n.CMEditViewBulkLocale.publish-title', defaultMessage: 'Publish Multiple Locales' },
  { id: 'i18n.CMEditViewBulkLocale.unpublish-title', defaultMessage: 'Unpublish Multiple Locales' },
];

interface Described {
  readonly label: string;
}

interface Action<Props, Description extends Described> {
  (props: Props): Description | null;
  readonly type?: string;
}

/** Ctrl or Command with Enter or S saves; with Shift and Enter it publishes. */
const isSave = ({ ctrlKey, metaKey, key }: KeyboardEvent): boolean => (ctrlKey || metaKey) && (key === 'Enter' || key.toLowerCase() === 's');
const isPublish = ({ ctrlKey, metaKey, key, shiftKey }: KeyboardEvent): boolean => (ctrlKey || metaKey) && key === 'Enter' && shiftKey;

/** Strapi's actions listen on the window from inside; only a listener in the capture phase comes before them. */
const useWithoutShortcut = (off: boolean, isIt: (event: KeyboardEvent) => boolean): void => {
  useEffect(() => {
    if (!off) return undefined;
    const swallow = (event: KeyboardEvent): void => {
      if (!isIt(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener('keydown', swallow, true);
    return () => window.removeEventListener('keydown', swallow, true);
  }, [off, isIt]);
};

/**
 * On a type that is known to be governed the original is not even called. Otherwise it is called at every render, hidden
 * or not: the answer can arrive, and a relation modal can move to another type, while the instance lives, and React
 * wants the same hooks each time.
 */
const byType =
  <Props extends { readonly model: string }, Description extends Described>(original: Action<Props, Description>) =>
  (props: Props): Description | null => {
    const [gone] = useState(() => isKnownGoverned(props.model));
    if (gone) return null;
    const hidden = useGivesWay(props.model);
    useWithoutShortcut(hidden, isPublish);
    const description = original(props);
    return hidden ? null : description;
  };

/** Without a type the words are all there is, and words exist only after the call; being called does nothing here. */
const byLabel =
  <Props extends { readonly model: string }, Description extends Described>(original: Action<Props, Description>) =>
  (props: Props): Description | null => {
    const { formatMessage } = useIntl();
    const hidden = useGivesWay(props.model);
    const description = original(props);
    const publishes = description !== null && PUBLISHING_LABELS.some((label) => formatMessage(label) === description.label);
    return hidden && publishes ? null : description;
  };

const useMeanwhileText = (): ((meanwhile: Meanwhile) => string) => {
  const text = useText();
  const times = useTimes();
  return useCallback(({ by, at }) => text('company.refused', { who: by ?? text('company.somebody'), at: times.clock(at) }), [text, times]);
};

const NOWHERE: Subject = { uid: '', documentId: '', locale: '' };

/** While a save would be refused, or was asked to wait for somebody who took over, there is nothing to press. */
const held =
  (original: DocumentActionComponent) =>
  (props: Parameters<DocumentActionComponent>[0]): ReturnType<DocumentActionComponent> => {
    const subject = useSubject(props);
    const piece = usePiece(subject ?? NOWHERE);
    const locked = subject !== null && piece.kind === 'ready' && piece.view.locked !== null;
    const waits = usePresence(subject).takenOver !== null;
    useOpenedVersion(subject, typeof props.document?.updatedAt === 'string' ? props.document.updatedAt : undefined, useMeanwhileText());
    useWithoutShortcut(locked || waits, isSave);
    const description = original(props);
    return description !== null && (locked || waits) ? { ...description, disabled: true } : description;
  };

/** Strapi sorts, places and names actions by what hangs on the function. */
const inPlaceOf = <Component extends object>(original: Component & { readonly name?: string }, wrapped: object): Component =>
  Object.defineProperty(Object.assign(wrapped, original), 'name', { value: original.name, configurable: true }) as Component;

export const documentActionGivesWay = (original: DocumentActionComponent): DocumentActionComponent => {
  if (original.type === undefined) return inPlaceOf(original, byLabel(original));
  if (original.type === 'update') return inPlaceOf(original, held(original));
  return PUBLISHING.has(original.type) ? inPlaceOf(original, byType(original)) : original;
};

export const bulkActionGivesWay = (original: BulkActionComponent): BulkActionComponent => {
  if (original.type === undefined) return inPlaceOf(original, byLabel(original));
  return PUBLISHING.has(original.type) ? inPlaceOf(original, byType(original)) : original;
};
