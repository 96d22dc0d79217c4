/** A thread that breaks as soon as it is given a text. */
const { parentPort } = require('node:worker_threads');

parentPort.on('message', ({ number, question }) => {
  if (question.kind === 'lists') parentPort.postMessage({ number, answer: null });
  else process.exit(3);
});
