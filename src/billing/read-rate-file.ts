import * as z from 'zod'

/** One price of a file: of an instrument, for a price category, per hour or per sample. Amounts are in minor units. */
export interface RateOffer {
  /** Where it stands: `source 1, row 3, 院内`. */
  readonly place: string
  readonly name: string
  readonly model: string
  /** What is done on the instrument at this price, where the list has several. */
  readonly variant: string
  readonly priceCategory: string
  readonly currency: string
  readonly perHourMinor: number | null
  readonly perSampleMinor: number | null
  readonly startFeeMinor: number | null
  readonly incrementMinutes: number | null
}

/** A row or price that is no rate of ours, and why. */
export interface UnreadRate {
  readonly place: string
  readonly name: string
  readonly reason: string
}

export interface RateFile {
  readonly offers: readonly RateOffer[]
  readonly unread: readonly UnreadRate[]
}

/** The file is no JSON of a shape that we know. */
export class UnreadableRates extends Error {
  override readonly name = 'UnreadableRates'
}

const cell = z.union([z.string(), z.number(), z.null()])
const publishedSchema = z.object({
  sources: z.array(
    z.object({
      currency: z.string(),
      cols: z.array(z.string()),
      rows: z.array(z.array(cell)),
      rules: z.array(z.string()).optional(),
    }),
  ),
})
const nemoSchema = z.array(
  z.object({ item: z.string(), rate_class: z.string(), rate: z.number(), table_id: z.string() }),
)

/**
 * Reads a list of published prices (`sources` with `cols` and `rows`, as universities print them) or NEMO's rates.
 * Every price of it is an offer or is named with the reason why it is none. Throws UnreadableRates.
 */
export function readRateFile(text: string, currency: string): RateFile {
  const parsed = parse(text)
  const published = publishedSchema.safeParse(parsed)
  if (published.success) {
    const read = published.data.sources.flatMap((source, at) =>
      source.rows.flatMap((_, row) => readRow(source, at + 1, row)),
    )
    return sorted(read)
  }
  const nemo = nemoSchema.safeParse(parsed)
  if (nemo.success) return sorted(nemo.data.map((rate, at) => readNemo(rate, at + 1, currency)))
  throw new UnreadableRates('neither a list of published prices (sources, cols, rows) nor NEMO’s rates')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UnreadableRates('no JSON')
  }
}

function sorted(read: readonly (RateOffer | UnreadRate)[]): RateFile {
  const offers = read.filter((one): one is RateOffer => !('reason' in one))
  return { offers, unread: read.filter((one): one is UnreadRate => 'reason' in one) }
}

type Source = z.infer<typeof publishedSchema>['sources'][number]

// What the columns of published lists are called, and whom their prices are for.
const nameColumns = ['仪器名称', '儀器', 'group']
const modelColumns = ['型号', 'model']
const variantColumns = ['测试项目', 'mode']
const unitColumns = ['计价单位', '计量单位']
const categoryByWord: Readonly<Record<string, string>> = {
  院内: 'resident',
  校内: 'resident',
  本校: 'resident',
  NYCU: 'resident',
  'Educational cooperation': 'partner',
  外校: 'partner',
  院外: 'external',
  校外: 'external',
  廠商: 'external',
  'Other external': 'external',
}
const whomColumns = ['对象', '對象']
const startFeeColumn = /^startup /
const ignoredColumns = ['备注', '仪器编号', '定价方式', '所在单位']

function readRow(
  { cols, rows, currency, rules = [] }: Source,
  source: number,
  row: number,
): (RateOffer | UnreadRate)[] {
  const cells = new Map(cols.map((column, at) => [column, rows[row]?.[at] ?? null]))
  const text = (columns: readonly string[]) => textOf(cells, columns)
  const place = `source ${source}, row ${row + 1}`
  const [name, model, variant] = [text(nameColumns), text(modelColumns), text(variantColumns)]
  if (name === '' && model === '') return [{ place, name: text(whomColumns), reason: 'it names no instrument' }]
  if (variant === 'night') return [{ place, name, reason: 'a night price without its hours: set it as a band' }]
  const unit = unitOf(text(unitColumns), rules)
  const startFees = textOf(
    cells,
    cols.filter((column) => startFeeColumn.test(column)),
  ).split('/')
  const prices = pricesOf(cells, text(whomColumns))
  if (prices.length === 0) return [{ place, name, reason: 'it has no price' }]
  const read = { place, name, model, variant, currency, unitText: text(unitColumns) }
  return prices.map((price, at) => offerOf(price, read, unit, Number(startFees[at] || Number.NaN)))
}

