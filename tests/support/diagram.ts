/** The README's state diagram, printed from the machine, so that the picture can not tell another story. */
import { toDirectedGraph } from 'xstate/graph';
import { workflowMachine, type Rule } from '../../src/plugins/content-workflow/core/workflow/machine';

const BEGIN = '<!-- state-diagram -->';
const END = '<!-- /state-diagram -->';

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

/** Comments, assignments and due dates move nothing; an arrow from each state to itself for each would hide the rest. */
const moves = (transition: { readonly target?: unknown; readonly meta?: Rule }): boolean => transition.target !== undefined || (transition.meta?.effects.length ?? 0) > 0;

/** Who sends an event that needs no permission. */
const senderOf = (event: string): string => (event.startsWith('GUEST_') ? 'guest' : 'system');

const arrows = (): Arrow[] =>
  toDirectedGraph(workflowMachine).children.flatMap(({ edges }) =>
    edges
      .filter(({ transition }) => moves(transition as never))
      .map(({ source, target, label, transition }) => ({ from: source.key, to: target.key, label: `${label.text} (${(transition.meta as Rule).permission ?? senderOf(label.text)})` }))
  );

/**
 * A Mermaid `stateDiagram-v2`. One arrow for each pair of states, with the events that lead along it and the permission
 * that each needs, `guest` for what only a link to one sends, or `system` for what no person sends.
 */
export const mermaidDiagram = (): string => {
  const grouped = new Map<string, Set<string>>();
  for (const { from, to, label } of arrows()) {
    const key = `${from} --> ${to}`;
    grouped.set(key, (grouped.get(key) ?? new Set()).add(label));
  }
  return ['stateDiagram-v2', `    [*] --> ${String(workflowMachine.config.initial)}`, ...[...grouped].map(([key, labels]) => `    ${key} : ${[...labels].join('<br/>')}`)].join('\n');
};

/** The block as it stands in the README, markers included. */
export const diagramBlock = (): string => [BEGIN, '', '```mermaid', mermaidDiagram(), '```', '', END].join('\n');

/** The text with its block replaced. Throws when the markers are missing, for there is no telling where it should stand. */
export const withDiagram = (readme: string): string => {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`the text needs the markers ${BEGIN} and ${END}, in this order`);
  return readme.slice(0, begin) + diagramBlock() + readme.slice(end + END.length);
};
