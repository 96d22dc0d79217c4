/** What the seed needs of distribution, as `engine.ts` names the rest. */
import type { Named, Outcome, Refusal } from '../engine';

export interface Delivery {
  id: number;
  key: string;
  channelId: number;
  state: string;
  dueAt: number | null;
  publishedAt: number | null;
  code: string | null;
}

export interface Subscriber {
  id: number;
  state: string;
  token: string;
}

/** A platform, as far as another may stand in for it. */
export interface Platform {
  platform: string;
  capabilities(settings: never): { delivery: string };
  measure?: unknown;
}

type Timing = { kind: 'same' } | { kind: 'offset'; minutes: number } | { kind: 'at'; at: string; timezone: string };

export interface PlanRow {
  channel: string;
  timing: Timing;
}

type Changed = { kind: 'done' } | { kind: string };

export interface DistributionEngine {
  /** Platforms by name; whoever sets one stands in for it. */
  adapters: Map<string, Platform>;
  reach: {
    channelDesk: {
      create(channel: object, by: Named): Promise<Changed>;
      test(key: string, by: Named): Promise<Changed>;
      pause(key: string, by: Named): Promise<Changed>;
    };
    channels: { byKey(key: string): Promise<{ id: number; settings: unknown } | null> };
    clicks: { count(linkId: number, kind: 'person' | 'bot'): void; flush(): Promise<void> };
  };
  distribution: {
    plans: {
      put(target: { pieceId: number; expectedRevision: number; by: Named }, plan: readonly PlanRow[]): Promise<Outcome>;
      putTemplate(activityId: string, plan: readonly PlanRow[], expectedRevision: number, by: Named): Promise<{ revision: number } | Refusal>;
    };
    store: { ofPiece(pieceId: number): Promise<Delivery[]>; byId(id: number): Promise<Delivery | null> };
    runner: { run(deliveryId: number): Promise<unknown> };
    readings: { run(deliveryId: number): Promise<unknown> };
    acts: { act(key: string, action: string, body: object, by: Named): Promise<{ kind: 'done' } | { kind: 'refused'; refusal: Refusal }> };
  };
  newsletter: {
    subscribers: {
      ask(channelId: number, from: string, wish: { address: string; language: string; consent: { list: string; source: string } }): Promise<void>;
      confirm(token: string): Promise<Subscriber | null>;
      leave(token: string, deliveryId: number): Promise<void>;
      bounced(trx: unknown, subscriberId: number, hard: boolean, code: string): Promise<void>;
      list(channelId: number, filter: { state: null; text: string; before: null; limit: number }): Promise<{ subscribers: Subscriber[] }>;
    };
  };
}
