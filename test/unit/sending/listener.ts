// Listeners that are no servers, for the tests of connections that do not come about.

import { createServer, type Server, type Socket } from 'node:net';

/** A listener that does with each connection what the test says. */
export async function listen(script: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    script(socket);
    // Who does not read does not see the end either.
    socket.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const stop = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { port, sockets, stop };
}

/** Waits until all connections to a listener are gone; the time limit of the test is its own. */
export async function gone(sockets: ReadonlySet<Socket>): Promise<void> {
  while (sockets.size > 0) await new Promise((resolve) => setImmediate(resolve));
}
