/** People who move pieces about without a pause, over HTTP, and write down what they were told. */
import type { PieceView } from '../../../src/plugins/content-workflow/contracts/piece';
import { between, pick, type Random } from '../../../src/seed/art/random';
import { documentUrl, request, type Member, type Reply, type Team } from '../people';
import type { Ledger } from './ledger';
import { havingLooked } from '../looked-at';

const POST = 'api::post.post';
const LOCALE = 'en';

/** Enough pieces that some wait for their time while others are worked on. */
const PIECES_A_PERSON = 4;

/** Promises short enough that many fall due between two crashes, and during one. */
const PROMISE_MS = [300, 4_000] as const;

type Event = { readonly type: string } & Readonly<Record<string, unknown>>;
interface Send {
  readonly by: Member;
  readonly event: Event;
}
type Move = Send | 'edit' | 'leave';

interface Piece {
  readonly documentId: string;
  readonly author: Member;
  /** As it was last seen; `null` when it has to be looked at first. */
  seen: PieceView | null;
}

export interface CrowdOptions {
  readonly people: number;
  readonly team: Team;
  readonly ledger: Ledger;
  readonly random: Random;
  /** Fields of a post that pass the checklist; the crowd adds a title and a slug. */
  readonly content: Readonly<Record<string, unknown>>;
  /** The address of the server that runs; waits while there is none. */
  address(): Promise<string>;
  /** Milliseconds that everybody thinks between two clicks; by default nobody does. */
  readonly thinks?: readonly [number, number];
  /** True while something is broken on purpose: whatever a server answers but success then counts as no answer. */
  readonly disturbed?: () => boolean;
}

export interface Crowd {
  /** Resolves when everybody has put down what they were at. */
  stop(): Promise<void>;
}

const promised = (random: Random): Event => ({ publishAt: new Date(Date.now() + between(random, ...PROMISE_MS)).toISOString(), timezone: 'Asia/Shanghai', type: 'SCHEDULE' });

/** One of the moves with a chance in proportion to its weight. */
const weighted = (random: Random, moves: readonly (readonly [number, Move])[]): Move => {
  let left = random() * moves.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, move] of moves) {
    left -= weight;
    if (left < 0) return move;
  }
  return 'leave';
};

const nextMove = (random: Random, piece: PieceView, author: Member): Move => {
  const send = (by: Member, type: string, more: object = {}): Send => ({ by, event: { type, ...more } });
  const comment: readonly [number, Move] = [1, send('publisher', 'COMMENT', { comment: 'Noted.' })];
  switch (piece.state) {
    case 'draft':
      return weighted(random, [[7, send(author, 'SUBMIT')], [2, 'edit'], comment]);
    case 'review': {
      const first = piece.steps[0]?.state === 'current';
      const approve = send(first ? 'reviewer' : pick(random, ['reviewer2', 'publisher']), 'APPROVE');
      return weighted(random, [[10, approve], [1, send('reviewer', 'REQUEST_CHANGES', { comment: 'Shorter.' })], [1, send(author, 'RECALL')], [1, 'edit'], comment]);
    }
    case 'approved':
      return weighted(random, [[6, { by: 'publisher', event: promised(random) }], [3, send('publisher', 'PUBLISH')], [1, 'edit'], [1, send(author, 'RECALL')]]);
    case 'scheduled':
      return weighted(random, [
        [8, 'leave'],
        [1, send('publisher', 'HOLD', { reason: 'Rain.' })],
        [1, send('publisher', 'UNSCHEDULE')],
        [1, { by: 'publisher', event: { ...promised(random), type: 'RESCHEDULE' } }],
        comment,
      ]);
    case 'held':
      return weighted(random, [[4, { by: 'publisher', event: { ...promised(random), type: 'RESCHEDULE' } }], [2, send('publisher', 'PUBLISH')], [1, send('publisher', 'UNSCHEDULE')]]);
    case 'published':
      return weighted(random, [[4, 'edit'], [2, send('publisher', 'TAKE_DOWN', { reason: 'A wrong price.' })], [1, send('publisher', 'OPEN_RETROSPECTIVE')], comment]);
    case 'retrospective':
      return weighted(random, [[2, send('publisher', 'COMPLETE', { highlights: 'Replies.', shortfalls: 'Late.', lessons: 'Earlier.' })], [2, 'edit'], [1, send('publisher', 'TAKE_DOWN', { reason: 'A wrong price.' })]]);
    case 'closed':
      return weighted(random, [[2, 'edit'], [1, send('publisher', 'TAKE_DOWN', { reason: 'A wrong price.' })]]);
    case 'withdrawn':
      return weighted(random, [[4, 'edit'], [1, send('publisher', 'ARCHIVE')]]);
    default:
      return weighted(random, [[1, send('publisher', 'REOPEN')], comment]);
  }
};

