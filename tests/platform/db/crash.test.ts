import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { openEmbedded } from '../../../src/platform/db/embedded.ts'
import { startChildWriter } from '../../support/child-writer.ts'
import type {} from '../../support/global-setup.ts'
import { realPatience } from '../../support/patience.ts'
import { fewUnits } from '../../support/port-park.ts'

const rounds = Number(process.env['CRASH_ROUNDS'] ?? 5)

test(`a park killed ${rounds} times keeps all that it acknowledged, and nothing by halves`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gongtai-crash-'))
  const file = join(folder, 'park.db')
  await copyFile(inject('templateFile'), file)
  const open = () => openEmbedded({ path: file, patience: realPatience, onFatal: fail })
  const seeding = await open()
  await seeding.script(fewUnits)
  seeding.close()
  const acknowledged: string[] = []
  for (let round = 0; round < rounds; round += 1) {
    const writer = startChildWriter(file, { name: `r${round}`, unit: 1 + (round % 50), clients: 16 }, true)
    await writer.said(50 + Math.floor(Math.random() * 400))
    writer.process.kill('SIGKILL')
    const said = await writer.ended
    expect(said.code).toBeNull()
    acknowledged.push(...said.acknowledged)
    const park = await open()
    expect(await park.rows('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
    expect(await park.rows('PRAGMA foreign_key_check')).toEqual([])
    const keys = (await park.rows('SELECT key FROM idempotency')).map(({ key }) => key as string)
    expect(acknowledged.filter((key) => !keys.includes(key))).toEqual([])
    const traces = (await park.rows('SELECT id FROM outbox')).map(({ id }) => id as string)
    expect(new Set(traces)).toEqual(new Set(keys.flatMap((key) => [key, `${key}+`])))
    expect(await park.rows('SELECT count(*) AS n FROM allocation')).toEqual([{ n: keys.length }])
    park.close()
    await rewind(open, round)
  }
  await rm(folder, { recursive: true, force: true })
})

// The next round's writer begins at the same instant again, so a unit it may meet twice is freed.
async function rewind(open: () => ReturnType<typeof openEmbedded>, round: number): Promise<void> {
  if ((round + 1) % 50 !== 0) return
  const park = await open()
  await park.script('BEGIN IMMEDIATE; DELETE FROM allocation; DELETE FROM outbox; DELETE FROM idempotency; COMMIT')
  park.close()
}

function fail(error: unknown): never {
  throw new Error('the engine gave up', { cause: error })
}
