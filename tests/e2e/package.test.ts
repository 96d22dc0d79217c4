/** The tarball, as somebody meets it who has never seen this repository. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import type { PieceView } from '../../src/plugins/content-workflow/contracts/piece';
import { configure, createHost, pack, PLUGIN, PLUGIN_DIR, PRESERVE_LINKS } from '../support/host';
import { createTeam, documentUrl, expectOk, pieceOf, request, type Member, type Team } from '../support/people';
import { ROOT, startServer, type Server } from '../support/server';
import { openDatabase, type TestDatabase } from '../support/test-database';
import { havingLooked } from '../support/looked-at';

const run = promisify(execFile);

const ARTICLE = 'api::article.article';

interface Manifest {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** The packages that a file asks for by name. */
const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:\bfrom|\bimport|\brequire|\bimport\(|\brequire\()\s*\(?\s*['"]([^'".\n][^'"\n]*)['"]/g)]
    .map(([, name = '']) => name)
    .filter((name) => !name.startsWith('node:') && !builtinModules.includes(name) && /^(@[\w.-]+\/)?[\w.-]+(\/[\w./-]*)?$/.test(name))
    .map((name) => (name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : (name.split('/')[0] ?? name)));

describe('the published package', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'content-workflow-package-'));
  const host = path.join(folder, 'host');
  const installed = path.join(host, 'node_modules', PLUGIN);
  let files: string[];
  let manifest: Manifest;

  beforeAll(async () => {
    const packed = await pack(folder);
    files = packed.files;
    await createHost(host, packed.tarball);
    manifest = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8')) as Manifest;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('holds what its exports name, and nothing that belongs to the repository', () => {
    const named = Object.values(manifest.exports).flatMap((target) => (typeof target === 'string' ? [target] : Object.entries(target).flatMap(([condition, file]) => (condition === 'source' ? [] : [file]))));
    expect(named.map((file) => file.replace('./', '')).filter((file) => !files.includes(file))).toEqual([]);
    // No dot files either: what a build remembers for itself is of no use to anybody else.
    expect(files.filter((file) => !/^(package\.json|README\.md|LICENSE|dist\/.+\.(js|mjs|d\.ts))$/.test(file) || /(^|\/)\./.test(file))).toEqual([]);
  });

  it('passes the plugin verification', async () => {
    const { stdout, stderr } = await run(path.join(ROOT, 'node_modules/.bin/strapi-plugin'), ['verify'], { cwd: PLUGIN_DIR });
    expect(`${stdout}${stderr}`).not.toMatch(/warn|error|✖/i);
  });

  it('shares what the host has, and brings the rest itself', () => {
    const shared = ['react', 'react-dom', 'react-router-dom', 'react-intl', 'styled-components'];
    expect(Object.keys(manifest.peerDependencies).filter((name) => !name.startsWith('@strapi/') && !shared.includes(name))).toEqual([]);
    expect(Object.keys(manifest.dependencies).filter((name) => name.startsWith('@strapi/') || shared.includes(name))).toEqual([]);
    const declared = new Set([...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies), PLUGIN]);
    const undeclared = files.filter((file) => /\.(js|mjs|d\.ts)$/.test(file)).flatMap((file) => importsOf(path.join(installed, file)).flatMap((name) => (declared.has(name) ? [] : [`${file}: ${name}`])));
    expect([...new Set(undeclared)]).toEqual([]);
  });

  it('gives types that hold under strict settings', () => {
    const source = path.join(host, 'types.ts');
    writeFileSync(
      source,
      `import plugin, { type PieceView, type Refusal, type Workflow } from '${PLUGIN}/strapi-server';

export const revisionOf = (piece: PieceView): number => piece.revision;
export const why = (refusal: Refusal): string => \`\${refusal.message} \${refusal.next}\`;
export const take = async (workflow: Workflow, pieceId: number): Promise<string> => {
  const outcome = await workflow.transitions.send({ pieceId, expectedRevision: 1, event: { type: 'TAKE_DOWN', reason: 'A wrong price.' }, by: await workflow.actor() });
  return outcome.kind === 'refused' ? why(outcome.refusal) : outcome.kind;
};
export const name: string = Object.keys(plugin.contentTypes).join();
// @ts-expect-error: an event of the machine without what it has to carry
export const wrong = async (workflow: Workflow) => workflow.transitions.send({ pieceId: 1, expectedRevision: 1, event: { type: 'TAKE_DOWN' }, by: await workflow.actor() });
`
    );
    const program = ts.createProgram([source], {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      preserveSymlinks: true,
      types: ['node'],
      typeRoots: [path.join(ROOT, 'node_modules/@types')],
    });
    const ours = program.getSourceFiles().filter((file) => file.fileName === source || file.fileName.includes(`/${PLUGIN}/`));
    const complaints = ours.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]).map((d) => `${path.relative(host, d.file?.fileName ?? '')}: ${ts.flattenDiagnosticMessageText(d.messageText, ' ')}`);
    expect(complaints).toEqual([]);
    expect(ours.length).toBeGreaterThan(5);
  });

  describe('in a project with a content type that this repository does not know', () => {
    let database: TestDatabase;
    let server: Server;
    let url: string;
    let team: Team;

    const start = (): Server => startServer({ database, appDir: host, distDir: host, nodeArguments: PRESERVE_LINKS });

    const send = async (documentId: string, by: Member, event: { type: string } & Record<string, unknown>): Promise<PieceView> => {
      const piece = await pieceOf(url, team.admin, ARTICLE, documentId, '');
      const { data } = await expectOk(`${url}/content-workflow/pieces/${piece.id}/events`, 'POST', team[by], { event: havingLooked(piece, event), expectedRevision: piece.revision });
      return data as PieceView;
    };

    const reaches = async (documentId: string, state: string): Promise<PieceView> => {
      for (let patience = 100; patience > 0; patience -= 1) {
        const piece = await pieceOf(url, team.admin, ARTICLE, documentId, '');
        if (piece.state === state) return piece;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error(`the piece never came to be ${state}`);
    };

    beforeAll(async () => {
      configure(host, {
        'content-workflow': {
          enabled: true,
          config: { types: { [ARTICLE]: { path: 'articles', title: 'headline', review: [{ key: 'desk', name: 'Desk', roles: ['cw-reviewer'] }], checklist: [{ field: 'headline' }, { field: 'text', min: 10 }] } } },
        },
      });
      database = await openDatabase();
      server = start();
      url = await server.ready;
      team = await createTeam(url);
    });
    afterAll(async () => {
      await server.stop();
      await database.remove();
    });

    it('runs the installed code, not this repository', () => {
      expect(readdirSync(installed).sort()).toEqual(expect.arrayContaining(['dist', 'package.json']));
      expect(readdirSync(installed)).not.toContain('server');
    });

    it('carries an entry through its life by configuration alone', async () => {
      const created = await expectOk(`${url}${documentUrl(ARTICLE)}`, 'POST', team.editor, { headline: 'Rain on the ridge', text: 'It rained on the ridge all night.', source: 'The hut warden.' });
      const documentId = created.data.documentId as string;
      const { data: token } = await expectOk(`${url}/admin/api-tokens`, 'POST', team.admin, { name: 'front end', description: '', type: 'read-only', lifespan: null });
      const read = () => request(`${url}/api/delivery/articles/${documentId}`, 'GET', token.accessKey);

      expect((await request(`${url}${documentUrl(ARTICLE, documentId)}/actions/publish`, 'POST', team.admin, {})).status).toBe(403);
      expect((await read()).status).toBe(404);

      expect((await send(documentId, 'editor', { type: 'SUBMIT' })).state).toBe('review');
      const piece = await pieceOf(url, team.admin, ARTICLE, documentId, '');
      const own = await request(`${url}/content-workflow/pieces/${piece.id}/events`, 'POST', team.editor, { event: { type: 'APPROVE' }, expectedRevision: piece.revision });
      expect(own.status).toBe(403);
      expect((await send(documentId, 'reviewer', { type: 'APPROVE' })).state).toBe('approved');
      expect((await send(documentId, 'publisher', { type: 'SCHEDULE', publishAt: new Date(Date.now() + 1_500).toISOString(), timezone: 'Europe/Berlin' })).state).toBe('scheduled');
      expect((await reaches(documentId, 'published')).isLive).toBe(true);

      const live = await read();
      expect(live.status).toBe(200);
      expect(live.body.data).toMatchObject({ id: documentId, type: 'articles', headline: 'Rain on the ridge', text: 'It rained on the ridge all night.' });
      expect(live.body.data).not.toHaveProperty('source');

      await expectOk(`${url}${documentUrl(ARTICLE, documentId)}`, 'PUT', team.editor, { headline: 'Sun on the ridge' });
      expect((await read()).body.data.headline).toBe('Rain on the ridge');

      const round = await pieceOf(url, team.admin, ARTICLE, documentId, '');
      expect(round).toMatchObject({ round: 2, state: 'draft' });
      const first = round.rounds.find((r) => r.round === 1);
      const { data: published } = await expectOk(`${url}/content-workflow/pieces/${first?.id}`, 'GET', team.publisher);
      await expectOk(`${url}/content-workflow/pieces/${first?.id}/events`, 'POST', team.publisher, { event: { type: 'TAKE_DOWN', reason: 'A wrong name.' }, expectedRevision: published.revision });
      expect((await read()).status).toBe(404);
      expect((await expectOk(`${url}/content-workflow/integrity`, 'POST', team.admin, {})).data.findings).toEqual([]);
    });

    it('finds everything again after a restart', async () => {
      const before = (await expectOk(`${url}/content-workflow/pieces`, 'GET', team.admin)).data;
      await server.stop();
      server = start();
      url = await server.ready;
      expect((await expectOk(`${url}/content-workflow/pieces`, 'GET', team.admin)).data).toEqual(before);
    });
  });
});
