import net from 'node:net';

/** A real TCP proxy in front of the platform: the cable that a test can pull. */
export type TcpProxy = {
  url: string;
  /** Ends every connection and refuses new ones. */
  cut: () => Promise<void>;
  /** Listens again on the same port. */
  mend: () => Promise<void>;
  /** Points the proxy at another port, e.g. of a stranger's web server. */
  redirect: (port: number) => void;
  /** Where it leads to when it leads home. */
  home: number;
  close: () => Promise<void>;
};

export async function startProxy(targetPort: number): Promise<TcpProxy> {
  let target = targetPort;
  const sockets = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const upstream = net.connect(target, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => {
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream).pipe(client);
  });
  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve((server.address() as net.AddressInfo).port);
      });
    });
  const port = await listen(0);
  const cut = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      if (server.listening) server.close(() => resolve());
      else resolve();
    });
  return {
    url: `http://127.0.0.1:${port}`,
    cut,
    mend: async () => {
      if (!server.listening) await listen(port);
    },
    home: targetPort,
    redirect: (next) => {
      target = next;
      for (const socket of sockets) socket.destroy();
    },
    close: cut,
  };
}
