/** A thread that never answers, as one that a text keeps busy for ever. */
const { parentPort } = require('node:worker_threads');

parentPort.on('message', ({ number, question }) => {
  if (question.kind === 'lists') parentPort.postMessage({ number, answer: null });
  else for (;;);
});
