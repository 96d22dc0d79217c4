import type { DeliveryOutcome } from './telemetry';

/** What became of a request that went down the chain; what is answered from memory is counted there. */
export const deliveryOutcome = (status: number): DeliveryOutcome => {
  switch (status) {
    case 304:
      return 'not_modified';
    case 400:
      return 'bad_request';
    case 404:
      return 'not_found';
    default:
      return status >= 500 ? 'failed' : status >= 400 ? 'refused' : 'miss';
  }
};
