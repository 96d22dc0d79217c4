/** Reports by readers: what a front end sends, and what a lead may read of who sent it. */
import type { ReportCategory } from '../../core/moderation/reports';

/**
 * POST /api/reports: reports something that is public. By a member (JWT of users-permissions), or without an account where
 * the address has not reported too much. The answer is the same for a first report and for a repeated one.
 *
 * 400: the request is not valid. 403 `SELF_REPORT`: one's own words are withdrawn, not reported. 404 `TARGET_NOT_FOUND`:
 * nothing public is there. 429 `TOO_MANY_REPORTS`: with Retry-After.
 */
export namespace CreateReport {
  export interface Request {
    /** The path of a delivered type, e.g. `posts` or `submissions`. */
    readonly type: string;
    readonly documentId: string;
    /** Of a type that is localised. */
    readonly locale?: string;
    readonly category: ReportCategory;
    /** At most 1,000 characters of plain text. */
    readonly comment?: string;
  }
  export interface Response {
    readonly data: { readonly reference: string; readonly state: 'received' };
  }
}

/** GET /api/reports/categories: the short list for a form, in the order to show it. */
export namespace ListReportCategories {
  export interface Response {
    readonly data: readonly { readonly category: ReportCategory }[];
  }
}

/** GET /moderation/reports/:id/reporter: who reported, for `moderation-lead` only (in the admin); the reading is recorded. */
export namespace GetReporter {
  export interface Response {
    readonly data: {
      readonly reportId: number;
      /** `member:<id>`, or `address:<hash>` for a reader without an account. */
      readonly key: string;
      readonly name: string | null;
      readonly reports: { readonly agreed: number; readonly disagreed: number; readonly ignored: number; readonly open: number };
      /** The bonus of the earlier reports, positive or negative. */
      readonly accuracy: number;
    };
  }
}
