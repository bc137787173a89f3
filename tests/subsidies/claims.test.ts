import { unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { setProvider, payOut } from '../../src/providers/commands/provide.ts'
import { readProvider } from '../../src/providers/reads/providers.ts'
import { adjustEntry } from '../../src/billing/commands/adjust-entry.ts'
import { recordPayment } from '../../src/settlements/commands/record-payment.ts'
import { handInClaims, payClaims } from '../../src/subsidies/commands/claims.ts'
import { closeProgramme, saveProgramme } from '../../src/subsidies/commands/save-programme.ts'
import { evidencePack } from '../../src/subsidies/files.ts'
import { readClaims } from '../../src/subsidies/reads/claims.ts'
import { listProgrammes, readProgramme } from '../../src/subsidies/reads/programmes.ts'
import type { ProgrammeTerms } from '../../src/subsidies/programme.ts'
import type { ClaimListId, ProgrammeId } from '../../src/kernel/id.ts'
import { Malformed, NotFound } from '../../src/kernel/thrown.ts'
import { firms, people } from '../support/cast.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'
import { moneyOf } from '../support/statements.ts'
import { standing } from './stage.ts'

const { helixResearcher, helixFinance, orchidFinance, parkFinance } = people

let park: TestPark
let lab: Lab
let money: ReturnType<typeof moneyOf>
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  money = moneyOf(park, lab)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

const voucher: ProgrammeTerms = {
  names: { hans: '市科技创新券', hant: '市科技創新券', en: 'City innovation voucher' },
  region: '',
  scope: [],
  tiers: [],
  priceCategories: [],
  percent: 50,
  rank: 1,
  claimCapMinor: 5_000,
  yearCapMinor: null,
  yearCapOf: 'firm',
  budgetMinor: null,
  startsOn: '2026-11-01',
  endsOn: '2026-11-30',
  evidence: ['检测合同', '发票'],
}

async function published(terms: Partial<ProgrammeTerms> = {}): Promise<ProgrammeId> {
  const finance = park.actor(parkFinance)
  const { body } = await saveProgramme(park.deps, finance, null, { ...voucher, ...terms }, freshKey())
  return (JSON.parse(body) as { id: ProgrammeId }).id
}

describe('a programme is published', () => {
  test('ahead of its use it is changed, and then only ended', async () => {
    const id = await published()
    const finance = park.actor(parkFinance)
    await saveProgramme(park.deps, finance, id, { ...voucher, percent: 10 }, freshKey())
    await money.used(helixResearcher, '2026-11-23')
    expect(await standing(park, 'subsidy-receivable', id)).toBe(2_400)
    const late = saveProgramme(park.deps, finance, id, { ...voucher, percent: 90 }, freshKey())
    await expect(late).rejects.toMatchObject({ kind: 'state-forbids' })
    await closeProgramme(park.deps, finance, id, freshKey())
    await money.used(helixResearcher, '2026-11-24')
    expect(await standing(park, 'subsidy-receivable', id)).toBe(2_400)
  })

  test('its days are whole: the last second of the last day is still paid for', async () => {
    const id = await published({ endsOn: '2026-11-23', claimCapMinor: null })
    await money.used(helixResearcher, '2026-11-23')
    await money.used(helixResearcher, '2026-11-24')
    expect(await standing(park, 'subsidy-receivable', id)).toBe(12_000)
  })

  test('terms that cannot be are refused, each by its name, and nothing is kept', async () => {
    for (const [wrong, pointer] of [
      [{ percent: 101 }, '/percent'],
      [{ endsOn: '2026-10-01' }, '/endsOn'],
      [{ budgetMinor: -1 }, '/budget'],
      [{ names: { ...voucher.names, en: '' } }, '/names/en'],
      [{ scope: [['facility', 'NOWHERE']] }, '/scope'],
    ] as [Partial<ProgrammeTerms>, string][]) {
      const refused = published(wrong)
      await expect(refused).rejects.toBeInstanceOf(Malformed)
      await expect(refused).rejects.toMatchObject({ faults: [{ pointer }] })
    }
    expect(await park.rows('SELECT id FROM subsidy_programme')).toEqual([])
  })

  test('firms’ finance people see what their own firm had of it, and can neither publish nor look inside', async () => {
    const id = await published({ yearCapMinor: 100_000 })
    await money.used(helixResearcher, '2026-11-23')
    const own = await listProgrammes(park.deps, park.actor(helixFinance))
    expect(own.programmes.map(({ ownMinor }) => ownMinor)).toEqual([5_000])
    const other = await listProgrammes(park.deps, park.actor(orchidFinance))
    expect(other.programmes.map(({ ownMinor }) => ownMinor)).toEqual([0])
    expect(other.firms).toEqual([])
    await expect(readProgramme(park.deps, park.actor(helixFinance), id)).rejects.toBeInstanceOf(NotFound)
    const publish = saveProgramme(park.deps, park.actor(helixFinance), null, voucher, freshKey())
    await expect(publish).rejects.toBeInstanceOf(NotFound)
  })
})

describe('claims', () => {
  test('the evidence pack has the list twice, and a file for each charge: check-in, check-out, statement', async () => {
    const id = await published()
    const booking = await money.used(helixResearcher, '2026-11-23')
    lab.clockAt('2026-12-01 09:00')
    await money.issue('2026-11')
    const claims = await readClaims(park.deps, park.actor(parkFinance), id, '2026-11')
    const pack = await evidencePack({ ...claims, timeZone: 'Asia/Shanghai' }, 'zh-Hans')
    const files = unzipSync(pack)
    const names = Object.keys(files)
    expect(names.slice(0, 3)).toEqual(['claims.csv', 'claims.xlsx', 'required-evidence.txt'])
    expect(names).toHaveLength(4)
    expect(new TextDecoder().decode(files['required-evidence.txt'])).toContain('检测合同')
    const csv = new TextDecoder().decode(files['claims.csv'])
    expect(csv).toContain(booking.number)
    expect(csv).toContain('240.00,50,50.00,CNY,2026-00001')
    const evidence = JSON.parse(new TextDecoder().decode(files[names[3] ?? ''])) as Record<string, unknown>
    expect(evidence).toMatchObject({
      booking: booking.number,
      checkedInAt: '2026-11-23T06:00:00Z',
      checkedOutAt: '2026-11-23T08:00:00Z',
      statement: '2026-00001',
      base: { amountMinor: 24_000 },
      amount: { amountMinor: 5_000 },
    })
  })

  test('a list is handed in once and paid once, and the programme owes nothing more', async () => {
    const id = await published()
    await money.used(helixResearcher, '2026-11-23')
    await money.used(people.orchidResearcher, '2026-11-24')
    const finance = park.actor(parkFinance)
    const tries = await Promise.allSettled(
      [1, 2].map(() => handInClaims(park.deps, finance, id, '2026-11', freshKey())),
    )
    expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const [list] = await park.rows('SELECT id, claims, amount_minor AS minor FROM subsidy_claim_list')
    expect(list).toMatchObject({ claims: 2, minor: 10_000 })
    const key = freshKey()
    await payClaims(park.deps, finance, list?.['id'] as ClaimListId, 'V-1', key)
    await payClaims(park.deps, finance, list?.['id'] as ClaimListId, 'V-1', key)
    await expect(payClaims(park.deps, finance, list?.['id'] as ClaimListId, 'V-2', freshKey())).rejects.toMatchObject({
      kind: 'state-forbids',
    })
    expect(await standing(park, 'subsidy-receivable', id)).toBe(0)
    expect(await standing(park, 'cash', 'park')).toBe(10_000)
  })
})

describe('a provider', () => {
  test('gets its part of the charge before tax and subsidy, once the firm has paid', async () => {
    await published()
    const finance = park.actor(parkFinance)
    const [machine] = await park.rows(`SELECT r.asset_number AS asset FROM resource r ORDER BY id LIMIT 1`)
    const sharing = { assetNumber: machine?.['asset'] as string, firmId: firms.orchid, percent: 60 }
    await setProvider(park.deps, finance, sharing, freshKey())
    const booking = await money.used(helixResearcher, '2026-11-23')
    // 240.00 with 6 % in it is 226.42 before tax; 60 % of that is 135.85, whatever the programme pays.
    expect(await standing(park, 'owner-payable', firms.orchid)).toBe(-13_585)
    lab.clockAt('2026-12-01 09:00')
    await money.issue('2026-11')
    await expect(payOut(park.deps, finance, firms.orchid, '', freshKey())).rejects.toMatchObject({
      kind: 'state-forbids',
    })
    const [statement] = await money.statements()
    const amountMinor = statement?.totalMinor ?? 0
    const paid = { amountMinor, paidOn: '2026-12-01', voucher: 'B-1', note: '', way: 'bank' } as const
    await recordPayment(park.deps, finance, '2026-00001', paid, freshKey())
    const seen = await readProvider(park.deps, park.actor(orchidFinance), firms.orchid)
    expect(seen.provider).toMatchObject({ dueMinor: 13_585, waitingMinor: 0 })
    const twice = await Promise.allSettled(
      [1, 2].map(() => payOut(park.deps, finance, firms.orchid, 'P-1', freshKey())),
    )
    expect(twice.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await standing(park, 'owner-payable', firms.orchid)).toBe(0)
    await adjustEntry(park.deps, finance, booking.id, { amountMinor: -19_000, reason: 'all of it' }, freshKey())
    expect(await standing(park, 'owner-payable', firms.orchid)).toBe(13_585)
    const after = await readProvider(park.deps, park.actor(orchidFinance), firms.orchid)
    expect(after.provider).toMatchObject({ dueMinor: -13_585, paidOutMinor: 13_585 })
  })

  test('is nobody’s business but its own and the park’s', async () => {
    const [machine] = await park.rows(`SELECT r.asset_number AS asset FROM resource r ORDER BY id LIMIT 1`)
    const sharing = { assetNumber: machine?.['asset'] as string, firmId: firms.orchid, percent: 60 }
    await setProvider(park.deps, park.actor(parkFinance), sharing, freshKey())
    await expect(readProvider(park.deps, park.actor(helixFinance), firms.orchid)).rejects.toBeInstanceOf(NotFound)
    const unknown = setProvider(park.deps, park.actor(parkFinance), { ...sharing, assetNumber: 'NONE' }, freshKey())
    await expect(unknown).rejects.toBeInstanceOf(Malformed)
  })
})
