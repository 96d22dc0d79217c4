/** Values with the same parts are equal, in whatever order they were read. */
const stable = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(stable);
  if (value === null || typeof value !== 'object') return value ?? null;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([name, inner]) => [name, stable(inner)])
  );
};

/** One JSON text for equal values. */
export const canonical = (value: unknown): string => JSON.stringify(stable(value ?? null));
