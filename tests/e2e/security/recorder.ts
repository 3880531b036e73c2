import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of a stranger on this machine. It counts whatever reaches it: connections, requests and datagrams. */
export type Recorder = {
  url: string;
  host: string;
  /** Addresses asked for, `connection` for each bare TCP connection, `datagram` for each UDP one. */
  seen: () => readonly string[];
  close: () => Promise<void>;
};

/** Starts a recorder that answers each request with a page whose script would give it away. */
export async function startRecorder(): Promise<Recorder> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('content-type', 'text/html');
    response.end('<title>stranger</title><script>document.title = "script ran"</script>');
  });
  server.on('upgrade', (request, socket) => {
    seen.push(`upgrade ${request.url ?? ''}`);
    socket.destroy();
  });
  server.on('connection', () => seen.push('connection'));
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const datagrams = createSocket('udp4');
  datagrams.on('message', () => seen.push('datagram'));
  await new Promise<void>((resolve) => datagrams.bind(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    seen: () => seen,
    close: async () => {
      server.closeAllConnections();
      datagrams.close();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
