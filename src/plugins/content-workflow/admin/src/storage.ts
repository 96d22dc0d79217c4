/** A browser may refuse storage altogether; then there is nothing to keep and nothing to say. */
export const attempt = <T>(work: () => T, otherwise: T): T => {
  try {
    return work();
  } catch {
    return otherwise;
  }
};
