/** Whole numbers as people type and paste them. Pure. */

/** People copy 1,234, 1 234 and 1.234 from what platforms show; all of them are groups of three. */
const GROUPED = /^\d{1,3}(?:[,. '\u00a0\u202f]\d{3})*$/;

/** `null` for what is no whole number. */
export const countIn = (text: string): number | null => {
  const typed = text.trim();
  if (!/^\d+$/.test(typed) && !GROUPED.test(typed)) return null;
  const count = Number(typed.replace(/\D/g, ''));
  return Number.isSafeInteger(count) ? count : null;
};
