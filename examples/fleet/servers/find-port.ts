import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/**
 * A port of loopback that nobody listens on.
 *
 * @param wanted - `0` for any
 * @throws the error of the system, with code `EADDRINUSE`, where it is taken
 */
export async function findPort(wanted = 0): Promise<number> {
  const server = createServer().listen(wanted, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
