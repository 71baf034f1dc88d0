import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/**
 * A port of loopback that nobody listens on.
 *
 * @param wanted - `0` for any
 * @throws `Error` with a sentence where it is taken
 */
export async function findPort(wanted = 0): Promise<number> {
  const server = createServer().listen(wanted, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new Error(`Port ${wanted} is taken: pass another --port, or none.`, { cause: error });
  }
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
