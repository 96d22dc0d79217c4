/** The file is the base and what was changed in the admin lies over it; neither is ever lost or overruled in silence. */
import fc from 'fast-check';
import { parseConfig, type SchemaLike, type WorkflowConfig } from '../../../src/plugins/content-workflow/server/src/config';
import { applied, baseOf, checked, differences, entriesOf, same, usable, withoutTheFiles } from '../../../src/plugins/content-workflow/server/src/settings/changes';

const POST = 'api::post.post';
const KOL = 'api::kol.kol';

const fileWith = (post: Record<string, unknown> = {}, more: Record<string, unknown> = {}): WorkflowConfig =>
  parseConfig({
    types: {
      [POST]: { path: 'posts', title: 'title', review: [{ key: 'editorial', name: 'Editorial' }], ...post },
      [KOL]: { path: 'kols', title: 'title', review: [{ key: 'brand', name: 'Brand' }] },
    },
    ...more,
  });

const file = fileWith();
const schema: SchemaLike = { options: { draftAndPublish: true }, attributes: { title: { type: 'string' }, cover: { type: 'media' } } };
const schemaOf = (uid: string): SchemaLike | undefined => (uid === POST || uid === KOL ? schema : undefined);
const roles = new Set(['cw-reviewer']);

const LEGAL = { key: 'legal', name: 'Legal', quorum: 2, roles: ['cw-reviewer'], guests: false };
const valid = (input: unknown) => {
  const verdict = checked(input, file, schemaOf, roles);
  if (verdict.kind === 'invalid') throw new Error(JSON.stringify(verdict.problems));
  return verdict;
};
const problems = (input: unknown): string[] => {
  const verdict = checked(input, file, schemaOf, roles);
  return verdict.kind === 'invalid' ? verdict.problems.map(({ path, message }) => `${path.join('/')}: ${message}`) : [];
};

describe('what may be changed', () => {
  test('a key that is named holds, every other is the file\'s', () => {
    const { config } = valid({ types: { [POST]: { review: [LEGAL] } } });
    expect(config.types[POST]).toEqual({ ...file.types[POST], review: [LEGAL] });
    expect(config.types[KOL]).toEqual(file.types[KOL]);
    expect(config.blackouts).toEqual([]);
  });

  test.each(['path', 'title', 'slug', 'variables', 'unreviewed', 'delivery'])('"%s" stays in the file: it decides what leaves the house', (key) => {
    expect(problems({ types: { [POST]: { [key]: 'x' } } })).toEqual([expect.stringMatching(new RegExp(`^types/${POST}: .*"${key}"`))]);
  });

  test('what is wrong is said with its place, all of it at once', () => {
    expect(
      problems({
        types: { [POST]: { review: [{ ...LEGAL, quorum: 0 }, { ...LEGAL, roles: ['ghosts'] }], checklist: [{ field: 'cover', min: 3, max: 2 }] } },
        blackouts: [{ from: '2026-12-02T00:00:00Z', to: '2026-12-01T00:00:00Z', reason: '' }],
      }).map((line) => line.split(':').slice(0, 3).join(':').replace(/: .*/, ''))
    ).toEqual(expect.arrayContaining([`types/${POST}/review/0/quorum`, `types/${POST}/checklist/0/min`, 'blackouts/0/reason']));
    expect(problems({ types: { [POST]: { review: [{ ...LEGAL, roles: ['ghosts'] }] } } })).toEqual([`types/${POST}/review/0/roles: there is no role "ghosts"`]);
    expect(problems({ types: { [POST]: { checklist: [{ field: 'budget' }] } } })).toEqual([`types/${POST}/checklist/0: there is no attribute "budget"`]);
    expect(problems({ types: { [POST]: { review: [] } } })[0]).toMatch(/nothing goes live without an approval/);
    expect(problems({ types: { 'api::page.page': { review: [LEGAL] } } })).toEqual([expect.stringMatching(/^types\/api::page.page: is not governed/), ]);
    expect(problems({ types: {}, checklistTemplates: [{ name: 'a', rules: [{ field: 'x' }] }, { name: 'a', rules: [{ field: 'x' }] }] })).toEqual(['checklistTemplates: names of templates must differ']);
  });

  test.each<{ input: unknown }>([null, 3, [], { types: 3 }, { types: { [POST]: null } }, { what: 1 }, { types: { constructor: { late: { policy: 'hold' } } } }].map((input) => ({ input })))('$input is refused, never an exception', ({ input }) => {
    expect(checked(input, file, schemaOf, roles).kind).toBe('invalid');
  });

  test('a name that every object has is no type', () => {
    expect(valid(JSON.parse('{"types":{"__proto__":{"review":[]}}}')).changes).toEqual({ types: {} });
  });

  test('a size that is a mistake is refused', () => {
    expect(problems({ types: { [POST]: { rejectReasons: Array.from({ length: 3_000 }, (_, i) => `${i}`.repeat(30)) } } })[0]).toMatch(/longer than/);
  });
});

