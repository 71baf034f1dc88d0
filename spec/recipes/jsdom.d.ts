/** As much of jsdom as the tests use. */
declare module 'jsdom' {
  export class JSDOM {
    constructor(html: string, options: { readonly url: string });
    readonly window: Window & { readonly window: Window };
  }
}
