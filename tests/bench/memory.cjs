'use strict';
/** Loaded without a TypeScript loader, whose own memory would be measured along. */
module.exports = {
  memory() {
    for (let i = 0; i < 3; i += 1) globalThis.gc();
    const { rss, heapUsed } = process.memoryUsage();
    return { rss, heapUsed };
  },
  /** As it is under load: nothing is collected for the occasion. */
  resident: () => process.memoryUsage.rss(),
  kept: (strapi) => strapi.plugin('content-workflow').service('workflow').deliveryMemory.stats(),
};
