import { parseArgs } from 'node:util'
import { commands, type Command } from './cli/commands.ts'
import { Complaint } from './cli/ground.ts'
import { DbUnavailable } from './platform/db/port.ts'
import { readSettings, SettingsError } from './platform/node/settings.ts'

process.exitCode = await operate(process.argv.slice(2))

/** Runs one of the operator's commands; answers 0 when it is done, 1 when it is not, 2 when it was not understood. */
async function operate([name, ...rest]: readonly string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h')
    return help(name === undefined ? 2 : 0)
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) return misunderstood(`There is no command ${name}`)
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: { ...command.options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    })
    if (values['help'] === true) return usage(command)
    const [least, most] = command.words
    if (positionals.length < least || positionals.length > most) return misunderstood(`Usage: ${command.usage}`)
    return await command.run(
      { settings: readSettings(process.env), say: (line) => console.log(line) },
      positionals,
      values,
    )
  } catch (error) {
    return complain(error, command)
  }
}

function complain(error: unknown, command: Command): number {
  if (error instanceof Complaint || error instanceof SettingsError) console.error(error.message)
  else if (error instanceof DbUnavailable) console.error(`The database can't be reached: ${causeOf(error)}`)
  else if (String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')) {
    return misunderstood(`${(error as Error).message.split('. ')[0]}. Usage: ${command.usage}`)
  } else console.error(error)
  return 1
}

function causeOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : error.message
}

function misunderstood(line: string): number {
  console.error(`${line}. Try --help`)
  return 2
}

function usage({ usage: line, says }: Command): number {
  console.log(`npm run -s cli -- ${line}\n\n${says}`)
  return 0
}

function help(code: number): number {
  const width = Math.max(...Object.values(commands).map((command) => command.usage.length))
  const lines = Object.values(commands).map(({ usage: line, says }) => `  ${line.padEnd(width)}  ${says}`)
  const out = code === 0 ? console.log : console.error
  out(
    [
      'Usage: npm run -s cli -- <command>',
      '',
      ...lines,
      '',
      'DATABASE_URL names the database, .data/gongtai.db otherwise.',
    ].join('\n'),
  )
  return code
}
