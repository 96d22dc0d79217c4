/** What distribution refuses, and why. */
import type { Refusal } from '../../../core/errors';

export const deliveryNotFound: Refusal = { code: 'DELIVERY_NOT_FOUND', kind: 'not-found', guard: 'exists', message: 'There is no such delivery.', who: [], next: 'Look at the list of deliveries.' };

export const channelUnknown = (channel: string, field?: string): Refusal => ({
  code: 'CHANNEL_UNKNOWN',
  kind: field === undefined ? 'not-found' : 'invalid',
  guard: 'channelExists',
  ...(field === undefined ? {} : { field }),
  message: `There is no channel "${channel}".`,
  who: ['channels'],
  next: 'Choose one of the channels that are connected, or connect it.',
  params: { channel },
});

export const notDistributed: Refusal = { code: 'NOT_DISTRIBUTED', kind: 'unprocessable', guard: 'isDistributed', message: 'Entries of this type are not distributed.', who: [], next: 'Name what platforms are told of it in the plugin configuration.' };

export const notLive: Refusal = { code: 'NOT_LIVE', kind: 'unprocessable', guard: 'isLive', message: 'This piece is not what readers see now.', who: ['publish'], next: 'Publish it first; its plan then goes out by itself.' };

export const contentGone: Refusal = { code: 'VERSION_NOT_FOUND', kind: 'not-found', guard: 'version', message: 'The content of this piece was not kept.', who: [], next: 'Look at the current round.' };

export const notPlanned = (channel: string): Refusal => ({ code: 'CHANNEL_NOT_PLANNED', kind: 'unprocessable', guard: 'isPlanned', message: `The piece is not planned for "${channel}".`, who: ['distribute'], next: 'Add the channel to its plan first.', params: { channel } });

export const alreadyDelivered = (channel: string): Refusal => ({ code: 'ALREADY_DELIVERED', kind: 'unprocessable', guard: 'isNotDelivered', message: `There is a delivery to "${channel}" already.`, who: [], next: 'Open that delivery: it can be tried again from there, where that is safe.', params: { channel } });

export const renditionNotApproved = (channel: string): Refusal => ({
  code: 'RENDITION_NOT_APPROVED',
  kind: 'unprocessable',
  guard: 'renditionIsApproved',
  message: `What "${channel}" would be given has not been approved.`,
  who: ['review'],
  next: 'A reviewer looks at it and approves it.',
  params: { channel },
});

export const renditionFaulty = (channel: string, message: string): Refusal => ({ code: 'RENDITION_FAULTY', kind: 'unprocessable', guard: 'renditionCanBeSent', message: `"${channel}" can not be given this: ${message}`, who: ['submit'], next: 'Write a text for this platform, or take the channel out of the plan.', params: { channel } });

export const planImpossible = (field: string, message: string, problem: string): Refusal => ({ code: 'PLAN_IMPOSSIBLE', kind: 'invalid', guard: 'planIsPossible', field, message, who: [], next: 'Correct the field and send it again.', params: { problem } });

export const actionNotForThis = (action: string, state: string, possible: readonly string[]): Refusal => ({
  code: 'DELIVERY_ACTION_NOT_OFFERED',
  kind: 'unprocessable',
  guard: 'deliveryState',
  message: `"${action}" is not possible while the delivery is ${state}.`,
  who: [],
  next: `Possible now: ${possible.join(', ') || 'nothing'}.`,
  params: { action, state, possible },
});

export const fieldMissing = (field: string, message: string): Refusal => ({ code: 'EVIDENCE_REQUIRED', kind: 'invalid', guard: 'evidence', field, message, who: [], next: 'Give it and send again.' });

/** Also of a file of another kind: whoever asks about ids learns nothing of what else is stored. */
export const screenshotUnusable: Refusal = { code: 'SCREENSHOT_UNUSABLE', kind: 'invalid', guard: 'evidence', field: 'fileId', message: 'There is no such picture in the media library.', who: [], next: 'Choose a picture that is there, or upload one.' };

export const platformSilent: Refusal = { code: 'PLATFORM_SILENT', kind: 'unprocessable', guard: 'platformAnswers', message: 'The platform does not tell its numbers now.', who: [], next: 'Try again later, or enter what you read there.' };

export const templateMoved: Refusal = { code: 'REVISION_CONFLICT', kind: 'conflict', guard: 'templateRevision', message: 'Somebody changed the plan of this activity while you were looking at it.', who: [], next: 'Look at it as it is now, and change that.' };

export const movedMeanwhile: Refusal = { code: 'REVISION_CONFLICT', kind: 'conflict', guard: 'deliveryState', message: 'The delivery went on while you were looking at it.', who: [], next: 'Look at it as it is now, and decide again.' };
