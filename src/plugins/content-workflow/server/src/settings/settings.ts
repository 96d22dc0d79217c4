/**
 * The settings in force: what the file says, with what was changed in the admin over it.
 *
 * `config` is the one object that the whole engine reads. Its `types` and `blackouts` are those of the newest version that
 * this process knows; everything else is the file's and stands for as long as the process runs. What has to hold together
 * in one decision is taken once, from `inForce`, inside the transaction that decides.
 */
import { AsyncResource } from 'node:async_hooks';
import type { Core } from '@strapi/strapi';
import type { Signals } from '../cluster/signals';
import type { Changes, WorkflowConfig } from '../config';
import type { Connection, Trx } from '../tables';
import { applied, usable, type Notice, type SchemaOf } from './changes';
import { FILE_ALONE, newestVersion, type Version } from './versions';

export interface InForce {
  /** 0: the file alone. */
  readonly version: number;
  readonly config: WorkflowConfig;
  /** What of the stored changes holds. */
  readonly changes: Changes;
  /** As stored, with what the file said at the time. */
  readonly stored: Pick<Version, 'changes' | 'base'>;
  readonly notices: readonly Notice[];
}

export interface Settings {
  /** The file's own. */
  readonly file: WorkflowConfig;
  /** Always the newest version that this process knows. */
  readonly config: WorkflowConfig;
  /** The newest version that this process knows. */
  current(): InForce;
  /** For a transaction that decides: never older than what was committed a second ago, in whichever process. */
  inForce(trx: Trx): Promise<InForce>;
  /** Reads the newest version. */
  load(): Promise<InForce>;
  /** Called whenever this process has taken a newer version in. */
  whenNewer(run: () => void): void;
  /** What a stored version would amount to now. */
  read(stored: Pick<Version, 'version' | 'changes' | 'base'>): InForce;
}

export const createSettings = (strapi: Core.Strapi, file: WorkflowConfig, signals: Signals): Settings => {
  const schemaOf: SchemaOf = (uid) => strapi.contentTypes[uid as never];

  const read: Settings['read'] = ({ version, changes, base }) => {
    const holds = usable({ changes, base }, file, schemaOf);
    return { version, config: applied(file, holds.changes), changes: holds.changes, stored: { changes, base }, notices: holds.notices };
  };

  let known: InForce = { version: 0, config: file, changes: { types: {} }, stored: FILE_ALONE, notices: [] };
  const followers = new Set<() => void>();
  /** A newer version has been told of, or may have been missed. */
  let outdated = false;

  const take = (newest: Version | null): InForce => {
    // Versions only rise: what was read before a newer one was taken in must not bring the older one back.
    if (newest !== null && newest.version > known.version) {
      known = read(newest);
      for (const { kind, path } of known.notices) strapi.log.warn(`[content-workflow] settings, version ${known.version}, ${path.join('.')}: ${kind}`);
      followers.forEach((run) => run());
    }
    return known;
  };

  const refresh = async (connection: Connection): Promise<InForce> => {
    // Before the question: what is told of while it is on its way is asked for again.
    outdated = false;
    try {
      return take(await newestVersion(connection));
    } catch (error) {
      outdated = true;
      throw error;
    }
  };

  signals.listen((signal) => {
    if (signal.kind !== 'settings' && signal.kind !== 'missed') return;
    outdated = true;
    // Before the tables are there nothing can have been missed.
    if (strapi.isLoaded) refresh(strapi.db.connection).catch(() => strapi.log.warn('[content-workflow] the settings could not be read; they are asked for again before the next decision'));
  });

  return {
    file,
    config: {
      ...file,
      get types() {
        return known.config.types;
      },
      get blackouts() {
        return known.config.blackouts;
      },
      get checklistTemplates() {
        return known.config.checklistTemplates;
      },
    },
    current: () => known,
    async inForce(trx) {
      return !outdated && signals.isCurrent() ? known : refresh(trx);
    },
    load: () => refresh(strapi.db.connection),
    // A newer version can be taken in inside a transaction, and what follows from it must not join that.
    whenNewer: (run) => void followers.add(AsyncResource.bind(run)),
    read,
  };
};
