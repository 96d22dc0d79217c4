/**
 * Strapi's own publishing gives way on governed types: edit view, preview, relation modal, bulk bar, "multiple locales"
 * and the keyboard shortcut. Saving, discarding and deleting stay. This spares people a refusal; the server's gate is
 * what refuses.
 */
import { useIntl, type MessageDescriptor } from 'react-intl';
import type { BulkActionComponent, DocumentActionComponent } from '@strapi/content-manager/strapi-admin';
import { isKnownGoverned, useGovernedAtMount } from '../api/governed';

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

/**
 * The original is not even called: Strapi's Publish listens to Ctrl+Shift+Enter from inside. A relation modal can move
 * one instance to another type; it then goes on as it began, with the same hooks, and only its button disappears.
 */
const byType =
  <Props extends { readonly model: string }, Description extends Described>(original: Action<Props, Description>) =>
  (props: Props): Description | null => {
    const gaveWay = useGovernedAtMount(props.model);
    if (gaveWay) return null;
    const description = original(props);
    return isKnownGoverned(props.model) ? null : description;
  };

/** Without a type the words are all there is, and words exist only after the call; these actions do nothing by being called. */
const byLabel =
  <Props extends { readonly model: string }, Description extends Described>(original: Action<Props, Description>) =>
  (props: Props): Description | null => {
    const { formatMessage } = useIntl();
    const governed = useGovernedAtMount(props.model) || isKnownGoverned(props.model);
    const description = original(props);
    const publishes = description !== null && PUBLISHING_LABELS.some((label) => formatMessage(label) === description.label);
    return governed && publishes ? null : description;
  };

/** Strapi sorts, places and names actions by what hangs on the function. */
const inPlaceOf = <Component extends object>(original: Component & { readonly name?: string }, wrapped: object): Component =>
  Object.defineProperty(Object.assign(wrapped, original), 'name', { value: original.name, configurable: true }) as Component;

export const documentActionGivesWay = (original: DocumentActionComponent): DocumentActionComponent => {
  if (original.type === undefined) return inPlaceOf(original, byLabel(original));
  return PUBLISHING.has(original.type) ? inPlaceOf(original, byType(original)) : original;
};

export const bulkActionGivesWay = (original: BulkActionComponent): BulkActionComponent => {
  if (original.type === undefined) return inPlaceOf(original, byLabel(original));
  return PUBLISHING.has(original.type) ? inPlaceOf(original, byType(original)) : original;
};