export const startCrowd = ({ people, team, ledger, random, content, address, thinks = [0, 0], disturbed = () => false }: CrowdOptions): Crowd => {
  let working = true;
  let counter = 0;
  const everybody: Piece[][] = [];

  const titled = (): { title: string; slug: string } => {
    counter += 1;
    return { title: `Tea in the rain ${counter}`, slug: `tea-in-the-rain-${counter}` };
  };

  const expected = (what: string, reply: Reply, statuses: readonly number[]): void => {
    if (reply.status >= 400 && disturbed()) throw new Error('no answer that counts');
    if (!statuses.includes(reply.status)) ledger.surprises.push(`${what}: ${reply.status} ${JSON.stringify(reply.body).slice(0, 300)}`);
  };

  const create = async (server: string, mine: Piece[], author: Member): Promise<void> => {
    const reply = await request(`${server}${documentUrl(POST)}?locale=${LOCALE}`, 'POST', team[author], { ...content, ...titled() });
    expected('create', reply, [201]);
    if (reply.status !== 201) return;
    const documentId = reply.body.data.documentId as string;
    ledger.documents.push(documentId);
    mine.push({ documentId, author, seen: null });
  };

  const look = async (server: string, piece: Piece): Promise<PieceView | null> => {
    const reply = await request(`${server}/content-workflow/documents/${POST}/${piece.documentId}?locale=${LOCALE}`, 'GET', team.admin);
    expected('look', reply, [200]);
    piece.seen = reply.status === 200 ? (reply.body.data as PieceView) : null;
    return piece.seen;
  };

  const edit = async (server: string, piece: Piece): Promise<void> => {
    const { documentId } = piece;
    const { title } = titled();
    piece.seen = null;
    try {
      const reply = await request(`${server}${documentUrl(POST, documentId)}?locale=${LOCALE}`, 'PUT', team[piece.author], { title });
      // 403: it was scheduled meanwhile, and so is locked.
      expected('edit', reply, [200, 403]);
      if (reply.status === 200) ledger.edits.push({ documentId, title, acknowledged: true });
      else ledger.refusals += 1;
    } catch (error) {
      ledger.edits.push({ documentId, title, acknowledged: false });
      throw error;
    }
  };

  const send = async (server: string, piece: Piece, seen: PieceView, { by, event }: Send): Promise<void> => {
    piece.seen = null;
    const reply = await request(`${server}/content-workflow/pieces/${seen.id}/events`, 'POST', team[by], { event: havingLooked(seen, event), expectedRevision: seen.revision });
    expected(event.type, reply, [200, 403, 409, 422]);
    if (reply.status === 200) {
      const view = reply.body.data as PieceView;
      piece.seen = view;
      ledger.events.push({ documentId: piece.documentId, pieceId: view.id, revision: view.revision, event: event.type, state: view.state });
    } else if (reply.status === 409) {
      ledger.conflicts += 1;
      piece.seen = (reply.body.error.details.piece as PieceView | undefined) ?? null;
    } else ledger.refusals += 1;
  };

  const step = async (server: string, mine: Piece[], author: Member): Promise<void> => {
    if (mine.length < PIECES_A_PERSON || random() < 0.03) return create(server, mine, author);
    // Now and then somebody else's piece, so that two people meet.
    const foreign = random() < 0.15;
    const piece = pick(random, (foreign ? everybody.flat() : mine) as [Piece, ...Piece[]]);
    const seen = piece.seen ?? (await look(server, piece));
    if (seen === null) return;
    const move = nextMove(random, seen, piece.author);
    if (move === 'leave') piece.seen = null;
    else if (move !== 'edit') await send(server, piece, seen, move);
    else if (mine.includes(piece)) await edit(server, piece);
  };

  const work = async (author: Member): Promise<void> => {
    const mine: Piece[] = [];
    everybody.push(mine);
    while (working) {
      const server = await address();
      if (thinks[1] > 0) await new Promise((resolve) => setTimeout(resolve, between(random, ...thinks)));
      try {
        await step(server, mine, author);
      } catch {
        ledger.unanswered += 1;
        // The connection breaks a moment before the test takes the address away.
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
  };

  const workers = Array.from({ length: people }, (_, i) => work(i % 2 === 0 ? 'editor' : 'editor2'));
  return {
    async stop() {
      working = false;
      await Promise.all(workers);
    },
  };
};
