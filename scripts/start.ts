import { buildAll } from './build.ts'

const parent = process.ppid
process.setSourceMapsEnabled(true)
await buildAll()
await import('../.build/node.mjs' as string)

// Killing npm does not always reach its child: a server left behind would keep the port and the database file.
setInterval(() => process.ppid === parent || process.kill(process.pid, 'SIGTERM'), 250).unref()
