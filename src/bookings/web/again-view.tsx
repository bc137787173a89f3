import { address } from '../../platform/http/address.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { ProjectId } from '../../kernel/id.ts'
import type { Again } from '../book-again.ts'
import type { ResourceFacts } from '../facts.ts'
import type { Verdict } from '../judge-booking.ts'
import type { AgainChoice, AgainPage } from '../reads/book-again.ts'
import { refusalText } from '../refusal-text.ts'
import { againText } from './again.text.ts'
import { resourcePath, slotValue } from './paths.ts'
import { resourceStateText } from './resource-state.ts'
import { priceText } from './slot-choice.tsx'

/** What I booked last: each again with one press, at the next time or at the same one. */
export function AgainList({ page, voice }: { page: AgainPage; voice: Voice }) {
  const words = againText(voice.locale)
  const { facts, again, formKey } = page
  if (!facts || again.length === 0) return null
  return (
    <section aria-labelledby="again">
      <h2 id="again">
        {words.title}
        {facts.payer ? <small> {words.on(facts.payer.projectCode)}</small> : null}
      </h2>
      <ul class="rows">
        {again.map((choice) => (
          <AgainCard
            choice={choice}
            formKey={formKey}
            state={resourceStateText({ ...choice, facts }, voice).text}
            voice={voice}
          />
        ))}
      </ul>
    </section>
  )
}

interface CardProps {
  readonly choice: AgainChoice
  readonly formKey: string
  readonly state: string
  readonly voice: Voice
}

function AgainCard({ choice, formKey, state, voice }: CardProps) {
  const { asked, minutes, whole } = choice
  const { resource } = asked
  const path = address(resourcePath(resource.id, resource.kind), { minutes, whole: whole ? 1 : null })
  return (
    <li class="again">
      <h3>
        <a href={path}>{nameIn(resource.names, voice.locale)}</a>
      </h3>
      <AgainForm asked={asked} choice={choice} project={null} formKey={formKey} voice={voice} />
      {choice.next || choice.same ? null : (
        <p class="quiet">{resource.state === 'published' ? reasonOf(choice, voice) : state}</p>
      )}
    </li>
  )
}

function reasonOf({ obstacles }: Again, voice: Voice): string {
  const [obstacle] = obstacles
  return obstacle ? refusalText(obstacle, voice).detail : againText(voice.locale).none
}

export interface AgainFormProps {
  readonly asked: ResourceFacts
  readonly choice: Again
  /** Null takes the person's usual one. */
  readonly project: ProjectId | null
  readonly formKey: string
  readonly voice: Voice
}

/** Each time is a button of one form: what is said on it is booked. */
export function AgainForm({ asked, choice, project, formKey, voice }: AgainFormProps) {
  const words = againText(voice.locale)
  const { next, same } = choice
  if (!next && !same) return null
  return (
    <form method="post" action={`${resourcePath(asked.resource.id, asked.resource.kind)}/book`}>
      <input type="hidden" name="key" value={formKey} />
      {project === null ? null : <input type="hidden" name="project" value={project} />}
      {(next ?? same)?.wanted.whole ? <input type="hidden" name="whole" value="1" /> : null}
      <input type="hidden" name="samples" value={(next ?? same)?.wanted.samples ?? 0} />
      <input type="hidden" name="again" value="1" />
      {next ? <AgainTime label={words.next} slot={next} asked={asked} voice={voice} /> : null}
      {same ? <AgainTime label={words.same} slot={same} asked={asked} voice={voice} /> : null}
    </form>
  )
}

interface TimeProps {
  readonly label: string
  readonly slot: Verdict
  readonly asked: ResourceFacts
  readonly voice: Voice
}

function AgainTime({ label, slot, asked: { resource }, voice }: TimeProps) {
  const words = againText(voice.locale)
  const time = voice.near(slot.wanted)
  return (
    <p class="again-time">
      <span>
        <strong>{time}</strong>{' '}
        <span class="quiet">
          {label} · <span class="price">{priceText(slot, voice)}</span>
        </span>
      </span>
      <button
        class="button"
        name="slot"
        value={slotValue(slot.wanted)}
        aria-label={words.bookFull(time, nameIn(resource.names, voice.locale))}
      >
        {slot.needs.length > 0 ? words.request : words.book}
      </button>
    </p>
  )
}
