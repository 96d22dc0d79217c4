import { PLUGIN_ID } from '../../../plugin-id';

/** Where an item of the queue is worked on; `null` is the queue alone. The filters stay in the address. */
export const itemAddress = (id: number | null, search: string): string => `/plugins/${PLUGIN_ID}/moderation/queue${id === null ? '' : `/${id}`}${search}`;
