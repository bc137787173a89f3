import type { TestProject } from 'vitest/node'
import { makeTemplate } from './template.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A migrated, empty park file, to be copied and never opened. */
    templateFile: string
  }
}

/**
 * Runs before each project of tests that opens a park (several times a run, in one process: so it must be cheap to
 * repeat); what it returns runs after the last test.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const template = await makeTemplate()
  project.provide('templateFile', template.file)
  return template.remove
}
