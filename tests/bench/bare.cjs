'use strict';
/** The least that Node can do: the same bytes and headers for the same addresses, from a map. Ends with its parent. */
const http = require('node:http');

process.on('disconnect', () => process.exit());
process.once('message', (answers) => {
  const prepared = new Map(answers.map(({ path, status, headers, body }) => [path, { status, headers, body: Buffer.from(body, 'base64') }]));
  const server = http.createServer((req, res) => {
    const { status, headers, body } = prepared.get(req.url);
    res.writeHead(status, headers).end(body);
  });
  server.listen(0, '127.0.0.1', () => process.send(server.address().port));
});
