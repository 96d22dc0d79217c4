'use strict';
/** Loaded before anything else: this process's clock goes `CLOCK_SKEW_MS` ahead of the machine's, or behind it. */
const skew = Number(process.env.CLOCK_SKEW_MS ?? 0);
const Real = Date;

globalThis.Date = class extends Real {
  constructor(...parts) {
    if (parts.length === 0) super(Real.now() + skew);
    else super(...parts);
  }

  static now() {
    return Real.now() + skew;
  }
};
