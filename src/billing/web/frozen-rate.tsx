import type { Voice } from '../../platform/i18n/voice.ts'
import type { RateTerms, Tariff, TariffPiece } from '../tariff.ts'
import { ledgerText } from './ledger.text.ts'
import { categoryName } from './rate-words.ts'

/** The tariff that a booking was priced by, as it was frozen: every piece of it. */
export function FrozenRate({ tariff, voice }: { readonly tariff: Tariff; readonly voice: Voice }) {
  const text = ledgerText[voice.locale]
  return (
    <>
      <h2 id="rate">{text.frozenRate}</h2>
      <p class="quiet">{text.frozenNote}</p>
      <p>
        {text.category} <strong>{categoryName(tariff.category, voice)}</strong> · {text.basis}{' '}
        <strong>{text.bases[tariff.chargeBasis]}</strong>
        {tariff.units === undefined ? null : ` · ×${tariff.units}`}
      </p>
      {tariff.pieces.map((piece, index) => (
        <Piece piece={piece} isFirst={index === 0} voice={voice} />
      ))}
    </>
  )
}

function Piece({ piece, isFirst, voice }: { piece: TariffPiece; isFirst: boolean; voice: Voice }) {
  const text = ledgerText[voice.locale]
  return (
    <dl class="terms">
      {isFirst ? null : (
        <div>
          <dt>{text.since(voice.moment(piece.from))}</dt>
          <dd />
        </div>
      )}
      {rowsOf(piece.terms, voice).map(([label, value]) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The hourly price always; whatever else costs something. */
function rowsOf(terms: RateTerms, voice: Voice): (readonly [label: string, value: string])[] {
  const text = ledgerText[voice.locale]
  const others = [
    [text.startFee, terms.startFeeMinor],
    [text.minimum, terms.minimumMinor],
    [text.perSample, terms.perSampleMinor],
    [text.perRun, terms.perRunMinor],
    [text.assistance, terms.assistancePerHourMinor],
  ] as const
  return [
    [text.perHour, voice.money(terms.perHourMinor)],
    ...terms.bands.map(
      ({ name, from, to, perHourMinor }) =>
        [`${text.perHour} · ${name} ${from}–${to}`, voice.money(perHourMinor)] as const,
    ),
    ...others.flatMap(([label, minor]) => (minor === 0 ? [] : [[label, voice.money(minor)] as const])),
    [text.increment, voice.minutes(terms.incrementMinutes)],
    [text.taxRate, `${terms.taxBasisPoints / 100}%`],
  ]
}
