import type { ActionView, QueueAction } from '../../../../../contracts/moderation/queue';

export const ACTIONS = [
  { action: 'adopt', key: 'A', variant: 'success' },
  { action: 'return', key: 'R', variant: 'secondary' },
  { action: 'reject', key: 'X', variant: 'danger-light' },
  { action: 'escalate', key: 'E', variant: 'tertiary' },
  { action: 'ignore', key: 'I', variant: 'tertiary' },
] as const satisfies readonly { readonly action: QueueAction; readonly key: string; readonly variant: string }[];

export const isPossible = (offered: readonly ActionView[], action: QueueAction): boolean => offered.some((one) => one.action === action && one.refusal === null);
