import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import { Frame } from '../../firms/web/frame.tsx'
import type { Actor, Deps } from '../../deps.ts'
import { newId, parseId, parseUnitId, type FacilityId } from '../../kernel/id.ts'
import { NotFound } from '../../kernel/thrown.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, plainText } from '../../platform/http/schemas.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { endStation, setUpStation, type NewStation, type StationWish } from '../commands/set-up-station.ts'
import { readStations } from '../reads/stations.ts'
import { StationsView, type StationFault } from './stations-view.tsx'
import { stationsText } from './stations.text.ts'

const here = '/m/stations'
const managers = { policy: 'lab-manager' } as const
const form = z.strictObject({
  kind: z.enum(['kiosk', 'sensor', 'card']),
  name: plainText(60),
  /** `fac_… room` or `unt_7`. */
  place: z.string().max(400),
})
export type StationForm = z.output<typeof form>

/** Screens, meters and readers of the viewer's facilities. */
export function stationsPages(pages: Pages): void {
  pages.page({ ...managers, method: 'get', path: here }, ({ c, deps, actor }) => show(c, deps, actor, {}))
  pages.page({ ...managers, method: 'post', path: here, form }, async ({ c, deps, actor, form: filled, request }) => {
    const wish = wishOf(filled)
    if (typeof wish === 'string') return show(c, deps, actor, { filled, fault: wish })
    try {
      // No redirect: an address must not carry the token, and this page is the only one that ever shows it.
      return show(c, deps, actor, { made: await setUpStation(deps, actor, wish, keyOfForm(request)) })
    } catch (error) {
      if (!(error instanceof NotFound)) throw error
      return show(c, deps, actor, { filled, fault: 'place' })
    }
  })
  const params = z.object({ id: idOf('stn') })
  pages.page(
    { ...managers, method: 'post', path: '/m/stations/:id/end', params },
    async ({ c, deps, actor, params: { id }, request }) => {
      await endStation(deps, actor, id, request)
      return c.redirect(here, 303)
    },
  )
}

function wishOf({ kind, name, place }: StationForm): StationWish | StationFault {
  if (name === '') return 'name'
  if (kind !== 'kiosk') {
    const unitId = parseUnitId(place)
    return unitId === null ? 'place' : { kind, name, unitId }
  }
  const [facility = '', ...room] = place.split(' ')
  const facilityId: FacilityId | null = parseId('fac', facility)
  return facilityId === null ? 'place' : { kind, name, facilityId, room: room.join(' ') }
}

interface Shown {
  readonly filled?: StationForm
  readonly fault?: StationFault
  readonly made?: NewStation
}

async function show(c: DoorContext, deps: Deps, actor: Actor, shown: Shown): Promise<Response> {
  const found = await readStations(deps, actor)
  const voice = voiceOf(found.viewer.locale, deps.park(), deps.now())
  const formKey = newId('frm', deps.now() * 1000, deps.entropy)
  const status = shown.fault ? 422 : shown.made ? 201 : 200
  return pageAnswer(
    c,
    <Frame
      viewer={found.viewer}
      locale={voice.locale}
      title={stationsText[voice.locale].title}
      sheets={['manager.css']}
    >
      <StationsView {...found} {...shown} publicUrl={deps.publicUrl} formKey={formKey} voice={voice} />
    </Frame>,
    status,
  )
}
