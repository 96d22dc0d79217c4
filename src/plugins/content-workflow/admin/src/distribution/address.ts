import { PLUGIN_ID } from '../plugin-id';

const ROOT = `/plugins/${PLUGIN_ID}`;

/** The list of channels, or the page of one. */
export const channelAddress = (key: string | null): string => `${ROOT}/channels${key === null ? '' : `/${encodeURIComponent(key)}`}`;

/** Where a platform is chosen, or a channel to a platform is connected. */
export const connectAddress = (platform: string | null): string => `${ROOT}/channels/connect${platform === null ? '' : `/${encodeURIComponent(platform)}`}`;

/** The delivery board, or one delivery. */
export const deliveryAddress = (key: string | null): string => `${ROOT}/distribution/deliveries${key === null ? '' : `/${encodeURIComponent(key)}`}`;

/** What people have to post, or one of it. */
export const taskAddress = (key: string | null): string => `${ROOT}/distribution/tasks${key === null ? '' : `/${encodeURIComponent(key)}`}`;
