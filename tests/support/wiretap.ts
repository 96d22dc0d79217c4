/** Listens to a line as whoever stands between a client and a server does, and hears what the client says in the clear. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Wiretap {
  readonly port: number;
  /** To where lines lead from now on; what was heard before is forgotten. */
  lead(port: number): void;
  /** What clients have said, a line each, as it went over the wire. */
  heard(): readonly string[];
  close(): Promise<void>;
}

export const openWiretap = async (): Promise<Wiretap> => {
  const sockets = new Set<Socket>();
  let target = 0;
  let lines: { said: string }[] = [];

  const server = createServer((client) => {
    const line = { said: '' };
    lines.push(line);
    const onward = connect(target, '127.0.0.1');
    for (const [one, other] of [[client, onward], [onward, client]] as const) {
      sockets.add(one);
      // Whichever end breaks the line breaks it for the other, as it would be without anybody in between.
      one.on('error', () => other.destroy()).on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    client.on('data', (bytes) => void (line.said += bytes.toString('latin1')));
    client.pipe(onward).pipe(client);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    lead(port) {
      target = port;
      lines = [];
    },
    heard: () => lines.map(({ said }) => said),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        sockets.forEach((socket) => socket.destroy());
      }),
  };
};
