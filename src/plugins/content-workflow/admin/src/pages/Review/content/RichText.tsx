import { Fragment, type ReactNode } from 'react';
import { Typography } from '@strapi/design-system';
import type { Frame, Inline, Line, Mark, Style } from '../../../../../core/review/lines';
import type { LineDiff, RichTextDiff, StyledRun } from '../../../../../core/review/rich-text';
import { useText } from '../../../i18n/use-text';
import { visibly } from '../../../../../core/review/visible';
import { fileAddress, isSafeLink } from '../../../api/addresses';
import { Address, Added, Held, Prose, Removed, Restyled } from './looks';
import { useContentView } from './view';
import { placed, RunOfWords } from './Words';

const MARKED: Readonly<Record<Mark, (words: ReactNode) => ReactNode>> = {
  bold: (words) => <strong>{words}</strong>,
  italic: (words) => <em>{words}</em>,
  underline: (words) => <u>{words}</u>,
  strikethrough: (words) => <s>{words}</s>,
  code: (words) => <code>{words}</code>,
};

const inStyle =
  ({ marks, link }: Style) =>
  (words: ReactNode): ReactNode => {
    const marked = marks.reduce<ReactNode>((inner, mark) => MARKED[mark](inner), words);
    return link !== null && isSafeLink(link) ? (
      <a href={link} target="_blank" rel="noreferrer noopener">
        {marked}
      </a>
    ) : (
      marked
    );
  };

const StyledWords = ({ run, at, path }: { readonly run: StyledRun; readonly at: number; readonly path: string }) => {
  const text = useText();
  const { marked } = useContentView();
  if (run.kind !== 'restyled') return <RunOfWords kind={run.kind} text={run.text} at={at} path={path} styled={inStyle(run)} />;
  const words = <RunOfWords kind="same" text={run.text} at={at} path={path} styled={inStyle(run)} />;
  return marked ? <Restyled title={text(run.was.link === run.link ? 'review.restyled' : 'review.relinked')}>{words}</Restyled> : words;
};

interface Led {
  readonly was: string | null;
  readonly is: string | null;
}

/** Where a run leads, and led; without marks there is only the text as it will be. */
const ledBy = (run: StyledRun, marked: boolean): Led => {
  if (!marked) return { was: run.link, is: run.link };
  if (run.kind === 'removed') return { was: run.link, is: null };
  return { was: run.kind === 'added' ? null : run.kind === 'restyled' ? run.was.link : run.link, is: run.link };
};

/** Where the words before it lead. It is no part of the text, so no passage holds it. */
const LinkAddress = ({ was, is }: Led) => {
  if (was === is) return is === null ? null : <Address dir="ltr">({visibly(is)})</Address>;
  return (
    <Address dir="ltr">
      ({was === null ? null : <Removed>{visibly(was)}</Removed>}
      {was === null || is === null ? null : ' → '}
      {is === null ? null : <Added>{visibly(is)}</Added>})
    </Address>
  );
};

/** The address stands once, after the last of the runs that lead to it. */
const endsLink = (run: StyledRun, next: StyledRun | undefined, marked: boolean): boolean => {
  const [here, there] = [ledBy(run, marked), next === undefined ? null : ledBy(next, marked)];
  return (here.was !== null || here.is !== null) && (there === null || there.was !== here.was || there.is !== here.is);
};

const asRuns = (inlines: readonly Inline[], kind: 'same' | 'added' | 'removed'): StyledRun[] => inlines.map((inline) => ({ ...inline, kind }));

interface Drawn {
  readonly key: number;
  readonly frame: Frame;
  /** What it was before, where it changed. */
  readonly was: Frame | null;
  readonly kind: LineDiff['kind'];
  readonly words: ReactNode;
}

const ofAnotherKind = (a: Frame, b: Frame): boolean => a.type !== b.type || a.level !== b.level || a.list?.ordered !== b.list?.ordered;

const lengthOf = (runs: readonly StyledRun[]): number => runs.reduce((sum, run) => sum + (run.kind === 'removed' ? 0 : run.text.length), 0);

const runsOf = (line: LineDiff): readonly StyledRun[] => (line.kind === 'changed' ? line.runs : asRuns(line.line.inlines, line.kind));

const frameOf = (line: LineDiff): Frame => (line.kind === 'changed' ? line.after : line.line.frame);

const drawn = (lines: readonly LineDiff[], path: string, marked: boolean): Drawn[] => {
  let at = 0;
  return lines.flatMap((line, key): Drawn[] => {
    if (line.kind === 'removed' && !marked) return [];
    const runs = runsOf(line).filter(({ kind }) => marked || kind !== 'removed');
    const words = placed(runs, at).map((one, i) => (
      <Fragment key={i}>
        <StyledWords run={one.run} at={one.at} path={path} />
        {endsLink(one.run, runs[i + 1], marked) ? <LinkAddress {...ledBy(one.run, marked)} /> : null}
      </Fragment>
    ));
    // Lines are joined by one line break in the text that passages are counted in.
    if (line.kind !== 'removed') at += lengthOf(runs) + 1;
    const was = line.kind === 'changed' ? line.before : null;
    return [{ key, frame: frameOf(line), was, kind: line.kind, words }];
  });
};

