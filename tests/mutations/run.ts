import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mutants, type Mutant } from './mutants.ts'

// Switches one guard off at a time, in a copy of the house, and asks the suite: a test has to fail each time.
// npx node tests/mutations/run.ts [first] [last]

const root = join(import.meta.dirname, '../..')
const copy = mkdtempSync(join(tmpdir(), 'gongtai-mutants-'))
const house = ['security', 'sign-in', 'firms', 'audit', 'platform/http', 'isolation.test.ts', 'access']
const copied = ['src', 'tests', 'drizzle', 'scripts', 'public', 'package.json', 'tsconfig.json', 'vitest.config.ts']

for (const name of copied) cpSync(join(root, name), join(copy, name), { recursive: true })
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
process.once('exit', () => rmSync(copy, { recursive: true, force: true }))

const [first = '0', last = String(mutants.length)] = process.argv.slice(2)
// A suite that fails anyway would find every mutant.
const sound = ask(house)
if (sound !== null) throw new Error(`nothing is switched off yet, and this fails: ${sound}`)
const survivors: string[] = []
for (const [index, mutant] of [...mutants.entries()].slice(Number(first), Number(last))) {
  const noticed = askWithout(mutant)
  const label = `${mutant.file}: ${mutant.from.slice(0, 80)}`
  console.log(
    `${String(index).padStart(3)} ${noticed === null ? `SURVIVED ${label}` : `found ${label}\n      by ${noticed}`}`,
  )
  if (noticed === null) survivors.push(label)
}
console.log(`${survivors.length} survived.`)
process.exitCode = survivors.length === 0 ? 0 : 1

function askWithout({ file, from, to, near }: Mutant): string | null {
  const path = join(copy, file)
  const source = readFileSync(path, 'utf8')
  if (!source.includes(from)) throw new Error(`${file} no longer says: ${from}`)
  writeFileSync(
    path,
    source.replace(from, () => to),
  )
  try {
    return ask(near) ?? ask(house)
  } finally {
    writeFileSync(path, source)
  }
}

/** The first test that fails; null when all pass. Throws when the tests did not run: that would prove nothing. */
function ask(suite: readonly string[]): string | null {
  const outputFile = join(copy, 'report.json')
  rmSync(outputFile, { force: true })
  const report = ['--bail', '1', '--reporter', 'json', '--outputFile', outputFile]
  const paths = suite.map((name) => `tests/${name}`)
  spawnSync('npx', ['vitest', 'run', '--project', 'park', ...report, ...paths], { cwd: copy, stdio: 'ignore' })
  const { success, testResults } = JSON.parse(readFileSync(outputFile, 'utf8')) as Report
  if (success) return null
  const failed = testResults.flatMap((one) => one.assertionResults).find(({ status }) => status === 'failed')
  if (failed === undefined) throw new Error(`no test ran: ${testResults.map(({ message }) => message).join('\n')}`)
  return failed.fullName
}

interface Report {
  readonly success: boolean
  readonly testResults: readonly {
    readonly message: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}
