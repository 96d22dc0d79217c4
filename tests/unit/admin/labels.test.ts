/** What people read in place of attribute names, choices and display names: all of them, in each language. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { labels } from '../../../src/config/labels';

const SOURCE = path.join(__dirname, '../../../src');

interface Model {
  readonly info: { readonly displayName: string };
  readonly attributes: Readonly<Record<string, { readonly type: string; readonly enum?: readonly string[] }>>;
}

const modelsIn = (folder: string, uidOf: (file: string) => string | null): [string, Model][] =>
  (readdirSync(path.join(SOURCE, folder), { recursive: true }) as string[]).flatMap((file) => {
    const uid = uidOf(file);
    return uid === null ? [] : [[uid, JSON.parse(readFileSync(path.join(SOURCE, folder, file), 'utf8')) as Model] as [string, Model]];
  });

const TYPES = modelsIn('api', (file) => /^([\w-]+)\/content-types\/([\w-]+)\/schema\.json$/.exec(file)?.slice(1, 3).join('.').replace(/^/, 'api::') ?? null);
const COMPONENTS = modelsIn('components', (file) => /^([\w-]+)\/([\w-]+)\.json$/.exec(file)?.slice(1, 3).join('.') ?? null);

const LANGUAGES = Object.keys(labels) as (keyof typeof labels)[];

const attributesOf = (prefix: string, models: readonly [string, Model][]): string[] => models.flatMap(([uid, { attributes }]) => Object.keys(attributes).map((name) => `${prefix}.${uid}.${name}`));
const choicesOf = (models: readonly [string, Model][]): string[] => models.flatMap(([, { attributes }]) => Object.values(attributes).flatMap(({ enum: choices }) => choices ?? []));

const NEEDED = [
  ...attributesOf('content-manager.content-types', TYPES),
  ...attributesOf('content-manager.components', COMPONENTS),
  ...choicesOf([...TYPES, ...COMPONENTS]),
  ...[...TYPES, ...COMPONENTS].map(([, { info }]) => info.displayName),
];

test('the models were read', () => {
  expect(TYPES.map(([uid]) => uid)).toContain('api::post.post');
  expect(COMPONENTS.map(([uid]) => uid)).toContain('marketing.budget-line');
});

test.each(LANGUAGES)('%s has a word for every attribute, choice and display name', (language) => {
  expect([...new Set(NEEDED)].filter((key) => (labels[language][key] ?? '').trim() === '')).toEqual([]);
});

test('the languages have the same keys, and the two Chinese ones are two translations', () => {
  for (const language of LANGUAGES) expect(Object.keys(labels[language]).sort()).toEqual(Object.keys(labels.en).sort());
  const same = Object.keys(labels.zh).filter((key) => labels.zh[key] === labels['zh-Hans'][key]);
  expect(same.length).toBeLessThan(Object.keys(labels.zh).length / 2);
});
