/** Settings as the admin reads and changes them. Everything needs the permission `configure`. */
import type { ChecklistRule } from '../core/review/checklist';
import type { Impact } from '../core/review/impact';
import type { PossibleReviewer } from '../core/review/quorum';
import type { Blackout, LatePolicy, PublishWindow } from '../core/schedule/rules';
import type { ReviewStep } from '../core/workflow/context';

/** What can be changed of a type. */
export interface TypeSettings {
  readonly review: readonly ReviewStep[];
  readonly checklist: readonly ChecklistRule[];
  readonly edits: { readonly review: 'void' | 'lock'; readonly scheduled: 'void' | 'lock' };
  readonly late: { readonly policy: LatePolicy; readonly toleranceMinutes: number };
  readonly windows: readonly PublishWindow[];
  readonly retrospectiveAfterDays: number | null;
  readonly rejectReasons: readonly string[];
}

export interface ChecklistTemplate {
  readonly name: string;
  readonly rules: readonly ChecklistRule[];
}

export interface SettingsValues {
  readonly types: Readonly<Record<string, TypeSettings>>;
  readonly blackouts: readonly Blackout[];
  readonly checklistTemplates: readonly ChecklistTemplate[];
}

/** What is changed in the admin; a key that is not there is the file's. */
export interface SettingsChanges {
  readonly types: Readonly<Record<string, Partial<TypeSettings>>>;
  readonly blackouts?: readonly Blackout[];
  readonly checklistTemplates?: readonly ChecklistTemplate[];
}

/** `['types', uid, key]`, or the key alone. */
export type SettingsPath = readonly string[];

/** Of stored settings: what no longer holds, or lies over something that the file says otherwise since. */
export type SettingsNotice =
  | { readonly kind: 'FILE_CHANGED'; readonly path: SettingsPath; readonly then: unknown; readonly now: unknown }
  | { readonly kind: 'TYPE_NOT_GOVERNED'; readonly path: SettingsPath }
  | { readonly kind: 'NOT_VALID'; readonly path: SettingsPath; readonly message: string };

export interface SettingsProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export interface SettingsDifference {
  readonly path: SettingsPath;
  readonly from: unknown;
  readonly to: unknown;
}

/** Version 0 is the file alone. */
export interface VersionSummary {
  readonly version: number;
  readonly comment: string;
  readonly by: { readonly kind: string; readonly id: string; readonly name: string };
  readonly at: string;
}

export interface ConfigurableType {
  readonly uid: string;
  readonly displayName: string;
  readonly path: string;
  /** What a checklist can ask for, dotted for the parts of a component. */
  readonly fields: readonly string[];
}

/** GET /settings: what holds, what the file says, and what is needed to change it. */
export namespace GetSettings {
  export interface Settings {
    readonly version: number;
    readonly last: VersionSummary | null;
    readonly values: SettingsValues;
    readonly file: SettingsValues;
    readonly types: readonly ConfigurableType[];
    readonly ungoverned: readonly { readonly uid: string; readonly displayName: string; readonly because: 'not-listed' | 'no-drafts' }[];
    readonly notices: readonly SettingsNotice[];
    readonly roles: readonly { readonly code: string; readonly name: string }[];
    /** Who has the review permission, without names. */
    readonly reviewers: readonly PossibleReviewer[];
  }
  export interface Response {
    readonly data: Settings;
  }
}

/** POST /settings/preview: what would be wrong, and what would happen to the pieces under way. Changes nothing. */
export namespace PreviewSettings {
  export interface Request {
    readonly changes: SettingsChanges;
  }
  export interface ImpactedPiece {
    readonly id: number;
    readonly documentId: string;
    readonly locale: string;
    readonly title: string;
    readonly state: string;
    readonly publishAt: string | null;
    readonly impact: Impact;
  }
  /** One kind of consequence in one type: how many pieces, and the first of them. */
  export interface Group {
    readonly uid: string;
    readonly kind: Impact['kind'];
    readonly count: number;
    readonly pieces: readonly ImpactedPiece[];
  }
  export interface Preview {
    readonly problems: readonly SettingsProblem[];
    /** Steps that the people there are can never pass, or not for what one of them has written. */
    readonly warnings: readonly { readonly uid: string; readonly step: string; readonly risk: 'never' | 'not-by-all'; readonly people: number; readonly quorum: number }[];
    readonly differences: readonly SettingsDifference[];
    readonly impact: readonly Group[];
    /** Drafts that will be submitted by the new rules. */
    readonly drafts: readonly { readonly uid: string; readonly count: number }[];
    /** Pieces under way of the types that change. */
    readonly looked: number;
  }
  export interface Response {
    readonly data: Preview;
  }
}

/** PUT /settings: saves a new version. 409 when somebody was faster; `error.details.current` is who. */
export namespace SaveSettings {
  export interface Request {
    readonly expectedVersion: number;
    readonly changes: SettingsChanges;
    readonly comment: string;
    /** Changed beneath, looked at, and kept as it is set here. */
    readonly keeps?: readonly SettingsPath[];
  }
  export interface Response {
    readonly data: GetSettings.Settings;
  }
}

/** GET /settings/versions?before=&limit=: newest first. */
export namespace ListSettingsVersions {
  export interface Response {
    readonly data: readonly VersionSummary[];
  }
}

/** GET /settings/versions/:version?against=: one version, by default against the one before it; 0 is the file alone. */
export namespace GetSettingsVersion {
  export interface Response {
    readonly data: {
      readonly summary: VersionSummary | null;
      readonly against: number;
      readonly changes: SettingsChanges;
      /** Both laid over the file as it is now. */
      readonly differences: readonly SettingsDifference[];
      readonly notices: readonly SettingsNotice[];
    };
  }
}

/** POST /settings/versions/:version/restore: makes a new version of what that one says, by the same checks. */
export namespace RestoreSettings {
  export interface Request {
    readonly expectedVersion: number;
    readonly comment: string;
  }
  export interface Response {
    readonly data: GetSettings.Settings;
  }
}
