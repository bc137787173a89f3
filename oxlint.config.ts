import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type OxlintOverride } from 'oxlint'

const everywhere = [
  ban('^drizzle', 'SQL is written by hand, with src/platform/db/sql.ts.'),
  ban('^@libsql/client(/node|/sqlite3)?$', 'Its file: mode can lose acknowledged writes: take @libsql/client/web.'),
  ban(
    '^temporal-polyfill$',
    "The bare import takes the runtime's own Temporal: take temporal-polyfill/implementation.",
  ),
]
const engine = ban('^libsql', 'The native engine belongs to src/platform/db/embedded*.ts.')
const client = ban('^@libsql/', 'The remote client belongs to src/platform/db/remote*.ts.')
const embedded = ban('/embedded[a-z-]*\\.ts$', 'Only the Node entries and src/platform/node open the embedded engine.')
const node = ban('^node:', 'Node belongs to the Node entries, src/platform/node and src/platform/db/embedded*.ts.')
const hono = ban('^(hono|@hono/)', 'Only web rooms, the entries and the platform speak HTTP.')
const database = ban(
  '(^|/)platform/db/',
  'This room judges facts it is given: reads and commands speak to the database.',
)
const innerRooms = ban(
  '(^|/)(reads|commands|web)/',
  'The way leads from web to commands to reads to the pure root, never back.',
)
const web = ban('(^|/)web/', 'Reads and commands do not know which door was used.')
const rooms = readdirSync(join(import.meta.dirname, 'src'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['kernel', 'platform', 'seed', 'cli'].includes(entry.name))
  .map(({ name }) => name)
const featureRooms = ban(`(^|/)(${rooms.join('|')})/`, 'The platform knows no word of the lab.')
const kernel = {
  group: ['*', '!zod', '!temporal-polyfill/implementation', '!./*'],
  message: 'The kernel imports only zod, Temporal and itself.',
}
const source = [...everywhere, engine, client, embedded, node]

const feature = `src/{${rooms.join(',')}}`
const nodeEntries = ['src/node.ts', 'src/cli.ts', 'src/cli/**']
const browserCode = ['src/**/*.island.ts', 'src/**/browser/**']
const outside = 'The clock, randomness and environment come through Deps: only the entries touch them.'

export default defineConfig({
  options: { typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: 'error' },
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'promise'],
  categories: { correctness: 'error' },
  ignorePatterns: ['public', '.build', '.data'],
  rules: {
    eqeqeq: 'error',
    'no-var': 'error',
    'prefer-const': 'error',
    'max-lines': ['error', 250],
    'no-restricted-imports': ['error', { patterns: everywhere }],
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'oxc/no-barrel-file': ['error', { threshold: 0 }],
    'typescript/await-thenable': 'error',
    'typescript/ban-ts-comment': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': ['error', { checkThenables: true }],
    'typescript/no-misused-promises': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
  },
  // Of two walls around one file the later one stands alone: each list is whole.
  overrides: [
    wall(['src/**'], source),
    wall(['src/kernel/**'], [kernel]),
    wall(['src/platform/**'], [...source, featureRooms]),
    wall(['src/platform/node/**'], [...everywhere, engine, client, featureRooms]),
    wall(['src/platform/db/embedded*.ts'], [...everywhere, client, featureRooms]),
    wall(['src/platform/db/remote*.ts'], [...everywhere, engine, embedded, node, featureRooms]),
    wall(nodeEntries, [...everywhere, engine, client]),
    wall([`${feature}/{reads,commands}/**`], [...source, hono, web]),
    wall([`${feature}/*.{ts,tsx}`, `${feature}/rules/**`], [...source, hono, database, innerRooms]),
    // What these say is a statement of every batch, or a question to all tables.
    wall([`${feature}/*.sql.ts`, 'src/audit/*.ts'], [...source, hono, innerRooms]),
    {
      files: ['src/**', 'scripts/**', 'bench/**'],
      rules: { 'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }] },
    },
    {
      files: ['src/**'],
      rules: {
        'no-console': 'error',
        'no-restricted-globals': ['error', { name: 'process', message: outside }],
        'no-restricted-properties': [
          'error',
          { object: 'Date', property: 'now', message: outside },
          { object: 'Math', property: 'random', message: outside },
          { object: 'Temporal', property: 'Now', message: outside },
          { object: 'crypto', property: 'randomUUID', message: outside },
          { object: 'crypto', property: 'getRandomValues', message: outside },
        ],
      },
    },
    {
      files: [...nodeEntries, 'src/worker.ts', 'src/platform/node/**', ...browserCode],
      rules: { 'no-console': 'off', 'no-restricted-globals': 'off', 'no-restricted-properties': 'off' },
    },
    { files: ['src/platform/i18n/**'], rules: { 'max-lines': 'off' } },
    {
      files: ['src/worker.ts', 'src/platform/ui/*.d.ts', '*.config.ts', 'tests/support/global-setup.ts'],
      rules: { 'import/no-default-export': 'off' },
    },
  ],
})

/** Forbids imports whose specifier matches the pattern. */
function ban(regex: string, message: string): { regex: string; message: string } {
  return { regex, message }
}

function wall(files: string[], patterns: object[]): OxlintOverride {
  return { files, rules: { 'no-restricted-imports': ['error', { patterns }] } }
}
