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
  /** Lets so many bytes a second through, either way. */
  slow: (bytesPerSecond: number) => void;
  /** Bytes that came through so far, either way. */
  passed: () => number;
  /** Where it leads to when it leads home. */
  home: number;
  close: () => Promise<void>;
};

export async function startProxy(targetPort: number): Promise<TcpProxy> {
  let target = targetPort;
  const sockets = new Set<net.Socket>();
  let pace = Number.POSITIVE_INFINITY;
  let passed = 0;
  const carry = (from: net.Socket, to: net.Socket) => {
    from.on('data', (data) => {
      passed += data.length;
      from.pause();
      const goOn = () => setTimeout(() => from.resume(), (data.length / pace) * 1000);
      if (to.write(data)) goOn();
      else to.once('drain', goOn);
    });
    from.on('end', () => to.end());
  };
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
    carry(client, upstream);
    carry(upstream, client);
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
    slow: (bytesPerSecond) => {
      pace = bytesPerSecond;
    },
    passed: () => passed,
    home: targetPort,
    redirect: (next) => {
      target = next;
      for (const socket of sockets) socket.destroy();
    },
    close: cut,
  };
}
