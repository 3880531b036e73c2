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
  /**
   * Stops the next request that begins with these words, or lets it through and stops its answer; what goes over other connections
   * goes on. Resolves when it stands; rejects when none has come in a minute.
   */
  hold: (begins: string, what: 'request' | 'answer') => Promise<Held>;
  /** Bytes that came through so far, either way. */
  passed: () => number;
  /** Where it leads to when it leads home. */
  home: number;
  close: () => Promise<void>;
};

/** A request that stands in the cable. */
export type Held = {
  /** Its line and its headers. */
  head: string;
  /** Lets it go on. One that is not let go ends when the cable is cut. */
  release: () => void;
};

type Trap = { begins: string; what: 'request' | 'answer'; spring: (held: Held) => void };

export async function startProxy(targetPort: number): Promise<TcpProxy> {
  let target = targetPort;
  const sockets = new Set<net.Socket>();
  let pace = Number.POSITIVE_INFINITY;
  let passed = 0;
  const traps = new Set<Trap>();
  /** The trap that a piece of a request walks into; it catches one only. */
  const trapFor = (data: Buffer) => {
    const found = [...traps].find(({ begins }) =>
      data.subarray(0, begins.length).equals(Buffer.from(begins)),
    );
    if (found) traps.delete(found);
    return found;
  };
  /** `gate`: what a piece has to wait for. */
  const carry = (from: net.Socket, to: net.Socket, gate: (data: Buffer) => Promise<void> | undefined) => {
    const pass = (data: Buffer) => {
      if (to.destroyed) return;
      const goOn = () => setTimeout(() => from.resume(), (data.length / pace) * 1000);
      if (to.write(data)) goOn();
      else to.once('drain', goOn);
    };
    from.on('data', (data) => {
      passed += data.length;
      from.pause();
      const closed = gate(data);
      if (closed) void closed.then(() => pass(data));
      else pass(data);
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
    let answers: Promise<void> | undefined;
    const ask = (data: Buffer) => {
      const trap = trapFor(data);
      if (!trap) return undefined;
      const closed = new Promise<void>((release) => trap.spring({ head: data.toString('latin1'), release }));
      if (trap.what === 'request') return closed;
      answers = closed;
      return undefined;
    };
    carry(client, upstream, ask);
    carry(upstream, client, () => answers);
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
  const hold = (begins: string, what: Trap['what']) => {
    const caught = new Promise<Held>((spring, reject) => {
      traps.add({ begins, what, spring });
      setTimeout(() => reject(new Error(`no ${begins}came in a minute`)), 60_000).unref();
    });
    // A test that has failed meanwhile does not wait for it any more.
    caught.catch(() => undefined);
    return caught;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    cut,
    mend: async () => {
      if (!server.listening) await listen(port);
    },
    slow: (bytesPerSecond) => {
      pace = bytesPerSecond;
    },
    hold,
    passed: () => passed,
    home: targetPort,
    redirect: (next) => {
      target = next;
      for (const socket of sockets) socket.destroy();
    },
    close: cut,
  };
}
