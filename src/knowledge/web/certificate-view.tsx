import { Row } from '../../bookings/web/terms-table.tsx'
import { personName } from '../../firms/person-name.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { FormKey } from '../../platform/ui/form-parts.tsx'
import type { Certificate } from '../reads/certificate.ts'
import { certificateText } from './certificate.text.ts'

interface CertificateProps {
  readonly certificate: Certificate
  /** Where it can be verified; null on that page itself. */
  readonly verifyAt: string | null
  readonly park: string
  readonly voice: Voice
}

/** A certificate: as its holder prints it, or as whoever verifies it sees it. */
export function CertificateView({ certificate, verifyAt, park, voice }: CertificateProps) {
  const words = certificateText[voice.locale]
  const { number, person, training, validFrom, validUntil, grantedBy } = certificate
  const name = verifyAt === null ? person : personName(person, voice.locale)
  const by = grantedBy === null ? park : `${personName(grantedBy, voice.locale)} · ${park}`
  const rows: [label: string, value: string | null][] = [
    [words.number, number],
    [words.person, name],
    [words.training, nameIn(training, voice.locale)],
    [words.from, validFrom === null ? null : dayText(validFrom, voice)],
    [words.until, validUntil === null ? null : dayText(validUntil - 1, voice)],
    [words.granted, verifyAt === null ? null : by],
    [words.verify, verifyAt],
  ]
  return (
    <article class="certificate">
      <p class="over">{park}</p>
      <h1>{words.title}</h1>
      <Validity certificate={certificate} voice={voice} />
      {verifyAt === null ? null : <p>{words.says(name)}</p>}
      <dl class="terms">{rows.map(([label, value]) => (value === null ? null : <Row label={label}>{value}</Row>))}</dl>
      {verifyAt === null ? null : <p class="quiet">{words.print}</p>}
    </article>
  )
}

function Validity({ certificate: { validFrom, validUntil }, voice }: Pick<CertificateProps, 'certificate' | 'voice'>) {
  const words = certificateText[voice.locale]
  if (validFrom === null || validUntil === null) return <p class="now taken">{words.withdrawn}</p>
  if (validUntil <= voice.now) return <p class="now taken">{words.over}</p>
  if (validFrom > voice.now) return <p class="now closed">{words.notYet}</p>
  return <p class="now free">{words.valid}</p>
}

interface FormProps {
  readonly training: string
  readonly name: string
  readonly formKey: string
  readonly voice: Voice
}

/** The way to the certificate of a training that one has. */
export function CertificateForm({ training, name, formKey, voice }: FormProps) {
  return (
    <form method="post" action="/me/certificates">
      <FormKey value={formKey} />
      <input type="hidden" name="training" value={training} />
      <button class="plain" type="submit">
        {certificateText[voice.locale].make}
        <span class="unseen"> {name}</span>
      </button>
    </form>
  )
}

function dayText(at: number, voice: Voice): string {
  return voice.day(dayOf(at, voice.zone).date)
}
