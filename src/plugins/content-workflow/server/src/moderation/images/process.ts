/**
 * The process in which pictures are decoded. A decoder is the part of a server that strangers' bytes reach first: here it
 * has neither the database nor a secret, one picture at a time, and can be ended without anybody noticing.
 */
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { COST_TOO_MUCH, type Done, type Order } from './order';
import { rework } from './rework';

/** 40 megapixels cost a few seconds; what costs more is made to. Of the processor's time, since by the clock a process that lets others go first takes longer. */
const MAX_CPU_MS = 30_000;
const LOOK_EVERY_MS = 500;

// One picture on one thread: the others belong to whoever reads.
sharp.concurrency(1);
sharp.cache(false);

const answer = async ({ id, file }: Order): Promise<void> => {
  const before = process.cpuUsage();
  const watch = setInterval(() => {
    const { user, system } = process.cpuUsage(before);
    if (user + system > MAX_CPU_MS * 1_000) process.exit(COST_TOO_MUCH);
  }, LOOK_EVERY_MS);
  const result = await readFile(file)
    .then(rework)
    .finally(() => clearInterval(watch));
  process.send?.({ id, result } satisfies Done);
};

process.on('message', (order: Order) => void answer(order));
process.on('disconnect', () => process.exit());
