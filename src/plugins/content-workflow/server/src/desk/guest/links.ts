/**
 * The links to guests. A link's secret is stored as its hash only, and the signature covers what the row says: a row that
 * somebody changed, or a secret without this application's keys, opens nothing.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { GuestLinkStatus } from '../../../../contracts/guest';
import type { ActorRef, WorkflowContext } from '../../../../core/workflow/context';
import { createSigner, type SigningKeys } from '../../http/signing';
import type { Connection, PieceRow, Trx } from '../../tables';

const TABLE = 'cw_guest_links';

/** 144 bits: nobody guesses it, and it makes no address longer than a chat keeps whole. */
const SECRET_BYTES = 18;

const TOKEN = /^([A-Za-z0-9_-]{24})\.([A-Za-z0-9_-]{43})$/;

export interface GuestLink {
  readonly id: number;
  readonly pieceId: number;
  readonly contentHash: string;
  readonly step: string;
  readonly guest: string;
  readonly askedBy: ActorRef;
  readonly askedAt: number;
  readonly expiresAt: number;
  readonly revokedAt: number | null;
  readonly answer: { readonly approves: boolean; readonly name: string; readonly at: number } | null;
}

type Row = Record<string, unknown>;

const timeOrNull = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));

const toLink = (row: Row): GuestLink => {
  const answeredAt = timeOrNull(row.answered_at);
  return {
    id: Number(row.id),
    pieceId: Number(row.piece_id),
    contentHash: String(row.content_hash),
    step: String(row.step),
    guest: String(row.guest),
    askedBy: { kind: 'admin', id: String(row.asked_by_id), name: String(row.asked_by_name) },
    askedAt: Number(row.asked_at),
    expiresAt: Number(row.expires_at),
    revokedAt: timeOrNull(row.revoked_at),
    answer: answeredAt === null ? null : { approves: Boolean(row.approves), name: String(row.answered_by), at: answeredAt },
  };
};

export type NewLink = Pick<GuestLink, 'pieceId' | 'contentHash' | 'step' | 'guest' | 'askedBy' | 'askedAt' | 'expiresAt'>;

export interface GuestLinks {
  /** The token is told here and nowhere else. */
  create(trx: Trx, link: NewLink): Promise<{ readonly link: GuestLink; readonly token: string }>;
  /** `null` for what is no link of ours. */
  find(token: string): Promise<GuestLink | null>;
  byId(id: number): Promise<GuestLink | null>;
  ofPiece(pieceId: number): Promise<GuestLink[]>;
  /** The link as it is now; nobody else answers or revokes it before the transaction ends. */
  hold(trx: Trx, id: number): Promise<GuestLink | null>;
  answered(trx: Trx, id: number, answer: NonNullable<GuestLink['answer']>): Promise<void>;
  /** Call with a link that is held and neither answered nor revoked. */
  revoked(trx: Trx, id: number, at: number): Promise<void>;
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export const createGuestLinks = (strapi: Core.Strapi, keys: SigningKeys): GuestLinks => {
  const signer = createSigner(keys, 'content-workflow guest link');
  const signed = (secret: string, { pieceId, contentHash, step, expiresAt, askedBy }: NewLink): string => JSON.stringify([secret, pieceId, contentHash, step, expiresAt, askedBy.id]);

  const from = (connection: Connection = strapi.db.connection) => connection(TABLE);

  const one = async (where: Row, trx?: Trx): Promise<GuestLink | null> => {
    const query = from(trx).where(where);
    const row = (await (trx === undefined ? query : query.forUpdate()).first()) as Row | undefined;
    return row === undefined ? null : toLink(row);
  };

  return {
    async create(trx, link) {
      const secret = randomBytes(SECRET_BYTES).toString('base64url');
      const [row] = (await from(trx)
        .insert({
          piece_id: link.pieceId,
          secret_hash: hashOf(secret),
          content_hash: link.contentHash,
          step: link.step,
          guest: link.guest,
          asked_by_id: link.askedBy.id,
          asked_by_name: link.askedBy.name,
          asked_at: link.askedAt,
          expires_at: link.expiresAt,
        })
        .returning('*')) as Row[];
      return { link: toLink(row ?? {}), token: `${secret}.${signer.sign(signed(secret, link))}` };
    },
    async find(token) {
      const [, secret, signature] = TOKEN.exec(token) ?? [];
      if (secret === undefined || signature === undefined) return null;
      const link = await one({ secret_hash: hashOf(secret) });
      return link !== null && signer.verify(signed(secret, link), signature) ? link : null;
    },
    byId: (id) => one({ id }),
    async ofPiece(pieceId) {
      return ((await from().where({ piece_id: pieceId }).orderBy('id', 'desc').limit(100)) as Row[]).map(toLink);
    },
    hold: (trx, id) => one({ id }, trx),
    async answered(trx, id, { approves, name, at }) {
      await from(trx).where({ id }).update({ answered_at: at, approves, answered_by: name });
    },
    async revoked(trx, id, at) {
      await from(trx).where({ id }).update({ revoked_at: at });
    },
  };
};

/** What a link is good for. What the machine would refuse is said before anybody answers. */
export const statusOf = (link: GuestLink, piece: PieceRow | null, now: number): GuestLinkStatus => {
  if (link.answer !== null) return 'answered';
  if (link.revokedAt !== null) return 'revoked';
  if (link.expiresAt <= now) return 'expired';
  if (piece === null) return 'over';
  const context = piece.context as WorkflowContext;
  if (context.hash !== link.contentHash) return 'changed';
  if (piece.state !== 'review' || context.submitted?.hash !== link.contentHash) return 'over';
  const place = context.steps.findIndex(({ key: step }) => step === link.step);
  if (place === context.step) return 'open';
  return place > context.step ? 'early' : 'over';
};
