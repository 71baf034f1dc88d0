/** The folders of `lib/`, from the top down: each imports only from the folders below it. */
const layers = [
  ['conversations'],
  ['ranges'],
  ['search'],
  ['lists'],
  ['paging', 'http'],
  ['events', 'operators'],
  ['errors'],
  ['rate'],
  ['types'],
];

const oneWay = layers.flatMap((folders, layer) =>
  folders.map((folder) => {
    const below = layers.slice(layer + 1).flat();
    return {
      name: `${folder}-imports-downwards`,
      severity: 'error',
      from: { path: `^lib/${folder}/` },
      to: { path: '^lib/', pathNot: `^lib/(${[folder, ...below].join('|')})/` },
    };
  }),
);

export default {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphan', severity: 'error', from: { orphan: true, path: '^lib/' }, to: {} },
    {
      name: 'the-test-kit-knows-types-only',
      severity: 'error',
      from: { path: '^lib/testing/' },
      to: { path: '^lib/', pathNot: '^lib/(testing|types)/' },
    },
    {
      name: 'the-redis-limiter-needs-little',
      severity: 'error',
      from: { path: '^lib/redis/' },
      to: {
        path: '^lib/',
        pathNot: '^lib/(redis|errors|rate|types)/',
      },
    },
    {
      name: 'redis-is-an-entry-of-its-own',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/redis/' },
      to: { path: '^lib/redis/' },
    },
    {
      name: 'index-alone-in-the-root',
      severity: 'error',
      from: {
        path: '^lib/(conversations|ranges|search|lists|paging|http|events|operators|errors|rate|redis|types)/',
      },
      to: { path: '^lib/(testing/|[^/]+$)' },
    },
    ...oneWay,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import'] },
  },
};
