/** Loaded into Next.js before its own code: sends what is for Intercom to a server on loopback. */
const network = globalThis.fetch;
globalThis.fetch = (url, init) =>
  network(String(url).replace('https://api.intercom.io', process.env.INTERCOM_URL), init);
