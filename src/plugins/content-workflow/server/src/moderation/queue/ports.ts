/** What the queue is handed by the composition root: rooms beside it that it does not import. */
import type { Standing } from '../../../../core/moderation/standing';
import type { Aggravator, Severity, Violation } from '../../../../core/moderation/vocabulary';
import type { ActorRef } from '../../../../core/workflow/context';
import type { ImageView, StrikeSummary } from '../../../../contracts/moderation/queue';
import type { Connection, Subject, Trx } from '../../tables';

export interface SanctionsPort {
  standing(sender: string, trx?: Trx): Promise<Standing>;
  strikes(sender: string): Promise<readonly StrikeSummary[]>;
  strike(
    trx: Trx,
    strike: { readonly sender: string; readonly violation: Violation; readonly severity: Severity; readonly aggravators: readonly Aggravator[]; readonly decisionId: number; readonly by: ActorRef; readonly detection: 'patrol' | 'report' | 'auto' | 'submission'; readonly at: number; readonly about: { readonly uid: string; readonly documentId: string }; readonly message: string | null }
  ): Promise<unknown>;
}

/** Who did what to what; a chain that nobody can rewrite. */
export interface AuditPort {
  write(trx: Trx, act: { readonly actor: ActorRef; readonly action: string; readonly object: string; readonly before?: unknown; readonly after?: unknown }): Promise<void>;
}

/** The pictures of a submission, wherever they are kept until somebody has decided. */
export interface ImagesPort {
  count(connection: Connection, target: Subject): Promise<number>;
  /** For moderators' eyes. */
  previews(target: Subject): Promise<readonly ImageView[]>;
  /** Files of the media library that a draft may show, in the order of the submission; asked again, the same ones. Works on files, so it is called before a transaction. */
  adopt(target: Subject): Promise<readonly number[]>;
}
