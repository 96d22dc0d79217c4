const HAN = /^\p{Script=Han}+$/u;

/** At most two signs for a small disc: the given name of a Chinese name, else the first letters of the first and last word. */
export const initialsOf = (name: string): string => {
  const trimmed = name.trim();
  if (HAN.test(trimmed)) return [...trimmed].slice(-2).join('');
  const words = trimmed.split(/\s+/).filter((word) => word !== '');
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('');
};
