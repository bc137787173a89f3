import { join } from 'node:path'

// The built server in a process of its own, that ends with the process which started it: however a test run dies, no
// port and no file stay taken.
const parent = process.ppid
setInterval(() => process.ppid === parent || process.kill(process.pid, 'SIGKILL'), 200).unref()
const realNow = Date.now
const aheadMs = Number(process.env['CLOCK_AHEAD_MS'] ?? 0)
Date.now = () => realNow() + aheadMs
process.setSourceMapsEnabled(true)
await import(join(import.meta.dirname, '../../.build/node.mjs'))
