/**
 * What nodes of a rich text hold beside the words, marks, links and frames of their lines: a colour, a language, a target, a
 * block that this version does not know. Front ends get it with the text, so it is compared and shown as it is.
 */
import { canonical } from './canonical';
import { plainText } from './checklist';
import { isNode, MARKS, type Node } from './nodes';

export const without = (node: Node, known: readonly string[]): Node => Object.fromEntries(Object.entries(node).filter(([name]) => !known.includes(name)));

const unlessEmpty = (node: Node): Node[] => (Object.keys(node).length === 0 ? [] : [node]);

/** `bold: false` is how an editor writes that a text is not bold. */
const isMark = (node: Node, mark: string): boolean => node[mark] === true || node[mark] === false || node[mark] === null;

const restOfText = (node: Node): Node[] => {
  const kind = node.type === undefined || node.type === 'text' ? {} : { type: node.type };
  const own = { ...kind, ...without(node, ['type', 'text', ...MARKS.filter((mark) => isMark(node, mark))]) };
  return Object.keys(own).length === 0 ? [] : [{ text: node.text, ...own }];
};

/** A link shows its address beside its words; without words, or around another link, it has no place to show it at. */
const showsAddress = (node: Node, inLink: boolean): boolean => node.type === 'link' && typeof node.url === 'string' && !inLink && plainText(node) !== '';

const restOfInline = (node: unknown, inLink: boolean): unknown[] => {
  if (!isNode(node)) return [node];
  if (typeof node.text === 'string') return restOfText(node);
  const isList = Array.isArray(node.children);
  const known = [...(isList ? ['children'] : []), ...(node.type === 'link' ? ['type'] : []), ...(showsAddress(node, inLink) ? ['url'] : [])];
  const inside = isList ? (node.children as unknown[]).flatMap((child) => restOfInline(child, inLink || node.type === 'link')) : [];
  return [...unlessEmpty(without(node, known)), ...inside];
};

/** Of a block: its own attributes but the `known`, and those of the inline nodes in it. */
export const restOf = (block: Node, known: readonly string[] = []): unknown[] => {
  const { children } = block;
  const inside = Array.isArray(children) ? children.flatMap((child: unknown) => restOfInline(child, false)) : children === undefined ? [] : [{ children }];
  return [...unlessEmpty(without(block, ['type', 'children', ...known])), ...inside];
};

/** Of a list itself; its items have their own. */
export const restOfList = (list: Node, depth: number): unknown[] => {
  const known = ['type', ...(Array.isArray(list.children) ? ['children'] : []), ...(list.format === 'ordered' || list.format === 'unordered' ? ['format'] : []), ...(list.indentLevel === depth ? ['indentLevel'] : [])];
  return unlessEmpty(without(list, known)).map((own) => ({ type: 'list', ...own }));
};

export const restText = (parts: readonly unknown[]): string => (parts.length === 0 ? '' : parts.map(canonical).join(' '));
