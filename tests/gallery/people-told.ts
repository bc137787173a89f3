import { actors, longFirm } from './actors.ts'
import { call, galleryNow, placed, type Telling } from './telling.ts'

/** 14:20 in the offices: who joins whom, and how they sign in. */
export async function officeLife(telling: Telling): Promise<void> {
  const { stage, places } = telling
  const firm = (await call(telling, 'firmAdmin', 'GET', '/api/v1/me')) as { firms: { id: string }[] }
  const helix = firm.firms[0]?.id ?? ''
  places.set('firm', `/admin/firms/${helix}`)
  places.set('firm.long', `/admin/firms/${longFirm}`)
  await invitations(telling, helix)
  await call(telling, 'stranger', 'POST', '/api/v1/join-requests', {
    note: 'I start in Gu Qingyan’s group on Monday',
  })
  const [suspended] = await stage.rows(`SELECT id FROM firm WHERE name_en = 'Northgate Testing'`)
  const reason = { reason: 'Two statements of summer 2026 are unpaid' }
  await call(telling, 'parkAdmin', 'POST', `/api/v1/firms/${suspended?.['id'] as string}/suspension`, reason)
  places.set('firm.suspended', `/admin/firms/${suspended?.['id'] as string}`)
  await signIns(telling, helix)
}

async function invitations(telling: Telling, helix: string): Promise<void> {
  const { places } = telling
  const invite = async (who: 'firmAdmin' | 'longNamed', firm: string, body: object) => {
    const asked = await call(telling, who, 'POST', `/api/v1/firms/${firm}/invitations`, body)
    return new URL((asked as { url: string }).url).pathname
  }
  places.set('join', await invite('firmAdmin', helix, { uses: 9 }))
  places.set('join.other', await invite('firmAdmin', helix, { address: 'colleague@helix.example' }))
  places.set('join.long', await invite('longNamed', longFirm, { uses: 2 }))
  const over = await invite('firmAdmin', helix, { uses: 1 })
  places.set('join.over', over)
  await telling.stage.script(`UPDATE invitation SET revoked_at = ${galleryNow} WHERE id =
    (SELECT id FROM invitation WHERE uses_left = 1 AND address IS NULL ORDER BY created_at DESC, id DESC LIMIT 1)`)
}

/** A provider of the park and one of a firm; a passkey, a token and a calendar's address; a code that is on its way. */
async function signIns(telling: Telling, helix: string): Promise<void> {
  const { stage, places } = telling
  const provider = { issuer: 'https://id.park.example', clientId: 'gongtai', clientSecret: 'secret' }
  await call(telling, 'parkAdmin', 'POST', '/api/v1/identity-providers', { name: 'Lakebay Park SSO', ...provider })
  const own = { ...provider, name: 'Helix Biosciences', issuer: 'https://sign-in.helix.example', firmId: helix }
  await call(telling, 'parkAdmin', 'POST', '/api/v1/identity-providers', own)
  const token = { name: 'Evening export to the group’s electronic lab notebook in B3', days: 90, scopes: ['read'] }
  await call(telling, 'researcher', 'POST', '/api/v1/tokens', token)
  await call(telling, 'researcher', 'POST', '/api/v1/calendar-feeds', {})
  const resourceId = placed(telling, 'resource.free').slice(3)
  await call(telling, 'researcher', 'POST', '/api/v1/calendar-feeds', { resourceId })
  await stage.script(`INSERT INTO passkey (id, person_id, public_key, counter, name, created_at, last_used_at)
    SELECT 'passkey-of-the-gallery', id, 'AA', 3, 'Pixel 9 · Chrome', ${galleryNow - 86_400}, ${galleryNow - 3600}
    FROM person WHERE email = '${actors.researcher}';
    UPDATE session SET created_at = ${galleryNow - 3600} WHERE person_id =
      (SELECT id FROM person WHERE email = '${actors.firmFinance}')`)
  const knocks = await stage.app.request(`${stage.url}/login/code`, {
    method: 'POST',
    headers: { origin: stage.url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ address: knocking, way: 'code' }).toString(),
  })
  const attempt = /gongtai-attempt=([^;]+)/.exec(knocks.headers.get('set-cookie') ?? '')?.[1]
  if (attempt === undefined) throw new Error(`nobody could knock: ${knocks.status}`)
  places.set('attempt', attempt)
  await stage.settled()
}

/** Whose code is entered wrongly. */
export const knocking = 'wolfeschlegelsteinhausenbergerdorff.maximiliana@helix.example'
