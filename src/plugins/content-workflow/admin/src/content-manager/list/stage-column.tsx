import type { ReactNode } from 'react';
import { PLUGIN_ID } from '../../plugin-id';
import { StageCell, type Row } from './StageCell';

interface Header {
  readonly name: string;
  readonly label: string | { readonly id: string; readonly defaultMessage: string };
  readonly attribute: { readonly type: string };
  readonly searchable: boolean;
  readonly sortable: boolean;
  readonly cellFormatter?: (row: Row, header: unknown, context: { readonly model: string }) => ReactNode;
}

export interface ListHeaders {
  readonly displayedHeaders: readonly Header[];
  readonly layout: { readonly options?: Readonly<Record<string, unknown>>; readonly settings?: { readonly mainField?: string } };
}

/** The server says it of each type before the list is drawn; a hook can not ask. */
const isGoverned = ({ options }: ListHeaders['layout']): boolean => (options?.[PLUGIN_ID] as { readonly governed?: boolean } | undefined)?.governed === true;

const STAGE: Header = {
  name: `${PLUGIN_ID}.stage`,
  label: { id: `${PLUGIN_ID}.column.stage`, defaultMessage: 'Stage' },
  attribute: { type: 'custom' },
  searchable: false,
  sortable: false,
  cellFormatter: (row, _header, { model }) => <StageCell row={row} model={model} />,
};

/** After what names the entry, or after the first column: the last one is out of sight where the window is narrow. */
const placeOfStage = ({ displayedHeaders, layout }: ListHeaders): number => {
  const title = displayedHeaders.findIndex(({ name }) => name === layout.settings?.mainField);
  return Math.max(title, 0) + 1;
};

export const addStageColumn = (list: ListHeaders): ListHeaders => {
  const { displayedHeaders, layout } = list;
  if (!isGoverned(layout)) return list;
  const place = placeOfStage(list);
  return { displayedHeaders: [...displayedHeaders.slice(0, place), STAGE, ...displayedHeaders.slice(place)], layout };
};
