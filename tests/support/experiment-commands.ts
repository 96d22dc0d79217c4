/** What a server with experiments does on command, in its own process: runs them, and signs assignments as it would for readers. */
import type { Core } from '@strapi/strapi';
import type { LiveExperiment, LiveExperiments } from '../../src/plugins/content-workflow/server/src/experiment/ports';
import type { Workflow } from '../../src/plugins/content-workflow/server/src/workflow';

const engineOf = (strapi: Core.Strapi): Workflow => strapi.plugin('content-workflow').service('workflow') as unknown as Workflow;

/** From now on these run. */
export const runExperiments = async (strapi: Core.Strapi, experiments: readonly LiveExperiment[]): Promise<void> => {
  const { liveExperiments, signals, readers } = engineOf(strapi);
  (liveExperiments as { all: LiveExperiments['all'] }).all = () => Promise.resolve(experiments);
  const [about] = experiments;
  if (about === undefined) return;
  await strapi.db.transaction(async ({ trx }) => signals.tell(trx as never, { kind: 'experiment', id: about.id, subject: about.subject }));
  await readers.board.settled();
};

/** A token for each visitor, who are drawn into the arms in turns. */
export const assignments = (strapi: Core.Strapi, { key, from, count }: { key: string; from: number; count: number }): string[] => {
  const { readers, clock } = engineOf(strapi);
  return Array.from({ length: count }, (_, i) => readers.tokens.sign({ key, arm: (from + i) % 2, unit: readers.tokens.unitOf(key, `visitor-${from + i}`) }, clock.now()));
};
