import { errors } from '@strapi/utils';
import type { Refusal } from '../../../core/errors';

/**
 * A refusal on a path where only an exception stops the caller: the gate under Strapi's own operations. Strapi keeps the
 * message and the details of a PolicyError (403); a ForbiddenError would lose both.
 */
export class RefusedError extends errors.PolicyError {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`${refusal.message} ${refusal.next}`, { ...refusal });
    this.refusal = refusal;
  }
}

export const gateClosed = (message: string, next: string, params: Record<string, unknown>): RefusedError =>
  new RefusedError({ code: 'GATE_CLOSED', kind: 'forbidden', guard: 'gate', message, who: ['publish'], next, params });
