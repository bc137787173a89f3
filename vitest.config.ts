import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { buildAssets } from './scripts/build-assets.ts'

await buildAssets()

const ownFolders = ['stories', 'races', 'faults', 'worker', 'browser']
// Only what hangs is stopped: a test takes as long as the machine's other work lets it.
const patience = { testTimeout: 300_000, hookTimeout: 300_000 }

// No test leaves anything behind in a module, so that each worker reads the house once and not once for every file.
const together = { isolate: false } as const

/** What takes longest begins first, so that the others are done beside it and nothing is left to the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLongest = ({ moduleId }: TestSpecification) => Number(moduleId.endsWith('/access.test.ts'))
    return (await super.sort(files)).toSorted((one, other) => isLongest(other) - isLongest(one))
  }
}

export default defineConfig({
  test: {
    passWithNoTests: true,
    sequence: { sequencer: LongestFirst },
    projects: [
      project('pure', 0, { ...together, include: ['tests/**/*.pure.test.{ts,tsx}'] }),
      project('park', 1, {
        ...together,
        include: ['tests/**/*.test.{ts,tsx}'],
        exclude: ['tests/**/*.pure.test.{ts,tsx}', ...ownFolders.map((folder) => `tests/${folder}/**`)],
        globalSetup: ['tests/support/global-setup.ts'],
      }),
      ...ownFolders.map((folder, index) =>
        project(folder, 2 + index, {
          include: [`tests/${folder}/**/*.test.{ts,tsx}`],
          exclude: ['tests/**/*.pure.test.{ts,tsx}'],
          globalSetup: [
            'tests/support/global-setup.ts',
            ...(folder === 'browser' ? ['tests/support/chinese-font.ts'] : []),
          ],
          // A page mostly waits for its server, so two files of pages share the cores; a race needs them for itself.
          ...(folder === 'browser' ? { ...together, maxWorkers: 2 } : { fileParallelism: false }),
        }),
      ),
    ],
  },
})

// Groups run one after another, so that a race never shares the two cores with the other tests.
function project(name: string, groupOrder: number, test: object) {
  return {
    extends: true as const,
    test: { name, environment: 'node' as const, sequence: { groupOrder }, ...patience, ...test },
  }
}
