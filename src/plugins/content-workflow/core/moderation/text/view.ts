/**
 * A view of a text: something to match in, with where each of its UTF-16 units stands in the text as it was sent. The text
 * itself is never changed; a person is shown what was sent.
 */
export interface View {
  readonly text: string;
  /** Of each unit of `text`: where what it stands for begins and ends in the text as it was sent. */
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
}

/** Where units `begin` to `end` of a view stand in the text as it was sent; also of a view whose order was turned. */
export const placeOf = (view: View, begin: number, end: number): { readonly from: number; readonly to: number } => {
  let [from, to] = [view.from[begin] ?? 0, view.to[begin] ?? 0];
  for (let i = begin + 1; i < end; i += 1) {
    from = Math.min(from, view.from[i] ?? from);
    to = Math.max(to, view.to[i] ?? to);
  }
  return { from, to };
};

/** Units `begin` to `end`, to be read as something else. */
export interface Edit {
  readonly begin: number;
  readonly end: number;
  readonly read: string;
}

/** What every match of a global pattern is read as; `null` leaves one as it is. */
export const editsOf = (text: string, pattern: RegExp, read: (matched: string, at: number) => string | null): Edit[] => {
  const edits: Edit[] = [];
  for (const match of text.matchAll(pattern)) {
    const instead = read(match[0], match.index);
    if (instead !== null && instead !== match[0]) edits.push({ begin: match.index, end: match.index + match[0].length, read: instead });
  }
  return edits;
};

/** What stands beside each unit, after edits; a unit that is read anew gets what `fill` says. */
export const spliced = (units: ArrayLike<number>, edits: readonly Edit[], fill: (edit: Edit) => number): Uint32Array => {
  const source = units instanceof Uint32Array || units instanceof Uint8Array ? units : Uint32Array.from(units);
  const after = new Uint32Array(edits.reduce((length, { begin, end, read }) => length + read.length - (end - begin), source.length));
  let [done, count] = [0, 0];
  for (const edit of edits) {
    after.set(source.subarray(done, edit.begin), count);
    count += edit.begin - done;
    after.fill(fill(edit), count, count + edit.read.length);
    count += edit.read.length;
    done = edit.end;
  }
  after.set(source.subarray(done), count);
  return after;
};

/** The same view where there are no edits. */
export const edited = (view: View, edits: readonly Edit[]): View => {
  if (edits.length === 0) return view;
  let text = '';
  let done = 0;
  for (const { begin, end, read } of edits) {
    text += view.text.slice(done, begin) + read;
    done = end;
  }
  text += view.text.slice(done);
  return { text, from: spliced(view.from, edits, ({ begin, end }) => placeOf(view, begin, end).from), to: spliced(view.to, edits, ({ begin, end }) => placeOf(view, begin, end).to) };
};

export const reread = (view: View, pattern: RegExp, read: (matched: string, at: number) => string | null): View => edited(view, editsOf(view.text, pattern, read));
