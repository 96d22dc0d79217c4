'use strict';
/**
 * Sends pictures from a thread of its own, over bare sockets and in bytes that are made beforehand: whoever measures the readers' waiting
 * would otherwise measure the making of these requests too.
 */
const { randomUUID } = require('node:crypto');
const { request, Agent } = require('node:http');
const { parentPort } = require('node:worker_threads');

const BOUNDARY = '----a-form-of-the-bench';

const bodyOf = (data, photo) =>
  Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="data"\r\n\r\n${data}\r\n--${BOUNDARY}\r\nContent-Disposition: form-data; name="images"; filename="photo.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`),
    photo,
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ]);

const send = (agent, { url, token, body }) =>
  new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID(), 'content-type': `multipart/form-data; boundary=${BOUNDARY}`, 'content-length': body.length };
    const sending = request(`${url}/api/submissions/intake`, { method: 'POST', agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => (text += part));
      answer.on('end', () => (answer.statusCode === 201 ? resolve() : reject(new Error(`an upload was not taken: ${answer.statusCode} ${text.slice(0, 300)}`))));
    });
    sending.on('error', reject).end(body);
  });

parentPort.on('message', async ({ tokens, data, photo, url }) => {
  const agent = new Agent();
  const body = bodyOf(data, Buffer.from(photo));
  try {
    await Promise.all(tokens.map((token) => send(agent, { url, token, body })));
    parentPort.postMessage(null);
  } catch (error) {
    parentPort.postMessage(error instanceof Error ? error.message : String(error));
  } finally {
    agent.destroy();
  }
});
