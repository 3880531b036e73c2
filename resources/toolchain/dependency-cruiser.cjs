/** The one import rule, and what keeps it honest. Each message says why, for the person who just broke it. */
const rooms = ['renderer', 'electron', 'platform'];

/** Pure libraries, which run the same in a page, a worker, Electron's main process and on a server. */
const sharedLibraries = [
  'zod',
  'xstate',
  'canonicalize',
  '@noble/hashes',
  'pinyin-pro',
  'mustache',
  'feelin',
  'd3-dsv',
  'cdigit',
  'fflate',
  '@scure/bip39',
  'quick-lru',
];

const testFile = '\\.(test|spec)\\.tsx?$|/testing/';
const anyOf = (names) => `(${names.join('|')})`;

const betweenRooms = rooms.map((room) => ({
  name: `${room}-stands-alone`,
  severity: 'error',
  comment:
    `renderer, electron and platform run in different processes or on different machines and meet only through shared/. ` +
    `Put what ${room} needs into shared/ (a contract, a pure function), or ask for it over the bridge or the protocol.`,
  from: { path: `^${room}/` },
  to: { path: `^${anyOf(rooms.filter((other) => other !== room))}/` },
}));

module.exports = {
  forbidden: [
    ...betweenRooms,
    {
      name: 'shared-imports-no-room',
      severity: 'error',
      comment:
        'shared/ is imported by every process, so it must not pull one of them in. Move the code that needs the room into the ' +
        'room, and give shared/ what it needs as an argument.',
      from: { path: '^shared/', pathNot: testFile },
      to: { path: `^${anyOf([...rooms, 'tests', 'resources'])}/` },
    },
    {
      name: 'shared-is-pure',
      severity: 'error',
      comment:
        `shared/ runs without Node, DOM, Electron, React and Dexie, and imports only: ${sharedLibraries.join(', ')}. A library ` +
        'that is pure and earns its place is added to the list in resources/toolchain/dependency-cruiser.cjs.',
      from: { path: '^shared/', pathNot: testFile },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown'],
        pathNot: `node_modules/${anyOf(sharedLibraries)}/`,
      },
    },
    {
      name: 'features-go-through-actors',
      severity: 'error',
      comment:
        'A screen that imports the store or the sync would know how records are kept and would block on it. Features ask ' +
        'renderer/actors, which alone talks to the store worker (types of its contract may be imported).',
      from: { path: '^renderer/(features|ui)/', pathNot: testFile },
      to: { path: '^renderer/(store|sync)/', pathNot: '^renderer/store/storeApi\\.ts$' },
    },
    {
      name: 'ui-knows-no-case',
      severity: 'error',
      comment:
        'renderer/ui holds components for any form or table. What knows a case belongs into a feature.',
      from: { path: '^renderer/ui/' },
      to: { path: '^renderer/features/' },
    },
    {
      name: 'preload-is-literal',
      severity: 'error',
      comment:
        'The preload runs in every page before anything else and with more rights. It imports channel names only; one schema ' +
        'library makes it a hundred times larger.',
      from: { path: '^electron/preload\\.ts$' },
      to: {
        dependencyTypes: ['npm', 'npm-dev'],
        pathNot: 'node_modules/electron/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'tests-stay-out-of-the-product',
      severity: 'error',
      comment: 'Code that is shipped must not need code that is not.',
      from: { path: `^${anyOf(['shared', ...rooms])}/`, pathNot: testFile },
      to: { path: `^tests/|${testFile}` },
    },
    {
      name: 'no-circles',
      severity: 'error',
      comment:
        'Files that import each other in a circle can only be understood, loaded and changed together. Take out what both need ' +
        'into a third file.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'The import leads nowhere: the file was moved, or a package is missing from package.json.',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(worker|url|raw)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|release|resources/toolchain)/' },
    tsPreCompilationDeps: true,
    webpackConfig: { fileName: `${__dirname}/importAlias.cjs` },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