interface ReadRow extends Pick<RateOffer, 'place' | 'name' | 'model' | 'variant' | 'currency'> {
  readonly unitText: string
}

function offerOf(
  { column, word, amount, per }: Price,
  row: ReadRow,
  unit: Unit | null,
  fee: number,
): RateOffer | UnreadRate {
  const { unitText, ...read } = row
  const place = `${row.place}, ${column}`
  const priceCategory = categoryByWord[word]
  const by = per === undefined ? unit : per
  if (priceCategory === undefined) return { place, name: row.name, reason: `nobody is ${word} here` }
  if (by === null) {
    const reason = `it is priced per ${per === null ? 'day' : unitText}, which we do not bill by`
    return { place, name: row.name, reason }
  }
  return {
    ...read,
    place,
    priceCategory,
    perHourMinor: by.sample ? null : Math.round(amount * by.perHour * 100),
    perSampleMinor: by.sample ? Math.round(amount * 100) : null,
    startFeeMinor: Number.isFinite(fee) ? fee * 100 : null,
    incrementMinutes: by.incrementMinutes,
  }
}

function textOf(cells: ReadonlyMap<string, string | number | null>, columns: readonly string[]): string {
  return String(columns.map((column) => cells.get(column)).find(Boolean) ?? '')
}

interface Unit {
  readonly sample: boolean
  readonly perHour: number
  readonly incrementMinutes: number | null
}

function unitOf(unit: string, rules: readonly string[]): Unit | null {
  if (unit === '样') return { sample: true, perHour: 0, incrementMinutes: null }
  if (unit === '30min') return { sample: false, perHour: 2, incrementMinutes: 30 }
  if (!['', '小时', '元/小时', '其他'].includes(unit)) return null
  const halfHourly = rules.some((rule) => /half-hourly/.test(rule))
  const hourly = rules.some((rule) => rule.includes('不足1小時以1小時計'))
  return { sample: false, perHour: 1, incrementMinutes: halfHourly ? 30 : hourly ? 60 : null }
}

interface Price {
  readonly column: string
  readonly word: string
  readonly amount: number
  /** Where the column says by what it is priced; null for what we do not bill by, undefined where it does not say. */
  readonly per: Unit | null | undefined
}

function pricesOf(cells: ReadonlyMap<string, string | number | null>, whom: string): Price[] {
  const others = [...nameColumns, ...modelColumns, ...variantColumns, ...unitColumns, ...whomColumns, ...ignoredColumns]
  return [...cells].flatMap(([column, amount]) => {
    if (typeof amount !== 'number' || others.includes(column)) return []
    const [word = '', per] = column.split('/')
    if (word === '每小時' || word === '每小时') return [{ column, word: whom, amount, per: unitOf('小时', []) }]
    return [{ column, word, amount, per: per === '小时' ? unitOf('小时', []) : per === '天' ? null : undefined }]
  })
}

type NemoRate = z.infer<typeof nemoSchema>[number]

function readNemo(
  { item, rate_class, rate, table_id }: NemoRate,
  row: number,
  currency: string,
): RateOffer | UnreadRate {
  const place = `row ${row}, ${table_id}`
  if (table_id !== 'primetime_eq_hourly_rate') return { place, name: item, reason: 'it is no price of machine time' }
  return {
    place,
    name: item,
    model: '',
    variant: '',
    priceCategory: rate_class.replaceAll(' ', '-'),
    currency,
    perHourMinor: Math.round(rate * 100),
    perSampleMinor: null,
    startFeeMinor: null,
    incrementMinutes: null,
  }
}
