/** How much is measured. */
export interface Plan {
  readonly fullSpeed: { readonly count: number; readonly rounds: number };
  readonly firstPage: { readonly rounds: number };
  readonly slowWire: { readonly count: number; readonly rounds: number };
  readonly everything: { readonly count: number; readonly rounds: number };
  readonly slowConsumer: {
    readonly few: number;
    readonly many: number;
    /** In place of `many` for those without backpressure, and for the live heap. */
    readonly contrast: number;
    readonly rounds: number;
  };
  readonly imports: { readonly rounds: number };
}

/** What RESULTS.md is made of. */
export const FULL: Plan = {
  fullSpeed: { count: 60_000, rounds: 11 },
  firstPage: { rounds: 9 },
  slowWire: { count: 3000, rounds: 3 },
  everything: { count: 30_000, rounds: 2 },
  slowConsumer: { few: 30_000, many: 300_000, contrast: 60_000, rounds: 3 },
  imports: { rounds: 15 },
};

/** A look in passing: too little to conclude from. */
export const QUICK: Plan = {
  fullSpeed: { count: 6000, rounds: 1 },
  firstPage: { rounds: 3 },
  slowWire: { count: 900, rounds: 1 },
  everything: { count: 3000, rounds: 1 },
  slowConsumer: { few: 6000, many: 18_000, contrast: 12_000, rounds: 1 },
  imports: { rounds: 3 },
};