describe('what equals the file', () => {
  test('is the file\'s, and follows it', () => {
    expect(valid({ types: { [POST]: { review: file.types[POST]?.review, late: { policy: 'hold', toleranceMinutes: 1 } } }, blackouts: [] }).changes).toEqual({ types: { [POST]: { late: { policy: 'hold', toleranceMinutes: 1 } } } });
  });
});

describe('a file that changes beneath', () => {
  const changes = { types: { [POST]: { review: [LEGAL] } } };
  const base = baseOf(changes, file, { changes: { types: {} }, base: { types: {} } }, []);
  const newFile = fileWith({ review: [{ key: 'desk', name: 'Desk' }] });
  const path = ['types', POST, 'review'] as const;

  test('is said, and what was changed here still holds', () => {
    const now = usable({ changes, base }, newFile, schemaOf);
    expect(now.notices).toEqual([{ kind: 'FILE_CHANGED', path, then: file.types[POST]?.review, now: newFile.types[POST]?.review }]);
    expect(applied(newFile, now.changes).types[POST]?.review).toEqual([LEGAL]);
  });

  test('is said until somebody has looked at it, however often something else is saved', () => {
    const more = { types: { [POST]: { review: [LEGAL], late: { policy: 'hold' as const, toleranceMinutes: 1 } } } };
    const later = baseOf(more, newFile, { changes, base }, []);
    expect(usable({ changes: more, base: later }, newFile, schemaOf).notices).toHaveLength(1);
    const kept = baseOf(more, newFile, { changes, base }, [path]);
    expect(usable({ changes: more, base: kept }, newFile, schemaOf).notices).toEqual([]);
  });

  test('a value that is changed again was changed with the new file in view', () => {
    const again = { types: { [POST]: { review: [{ ...LEGAL, quorum: 1 }] } } };
    expect(usable({ changes: again, base: baseOf(again, newFile, { changes, base }, []) }, newFile, schemaOf).notices).toEqual([]);
  });

  test('keys that were not changed here follow it without a word', () => {
    const now = usable({ changes, base }, fileWith({ rejectReasons: ['other'] }), schemaOf);
    expect(now.notices).toEqual([]);
    expect(applied(fileWith({ rejectReasons: ['other'] }), now.changes).types[POST]?.rejectReasons).toEqual(['other']);
  });

  test('a type that it no longer governs, and an attribute that is gone, are named and left to the file', () => {
    const stored = { types: { [KOL]: { review: [LEGAL] }, [POST]: { checklist: [{ field: 'cover', level: 'required' }], review: [LEGAL] } } };
    const without = parseConfig({ types: { [POST]: { path: 'posts', title: 'title', review: [{ key: 'editorial', name: 'Editorial' }] } } });
    const bald: SchemaLike = { ...schema, attributes: { title: { type: 'string' } } };
    const now = usable({ changes: stored, base: stored }, without, () => bald);
    expect(now.notices.filter(({ kind }) => kind !== 'FILE_CHANGED')).toEqual([
      { kind: 'TYPE_NOT_GOVERNED', path: ['types', KOL, 'review'] },
      { kind: 'NOT_VALID', path: ['types', POST, 'checklist'], message: 'there is no attribute "cover"' },
    ]);
    expect(applied(without, now.changes).types[POST]).toMatchObject({ checklist: [], review: [LEGAL] });
  });

  test.each<{ stored: unknown }>([null, 'x', [], { types: [] }, { types: { [POST]: { review: 'no', shape: 1 } }, blackouts: 7, other: true }].map((stored) => ({ stored })))('stored settings that make no sense ($stored) keep nobody from starting', ({ stored }) => {
    const now = usable({ changes: stored, base: stored }, file, schemaOf);
    expect(applied(file, now.changes)).toEqual(file);
    expect(now.notices.every(({ kind }) => kind === 'NOT_VALID')).toBe(true);
  });
});

describe('for every choice of changes', () => {
  const late = fc.record({ policy: fc.constantFrom('publish' as const, 'hold' as const, 'skip' as const), toleranceMinutes: fc.integer({ min: 0, max: 99 }) });
  const reasons = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 4 });
  const ofType = fc.record({ late, rejectReasons: reasons }, { requiredKeys: [] });
  const anyChanges = fc.record({ types: fc.record({ [POST]: ofType, [KOL]: ofType }, { requiredKeys: [] }) });

  test('laid over the file and taken off again they are the same, and the differences name exactly them', () => {
    fc.assert(
      fc.property(anyChanges, (changes) => {
        const kept = withoutTheFiles(changes, file);
        expect(same(applied(file, kept).types, applied(file, changes).types)).toBe(true);
        expect(withoutTheFiles(kept, file)).toEqual(kept);
        expect(differences(file, applied(file, changes)).map(({ path }) => path.join()).sort()).toEqual(entriesOf(kept).map(({ path }) => path.join()).sort());
        const base = baseOf(kept, file, { changes: { types: {} }, base: { types: {} } }, []);
        expect(usable({ changes: kept, base }, file, schemaOf)).toEqual({ changes: kept, notices: [] });
      })
    );
  });
});
