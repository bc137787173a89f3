import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { commands } from '../../src/cli/commands.ts'
import { readSettings } from '../../src/platform/node/settings.ts'

/** Runs one of the operator's commands on a database file (or address), and answers its exit code and what it said. */
export async function operate(
  databaseUrl: string,
  name: string,
  words: readonly string[] = [],
  options: Readonly<Record<string, string | boolean>> = {},
): Promise<{ code: number; said: string[] }> {
  const said: string[] = []
  const settings = readSettings({ DATABASE_URL: databaseUrl })
  const command = commands[name]
  if (!command) throw new Error(`no command ${name}`)
  const code = await command.run({ settings, say: (line) => said.push(line) }, words, options)
  return { code, said }
}

/** The same as a process of its own, as the operator starts it. */
export function spawnCli(databaseUrl: string, words: readonly string[]) {
  const script = join(import.meta.dirname, '../../scripts/cli.ts')
  return spawnSync(process.execPath, [script, ...words], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: databaseUrl },
  })
}
