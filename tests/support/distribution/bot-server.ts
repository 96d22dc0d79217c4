/** As much of Telegram's Bot API as a screen needs to connect a channel and to send to it: it listens on loopback and keeps what came. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface BotServer {
  readonly origin: string;
  /** Texts in the order in which they became public. */
  readonly messages: readonly string[];
  /** The next message is taken, and the line cut before the answer. */
  cutNext(): void;
  close(): Promise<void>;
}

export const BOT = { token: '123456789:AAF0rAbCdEfGhIjKlMnOpQrStUvWxYz0123', chat: '@springwalks' } as const;

const CHAT = { id: -1001234567890, title: 'Spring walks', username: 'springwalks', type: 'channel' };

export const startBotServer = async (): Promise<BotServer> => {
  const messages: string[] = [];
  let cut = false;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const say = (status: number, body: unknown): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      const [, bot, method] = (request.url ?? '').split('/');
      if (bot !== `bot${BOT.token}`) return say(401, { ok: false, error_code: 401, description: 'Unauthorized' });
      if (method === 'getMe') return say(200, { ok: true, result: { id: 1, is_bot: true, username: 'walks_bot' } });
      if (method === 'getChat') return say(200, { ok: true, result: CHAT });
      if (method === 'deleteMessage') return say(200, { ok: true, result: true });
      messages.push(Buffer.concat(chunks).toString('utf8'));
      if (cut) {
        cut = false;
        return request.socket.destroy();
      }
      return say(200, { ok: true, result: { message_id: messages.length, date: 1, chat: CHAT } });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages,
    cutNext() {
      cut = true;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