/** The page has one heading of its own and one for the content, so a text's own begin below them. */
const HEADINGS = ['h3', 'h3', 'h4', 'h5', 'h6', 'h6'] as const;

/** What goes live with the line and is no text of it, as it is stored. */
const Rest = ({ line }: { readonly line: Drawn }) => {
  const text = useText();
  const { marked } = useContentView();
  const [was, is] = [line.was?.rest ?? line.frame.rest, line.frame.rest];
  if (is === '' && (was === '' || !marked)) return null;
  return (
    <Held>
      {text('review.holds')} {!marked || was === is ? is : <>{was === '' ? null : <Removed>{was}</Removed>} {is === '' ? null : <Added>{is}</Added>}</>}
    </Held>
  );
};

/** Says of what kind the line was before. */
const FormerKind = ({ line }: { readonly line: Drawn }) => {
  const text = useText();
  const { marked } = useContentView();
  if (line.was === null || !marked || !ofAnotherKind(line.was, line.frame)) return null;
  return (
    <Typography tag="div" variant="pi" fontWeight="bold" textColor="neutral700">
      {text(line.was.list === null ? `review.frame.${line.was.type}` : line.was.list.ordered ? 'review.frame.numbered' : 'review.frame.bulleted')}
    </Typography>
  );
};

const Picture = ({ frame, kind }: Pick<Drawn, 'frame' | 'kind'>) => {
  const text = useText();
  const { marked } = useContentView();
  const image = <img src={fileAddress(frame.picture?.url ?? '')} alt={frame.picture?.alternativeText ?? ''} />;
  const shown = marked && kind !== 'same';
  const words = kind === 'removed' ? text('review.change.removed') : text('review.change.added');
  return (
    <figure>
      {image}
      {shown ? <figcaption>{kind === 'removed' ? <Removed>{words}</Removed> : <Added>{words}</Added>}</figcaption> : null}
      {(frame.picture?.foreign ?? []).map((address) => (
        <Held key={address}>
          {text('review.picture.size')} {visibly(address)}
        </Held>
      ))}
      {shown ? <Held>{`${visibly(frame.picture?.url ?? '')} ${frame.picture?.file ?? ''}`}</Held> : null}
    </figure>
  );
};

const Block = ({ line }: { readonly line: Drawn }) => {
  const { frame, words } = line;
  const note = <FormerKind line={line} />;
  switch (frame.type) {
    case 'heading': {
      const Heading = HEADINGS[frame.level - 1] ?? 'h6';
      return (
        <>
          {note}
          <Heading>{words}</Heading>
        </>
      );
    }
    case 'quote':
      return (
        <>
          {note}
          <blockquote>{words}</blockquote>
        </>
      );
    case 'code':
      return (
        <>
          {note}
          <pre>{words}</pre>
        </>
      );
    case 'picture':
      return <Picture frame={frame} kind={line.kind} />;
    case 'paragraph':
    case 'caption':
    case 'item':
    case 'other':
      return (
        <>
          {note}
          <p>{words}</p>
        </>
      );
  }
};

interface Group {
  readonly key: number;
  readonly list: NonNullable<Line['frame']['list']> | null;
  readonly lines: Drawn[];
  /** The number of the first item. */
  readonly start: number;
}

/** Items in a row make a list; one that goes on after a nested one goes on counting. */
const grouped = (lines: readonly Drawn[]): Group[] => {
  const groups: Group[] = [];
  const counted = new Map<number, number>();
  for (const line of lines) {
    const { list } = line.frame;
    const last = groups.at(-1);
    if (list === null) {
      counted.clear();
      groups.push({ key: line.key, list: null, lines: [line], start: 1 });
      continue;
    }
    if (list.first) counted.set(list.depth, 0);
    const before = counted.get(list.depth) ?? 0;
    counted.set(list.depth, before + (line.kind === 'removed' ? 0 : 1));
    if (last?.list != null && last.list.depth === list.depth && last.list.ordered === list.ordered && !list.first) last.lines.push(line);
    else groups.push({ key: line.key, list, lines: [line], start: before + 1 });
  }
  return groups;
};

const List = ({ group }: { readonly group: Group }) => {
  const items = group.lines.map((line) => (
    <li key={line.key}>
      <FormerKind line={line} />
      {line.words}
      <Rest line={line} />
    </li>
  ));
  const style = { marginInlineStart: `${(group.list?.depth ?? 0) * 2.4}rem` };
  return group.list?.ordered ? (
    <ol start={group.start} style={style}>
      {items}
    </ol>
  ) : (
    <ul style={style}>{items}</ul>
  );
};

export const RichText = ({ diff, path }: { readonly diff: RichTextDiff; readonly path: string }) => {
  const { marked } = useContentView();
  return (
    <Prose>
      {grouped(drawn(diff.lines, path, marked)).map((group) => (
        <Fragment key={group.key}>{group.list === null ? group.lines.map((line) => (
            <Fragment key={line.key}>
              <Block line={line} />
              <Rest line={line} />
            </Fragment>
          )) : <List group={group} />}</Fragment>
      ))}
    </Prose>
  );
};
