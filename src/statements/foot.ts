import type { Names } from '../deps.ts'
import type { PersonId } from '../kernel/id.ts'
import { sumMinor } from '../kernel/money.ts'
import type { Statement } from './statement.ts'
import type { StatementLine } from './statement-line.ts'

/** What stands below the lines: their sums by resource, person, project and tax rate. Each adds up to the total. */
export interface Foot {
  readonly byResource: readonly Subtotal<{ readonly resource: Names; readonly assetNumber: string }>[]
  readonly byPerson: readonly Subtotal<{ readonly personId: PersonId | null }>[]
  readonly byProject: readonly Subtotal<{ readonly code: string; readonly name: string }>[]
  readonly byTaxRate: readonly TaxSubtotal[]
  /** Of lines that correct earlier ones. */
  readonly adjustmentsMinor: number
  readonly lateMinor: number
  /** What programmes pay in the firm's place, below zero; it is taken off already. */
  readonly subsidyMinor: number
}

export type Subtotal<Of> = Of & { readonly lines: number; readonly minutes: number; readonly amountMinor: number }

export interface TaxSubtotal {
  readonly taxBasisPoints: number
  readonly netMinor: number
  readonly taxMinor: number
  readonly amountMinor: number
}

/** The foot of a statement, from nothing but its lines. */
export function footOf({ lines }: Pick<Statement, 'lines'>): Foot {
  return {
    byResource: grouped(
      lines,
      (line) => line.assetNumber,
      ({ resource, assetNumber }) => ({ resource, assetNumber }),
    ),
    byPerson: grouped(
      lines,
      (line) => line.personId ?? '',
      ({ personId }) => ({ personId }),
    ),
    byProject: grouped(
      lines,
      (line) => line.projectCode,
      ({ projectCode, projectName }) => ({ code: projectCode, name: projectName }),
    ),
    byTaxRate: taxesOf(lines),
    adjustmentsMinor: sumOf(lines.filter(({ kind }) => kind === 'adjustment' || kind === 'reversal')),
    lateMinor: sumOf(lines.filter(({ late }) => late)),
    subsidyMinor: sumMinor(
      lines.flatMap(({ charges }) => charges.map((line) => (line.kind === 'subsidy' ? line.amountMinor : 0))),
    ),
  }
}

function grouped<Of>(
  lines: readonly StatementLine[],
  keyOf: (line: StatementLine) => string,
  headOf: (line: StatementLine) => Of,
): Subtotal<Of>[] {
  const groups = new Map<string, Subtotal<Of>>()
  for (const line of lines) {
    const held = groups.get(keyOf(line)) ?? { ...headOf(line), lines: 0, minutes: 0, amountMinor: 0 }
    groups.set(keyOf(line), {
      ...held,
      lines: held.lines + 1,
      minutes: held.minutes + line.minutes,
      amountMinor: held.amountMinor + line.amountMinor,
    })
  }
  return [...groups].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group)
}

function taxesOf(lines: readonly StatementLine[]): TaxSubtotal[] {
  const rates = new Map<number, TaxSubtotal>()
  for (const { taxBasisPoints, amountMinor, taxMinor } of lines.flatMap((line) => line.charges)) {
    const held = rates.get(taxBasisPoints) ?? { taxBasisPoints, netMinor: 0, taxMinor: 0, amountMinor: 0 }
    rates.set(taxBasisPoints, {
      taxBasisPoints,
      netMinor: held.netMinor + amountMinor - taxMinor,
      taxMinor: held.taxMinor + taxMinor,
      amountMinor: held.amountMinor + amountMinor,
    })
  }
  return [...rates.values()].toSorted((one, other) => one.taxBasisPoints - other.taxBasisPoints)
}

function sumOf(lines: readonly StatementLine[]): number {
  return lines.reduce((sum, line) => sum + line.amountMinor, 0)
}
