const ON: readonly string[] = ['true', '1', 'yes', 'on'];
const OFF: readonly string[] = ['false', '0', 'no', 'off'];

/**
 * A switch of the environment, in any case; empty is `fallback`. Throws for any other word: one that protects something is
 * not to be off because it was spelt in another way.
 */
export const flag = (name: string, given: string | undefined, fallback: boolean): boolean => {
  const word = (given ?? '').trim().toLowerCase();
  if (word === '') return fallback;
  if (ON.includes(word)) return true;
  if (OFF.includes(word)) return false;
  throw new Error(`${name} is neither on nor off: write true or false (1 and 0, yes and no, on and off are understood as well), or leave it empty for the default, ${fallback}.`);
};
