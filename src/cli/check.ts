import { checkPark } from '../audit/check.ts'
import { checkpointOf, judgeCheckpoint, auditHead } from '../audit/checkpoint.ts'
import type { Options } from './commands.ts'
import { Complaint, now, withPark, type Ground } from './ground.ts'

const shown = 20

/** Runs the invariants, prints each with its count and the first rows that break it. */
export async function check(ground: Ground, { checkpoint }: Options = {}): Promise<number> {
  const known = checkpoint === undefined ? null : checkpointOf(String(checkpoint))
  if (checkpoint !== undefined && known === null)
    throw new Complaint('A checkpoint is a number, a colon and 64 hexadecimal digits, as audit-head prints it')
  return withPark(ground, async ({ db }) => {
    const findings = await checkPark(db, now(), shown)
    let broken = 0
    for (const { name, says, breaches } of findings) {
      const count = breaches.length === shown ? `${shown} or more` : `${breaches.length}`
      ground.say(`${name}  ${breaches.length === 0 ? 'ok    ' : 'BROKEN'}  ${says}: ${count}`)
      for (const { entity, found } of breaches) ground.say(`      ${entity}: ${found}`)
      if (breaches.length > 0) broken++
    }
    if (known !== null) {
      const verdict = await judgeCheckpoint(db, known)
      ground.say(
        `I9  ${verdict === 'holds' ? 'ok    ' : 'BROKEN'}  the audit log leads to checkpoint ${known.seq}: ${verdict}`,
      )
      if (verdict !== 'holds') broken++
    }
    ground.say(broken === 0 ? `All ${findings.length} hold.` : `${broken} of ${findings.length} do not hold.`)
    return broken === 0 ? 0 : 1
  })
}

/** Prints where the audit log stands: to be kept elsewhere, and given to `check --checkpoint` later. */
export async function printAuditHead(ground: Ground): Promise<number> {
  return withPark(ground, async ({ db }) => {
    const head = await auditHead(db)
    if (head === null) throw new Complaint('Nothing is sealed yet: the server seals within a minute')
    ground.say(`${head.seq}:${head.hash}`)
    return 0
  })
}
