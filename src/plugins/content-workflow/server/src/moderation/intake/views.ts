/** What senders are shown of what they sent in. */
import type { Core } from '@strapi/strapi';
import type { GetSubmission, SentSubmission } from '../../../../contracts/moderation/intake';
import { sentStateOf, type SentState } from '../../../../core/moderation/intake';
import type { WorkflowContext } from '../../../../core/workflow/context';
import { iso } from '../../jobs/clock';
import { TABLES, toPiece, type PieceRow } from '../../tables';
import type { Quarantine } from '../images/quarantine';
import type { Intake } from './store';

export const stateOf = (intake: Pick<Intake, 'withdrawnAt'>, piece: PieceRow | null): SentState =>
  sentStateOf({ state: piece?.state ?? null, changesRequested: piece !== null && (piece.context as WorkflowContext).changesRequested !== null, withdrawn: intake.withdrawnAt !== null });

export interface IntakeViews {
  list(intakes: readonly Intake[]): Promise<SentSubmission[]>;
  one(intake: Intake): Promise<GetSubmission.Response['data']>;
}

interface Entry {
  readonly documentId: string;
  readonly title: string | null;
  readonly text: string | null;
  readonly links: readonly { readonly url: string; readonly label?: string | null }[];
}

export const createIntakeViews = ({ strapi, type, quarantine }: { strapi: Core.Strapi; type: string; quarantine: Quarantine }): IntakeViews => {
  const entriesOf = async (ids: readonly string[]): Promise<Map<string, Entry>> => {
    const rows = (await strapi.db.query(type as never).findMany({ where: { documentId: { $in: ids }, publishedAt: null } as never, populate: { links: true } as never })) as Entry[];
    return new Map(rows.map((entry) => [entry.documentId, entry]));
  };

  const piecesOf = async (ids: readonly string[]): Promise<Map<string, PieceRow>> => {
    const rows = await strapi.db.connection(TABLES.pieces).where({ subject_uid: type, is_current: true }).whereIn('subject_id', [...ids]);
    return new Map((rows as Record<string, unknown>[]).map(toPiece).map((piece) => [piece.documentId, piece]));
  };

  const viewOf = async (intake: Intake, piece: PieceRow | null, entry: Entry | undefined): Promise<SentSubmission> => {
    const context = piece?.context as WorkflowContext | undefined;
    const state = stateOf(intake, piece);
    return {
      reference: intake.reference,
      state,
      revision: intake.revision,
      title: entry?.title ?? '',
      message: state === 'returned' ? (context?.changesRequested?.text ?? null) : null,
      reasonCode: state === 'declined' ? (context?.rejected?.reasonCode ?? null) : null,
      images: (await quarantine.of(intake.id)).map(({ name, width, height }) => ({ id: name, width, height })),
      sentAt: iso(intake.sentAt),
      changedAt: iso(intake.changedAt),
    };
  };

  return {
    async list(intakes) {
      const ids = intakes.map(({ documentId }) => documentId);
      const [entries, pieces] = [await entriesOf(ids), await piecesOf(ids)];
      const views: SentSubmission[] = [];
      for (const intake of intakes) views.push(await viewOf(intake, pieces.get(intake.documentId) ?? null, entries.get(intake.documentId)));
      return views;
    },
    async one(intake) {
      const entry = (await entriesOf([intake.documentId])).get(intake.documentId);
      const view = await viewOf(intake, (await piecesOf([intake.documentId])).get(intake.documentId) ?? null, entry);
      return { ...view, text: entry?.text ?? '', links: (entry?.links ?? []).map(({ url, label }) => ({ url, label: label ?? null })) };
    },
  };
};
