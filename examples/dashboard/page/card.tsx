import type { ComponentChildren } from 'preact';
import type { StateName } from './tally.ts';

/** The colour of each state of conversations. Nothing else has one of these. */
export const COLORS: Readonly<Record<StateName, string>> = {
  closed: 'bg-closed',
  open: 'bg-open',
  snoozed: 'bg-snoozed',
  other: 'bg-other',
};

export const CARD = 'min-w-0 rounded-[0.875rem] border border-line bg-card px-5 py-4.5 shadow-xs';

interface CardProps {
  readonly title: string;
  /** Stands on the right of the title. */
  readonly aside?: ComponentChildren;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A part of the page. */
export function Card({ title, aside, class: more = '', children }: CardProps) {
  const id = title.toLowerCase().replaceAll(' ', '-');
  return (
    <section class={`${CARD} ${more}`} aria-labelledby={id}>
      <div class="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id={id} class="font-semibold">
          {title}
        </h2>
        <div class="flex flex-wrap gap-x-4 gap-y-1 muted tabular-nums">{aside}</div>
      </div>
      {children}
    </section>
  );
}

/** What says which colour a name has. */
export function Mark({ color }: { readonly color: string }) {
  return <span class={`me-1.75 inline-block size-2 rounded-[0.1875rem] ${color}`} />;
}

/** Three numbers side by side, with their names. */
export function Numbers({ of }: { readonly of: Readonly<Record<string, string>> }) {
  return (
    <dl class="mt-3 grid grid-cols-3 gap-x-4">
      {Object.entries(of).map(([name, value]) => (
        <div key={name} class="nth-2:text-center nth-3:text-end">
          <dt class="muted">{name}</dt>
          <dd class="font-semibold tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
