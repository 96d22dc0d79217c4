/** The entries that paths of distribution name by something else than a piece: a delivery stands for its piece, a plan to be taken over for its activity. */
import type { Core } from '@strapi/strapi';
import type { WorkflowConfig } from '../config';
import type { Pieces } from '../engine/pieces';
import type { SchemaOf } from '../engine/schema';
import type { Subject } from '../tables';
import { activityParams, deliveryParams } from './routes';
import type { DeliveryStore } from './store';

export interface DistributionSubjects {
  /** `null` for what names none, which the handler refuses. */
  ofPath(params: Readonly<Record<string, string | undefined>>): Promise<Subject | null>;
  /** The activity of this document id, in whatever language; `null` where there is none. */
  activity(documentId: string): Promise<Subject | null>;
}

export interface SubjectsDeps {
  readonly strapi: Core.Strapi;
  readonly config: Pick<WorkflowConfig, 'types'>;
  readonly schemaOf: SchemaOf;
  readonly pieces: Pick<Pieces, 'byId'>;
  readonly store: Pick<DeliveryStore, 'byKey'>;
}

export const createSubjects = ({ strapi, config, schemaOf, pieces, store }: SubjectsDeps): DistributionSubjects => {
  /** What entries that are distributed point to as their activity. */
  const activityTypes = (): string[] => [
    ...new Set(Object.entries(config.types).flatMap(([uid, { delivery, distribution }]) => (distribution === null || delivery.activity === null ? [] : (schemaOf(uid).attributes[delivery.activity]?.target ?? [])))),
  ];

  const activity: DistributionSubjects['activity'] = async (documentId) => {
    for (const uid of activityTypes()) {
      const found = (await strapi.db.query(uid as never).findOne({ where: { documentId } as never, select: ['documentId'] as never })) as object | null;
      if (found !== null) return { uid, documentId, locale: '' };
    }
    return null;
  };

  return {
    activity,
    async ofPath(params) {
      const named = deliveryParams.safeParse(params);
      const delivery = named.success ? await store.byKey(named.data.key) : null;
      const piece = delivery === null ? null : await pieces.byId(delivery.pieceId);
      if (piece !== null) return config.types[piece.uid] === undefined ? null : piece;
      const planned = activityParams.safeParse(params);
      return planned.success ? activity(planned.data.documentId) : null;
    },
  };
};
