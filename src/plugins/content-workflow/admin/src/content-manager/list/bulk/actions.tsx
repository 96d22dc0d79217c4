import { useTable } from '@strapi/strapi/admin';
import type { BulkActionComponent } from '@strapi/content-manager/strapi-admin';
import { useGoverned } from '../../../api/governed';
import { useText } from '../../../i18n/use-text';
import { isTalk, lookOf } from '../../../piece/event-looks';
import { useMayRead } from '../../use-subject';
import { openBulk } from './bulk-store';
import { choicesOf, type Choice, type KnownOffer } from './choices';
import { offers } from './offers';

type Documents = Parameters<BulkActionComponent>[0]['documents'];

/** More would push Strapi's own actions off the bar. */
const BUTTONS = 3;

const NOBODY: Documents = [];

interface Selection {
  readonly choices: readonly Choice[];
  readonly open: (type: Choice['type'] | null) => void;
}

const localeOf = ({ locale }: Documents[number]): string => (typeof locale === 'string' ? locale : '');

const useSelection = ({ model, documents }: Parameters<BulkActionComponent>[0]): Selection => {
  const governed = useGoverned(model);
  const mayRead = useMayRead();
  const meant = governed && mayRead ? documents : NOBODY;
  const selectRow = useTable('ContentWorkflow', (table) => table.selectRow);
  const known = offers.useAll(meant.map((document) => ({ uid: model, documentId: document.documentId, locale: localeOf(document) })));
  const ready = known.flatMap((one): KnownOffer[] => (one.kind === 'ready' ? [one.value] : []));
  return {
    choices: choicesOf(ready),
    open: (type) =>
      openBulk({
        uid: model,
        type,
        selected: meant.map((document) => ({ documentId: document.documentId, locale: localeOf(document) })),
        keep: (documentIds) => selectRow(meant.filter(({ documentId }) => documentIds.has(documentId)) as never),
      }),
  };
};

const forButtons = (choices: readonly Choice[]): readonly Choice[] => choices.filter(({ type }) => !isTalk(type)).slice(0, BUTTONS);

/** Strapi draws a button for each function of its list, so each place on the bar is one. */
const buttonAt = (place: number): BulkActionComponent =>
  Object.assign(
    (props: Parameters<BulkActionComponent>[0]) => {
      const text = useText();
      const { choices, open } = useSelection(props);
      const choice = forButtons(choices)[place];
      if (choice === undefined) return null;
      const count = choice.can.length + choice.look.length;
      return {
        label: count === props.documents.length ? text.named('event', choice.type) : text('bulk.button', { event: text.named('event', choice.type), count }),
        variant: lookOf(choice.type) === 'danger' ? ('danger-light' as const) : place === 0 ? ('default' as const) : ('secondary' as const),
        onClick: () => open(choice.type),
      };
    },
    { displayName: `ContentWorkflowBulkAction${place}` }
  );

/** Everything else, chosen in the dialog. */
const More: BulkActionComponent = (props) => {
  const text = useText();
  const { choices, open } = useSelection(props);
  if (choices.length <= forButtons(choices).length) return null;
  return { label: text('bulk.more'), variant: 'tertiary', onClick: () => open(null) };
};

export const BULK_ACTIONS: readonly BulkActionComponent[] = [...Array.from({ length: BUTTONS }, (_, place) => buttonAt(place)), More];
