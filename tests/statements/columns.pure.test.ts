import { expect, test } from 'vitest'
import { priceLineKinds, taxed } from '../../src/billing/price-line.ts'
import { columnsOf } from '../../src/statements/statement-line.ts'

test('the columns of a line are its amount, whatever it was billed for', () => {
  const charges = priceLineKinds.map((kind, at) => taxed({ kind, amountMinor: 10 ** (at % 9), taxBasisPoints: 600 }))
  const columns = Object.values(columnsOf({ charges }))
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)
  expect(sum(columns)).toBe(sum(charges.map(({ amountMinor }) => amountMinor)))
  expect(columnsOf({ charges: charges.filter(({ kind }) => kind === 'start-fee') })).toMatchObject({
    startFeeMinor: 10_000,
    machineTimeMinor: 0,
  })
})
