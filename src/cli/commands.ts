import { backup, restore } from './backup.ts'
import { check, printAuditHead } from './check.ts'
import { found } from './found.ts'
import type { Ground } from './ground.ts'
import { importFile } from './import-file.ts'
import { migrateDatabase, seed } from './migrate-seed.ts'
import { token } from './token.ts'

/** One of the operator's commands. */
export interface Command {
  readonly usage: string
  readonly says: string
  /** Options besides `--help`: a text, or a switch. */
  readonly options: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>
  /** How many words may follow the command's name. */
  readonly words: readonly [least: number, most: number]
  /** Answers the exit code: 0 done, 1 something was refused or is wrong. */
  readonly run: (ground: Ground, words: readonly string[], options: Options) => Promise<number>
}

export type Options = Readonly<Record<string, string | boolean | undefined>>

const yesNo = { type: 'boolean' } as const
const text = { type: 'string' } as const

export const commands: Readonly<Record<string, Command>> = {
  migrate: {
    usage: 'migrate',
    says: 'Brings the database up to date; makes a file that is not there.',
    options: {},
    words: [0, 0],
    run: (ground) => migrateDatabase(ground),
  },
  seed: {
    usage: 'seed',
    says: 'Migrates, and makes the demo park when the database is empty.',
    options: {},
    words: [0, 0],
    run: (ground) => seed(ground),
  },
  token: {
    usage: 'token --email <address> [--days <90>]',
    says: 'Prints a bearer token for the person, and nothing else.',
    options: { email: text, days: text },
    words: [0, 0],
    run: (ground, _, options) => token(ground, options),
  },
  import: {
    usage: 'import firms|people|projects|resources|rates|bookings <file> [--preview] [--facility <code>]',
    says: 'Takes a CSV, or a JSON of rates; accounts for every line.',
    options: { preview: yesNo, facility: text },
    words: [2, 2],
    run: importFile,
  },
  check: {
    usage: 'check [--checkpoint <number>:<hash>]',
    says: 'Runs every invariant over the whole park; 1 on any breach. A kept checkpoint shows a rewritten past.',
    options: { checkpoint: text },
    words: [0, 0],
    run: (ground, _, options) => check(ground, options),
  },
  'audit-head': {
    usage: 'audit-head',
    says: 'Prints where the audit log stands, to be kept outside and given to check later.',
    options: {},
    words: [0, 0],
    run: (ground) => printAuditHead(ground),
  },
  found: {
    usage: 'found --name <name> --zone <Asia/Shanghai> --currency <CNY> --admin <address>',
    says: 'Makes an empty park of your own in an empty database, with its first admin.',
    options: { name: text, zone: text, currency: text, admin: text },
    words: [0, 0],
    run: (ground, _, options) => found(ground, options),
  },
  backup: {
    usage: 'backup <file> [--force]',
    says: 'Writes a copy of the database, safe while the park is served.',
    options: { force: yesNo },
    words: [1, 1],
    run: backup,
  },
  restore: {
    usage: 'restore <file> [--force]',
    says: 'Checks a backup and puts it in the place of the database; --force replaces one that holds a park.',
    options: { force: yesNo },
    words: [1, 1],
    run: restore,
  },
}
