import { formatInstant } from '../../src/kernel/rfc3339.ts'
import type { ApprovalRule } from '../../src/resources/approval-rule.ts'
import { call, freeResource, galleryNow, idIn, sendForm, type Telling } from './telling.ts'

const day = 86_400
const lab: ApprovalRule = { by: 'lab-manager', hours: 48 }
const others: readonly ApprovalRule[] = [
  { by: 'safety', hours: 72 },
  { by: 'firm-admin', hours: 72 },
]

/** 14:20: some bookings wait for several people, one for nobody, and one was decided a moment ago. */
export async function consents(telling: Telling): Promise<void> {
  const { stage, places } = telling
  await asked(telling, 'told', 50 * 60, [lab])
  await asked(telling, 'consents', 70 * 60, [lab, ...others])
  const approve = { decision: 'approve', by: 'firm-admin', note: 'Within our plan' }
  await call(telling, 'firmAdmin', 'POST', `/api/v1/bookings/${idIn(telling, 'consents')}/approval`, approve)
  await asked(telling, 'asked-of-firm', 72 * 60, [lab, ...others])
  await asked(telling, 'ahead', 51 * 60, [lab], (resourceId, facilityId) =>
    call(telling, 'labManager', 'POST', '/api/v1/preapprovals', {
      giver: { by: 'lab-manager', facilityId },
      subject: { kind: 'person', text: 'researcher@helix.example' },
      resource: resourceId,
      maxMinutes: 240,
      until: formatInstant(galleryNow + 200 * day),
      note: '方案已在春季审过',
    }),
  )
  const pick = `${idIn(telling, 'told')}:lab-manager`
  const fields = { key: 'gallery-decides', decision: 'approve', reason: '', pick }
  places.set('requests.told', await sendForm(telling, 'labManager', '/m/requests', fields))
  await stage.script(`INSERT INTO safety_officer (facility_id, person_id, named_by, named_at)
    SELECT r.facility_id, p.id, p.id, ${galleryNow} FROM person p, booking b JOIN resource r ON r.id = b.resource_id
    WHERE p.email = 'spaces@park.example' AND b.id = '${idIn(telling, 'consents')}'`)
  await call(telling, 'labManager', 'POST', '/api/v1/approval-delegations', {
    address: 'admin@park.example',
    startsAt: formatInstant(galleryNow + 5 * day),
    endsAt: formatInstant(galleryNow + 12 * day),
  })
}

/** Books for the researcher what asks for these consents from now on. */
async function asked(
  telling: Telling,
  state: string,
  fromMinutes: number,
  rules: readonly ApprovalRule[],
  before: (resourceId: string, facilityId: string) => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  const { stage, places } = telling
  const { id, startsAt } = await freeResource(telling, fromMinutes, 60, { laterMinutes: 4320 })
  await stage.script(`UPDATE resource SET policy = json_set(policy, '$.approvals', json('${JSON.stringify(rules)}'))
    WHERE id = '${id}'`)
  const [row] = await stage.rows(`SELECT facility_id AS facility FROM resource WHERE id = '${id}'`)
  await before(id, row?.['facility'] as string)
  const slot = { startsAt: formatInstant(startsAt), endsAt: formatInstant(startsAt + 3600) }
  const body = { resourceId: id, ...slot, purpose: 'Sorting live cells after infection, BSL-2' }
  const made = await call(telling, 'researcher', 'POST', '/api/v1/bookings', body)
  places.set(`booking.${state}`, `/b/${(made as { id: string }).id}`)
}
