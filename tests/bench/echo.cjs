'use strict';
/** A platform that takes everything: reads the message and answers a little JSON. Ends with its parent. */
const http = require('node:http');

process.on('disconnect', () => process.exit());
const answer = Buffer.from('{"ok":true,"id":"0123456789"}');
const server = http.createServer((req, res) => {
  req.resume();
  req.on('end', () => res.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': answer.length }).end(answer));
});
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
