import type { ExportPage } from './export-options.ts';

/** A page whose turn has come. */
export interface ExportStep {
  /** Hands the page over. */
  readonly begin: () => ExportPage;
  /** To be called when its work is done. */
  readonly complete: () => void;
}
