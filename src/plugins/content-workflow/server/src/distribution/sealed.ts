/** What was approved to be sent by a delivery, as the engine keeps it. */
import type { Core } from '@strapi/strapi';
import type { Json, PictureUse } from '../../../core/distribution/rendition';
import { TABLES } from '../tables';

export interface Sealed<Payload extends Json = Json> {
  readonly payload: Payload;
  readonly pictures: readonly PictureUse[];
}

/** The column `rendered` of a sealed rendition. */
export const sealedIn = <Payload extends Json>(rendered: unknown): Sealed<Payload> => {
  const { rendition } = JSON.parse(String(rendered)) as { readonly rendition: Sealed<Payload> };
  return { payload: rendition.payload, pictures: rendition.pictures };
};

export interface SealedDelivery<Payload extends Json> {
  readonly key: string;
  readonly editionId: number;
  readonly pieceId: number;
  /** Of what is sealed, with the settings that it was approved with. */
  readonly hash: string;
  readonly channelId: number;
  readonly sealed: Sealed<Payload>;
}

export const sealedDelivery = async <Payload extends Json>(strapi: Core.Strapi, id: number): Promise<SealedDelivery<Payload> | null> => {
  const { deliveries, renditions } = TABLES;
  const row = (await strapi.db.connection(deliveries).join(renditions, `${renditions}.id`, `${deliveries}.rendition_id`).where({ [`${deliveries}.id`]: id }).first(`${deliveries}.key`, 'edition_id', `${deliveries}.piece_id`, `${renditions}.hash`, `${deliveries}.channel_id`, 'rendered')) as Record<string, unknown> | undefined;
  return row === undefined ? null : { key: String(row.key), editionId: Number(row.edition_id), pieceId: Number(row.piece_id), hash: String(row.hash), channelId: Number(row.channel_id), sealed: sealedIn<Payload>(row.rendered) };
};
