import { z } from 'zod'
import { callerLocale } from '../../platform/http/caller-locale.ts'
import type { PageCall, Pages } from '../../platform/http/pages.ts'
import { idOf, wholeNumber } from '../../platform/http/schemas.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { normalAddress } from '../../sign-in/address.ts'
import { chooseFirm } from '../commands/choose-firm.ts'
import { invite, revokeInvitation, type WantedInvitation } from '../commands/invite.ts'
import { decideJoin } from '../commands/join-requests.ts'
import { handOver, setRoles } from '../commands/set-roles.ts'
import { readFirmPeople } from '../reads/firm-people.ts'
import { readMe } from '../reads/me.ts'
import { roleNames, type RoleName } from '../role-table.ts'
import { MyFirmPage, NoFirmPage, type Told } from './my-firm-view.tsx'
import { peopleText } from './people.text.ts'

const here = '/me/firm'
const ofFirm = { id: idOf('firm') }
const signedIn = { policy: 'signed-in' } as const
const admin = { policy: 'signed-in', scope: 'admin' } as const
const query = z.object({ firm: idOf('firm').optional(), q: z.string().max(80).optional() })

/** My firm: who is in it, who may do what, who is on the way in. */
export function myFirmPages(pages: Pages): void {
  pages.page({ ...signedIn, method: 'get', path: here, query }, (call) => show(call, call.query))
  pages.page(
    { ...signedIn, method: 'post', path: '/me/firm/choice', form: z.strictObject({ firm: idOf('firm') }) },
    async ({ c, deps, actor, form: { firm } }) => {
      await chooseFirm(deps, actor, firm)
      return c.redirect(here, 303)
    },
  )
  memberPages(pages)
  invitationPages(pages)
}

type Call = Pick<PageCall<unknown, unknown, unknown, 'signed-in'>, 'c' | 'deps' | 'actor'>

async function show({ c, deps, actor }: Call, wish: z.output<typeof query>, told: Told = {}, status = 200) {
  const me = await readMe(deps, actor)
  const firmId = wish.firm ?? me.viewer.session.firmId ?? me.firms[0]?.id
  const { locale } = me.viewer
  if (firmId === undefined) return pageAnswer(c, <NoFirmPage viewer={me.viewer} locale={locale} />)
  const people = await readFirmPeople(deps, actor, firmId, wish.q ?? '')
  const voice = voiceOf(locale, deps.park(), deps.now())
  return pageAnswer(
    c,
    <MyFirmPage {...people} firms={me.firms} voice={voice} like={wish.q ?? ''} told={told} />,
    status,
  )
}

const roleFlags = Object.fromEntries(roleNames.map((role) => [role, z.literal('1').optional()]))

function rolesIn(form: unknown): RoleName[] {
  return roleNames.filter((role) => (form as Record<string, unknown>)[role] === '1')
}

function memberPages(pages: Pages): void {
  const params = z.object({ ...ofFirm, personId: idOf('usr') })
  const form = z.strictObject({ act: z.enum(['save', 'remove', 'hand-over']), ...roleFlags })
  pages.page(
    { ...admin, method: 'post', path: '/me/firm/:id/members/:personId', params, form },
    async ({ c, deps, actor, params: { id, personId }, form: filled, request }) => {
      if (filled.act === 'hand-over') await handOver(deps, actor, { firmId: id, to: personId }, request)
      else {
        const roles = filled.act === 'remove' ? [] : rolesIn(filled)
        await setRoles(deps, actor, { personId, place: { kind: 'firm', firmId: id }, roles }, request)
      }
      return c.redirect(here, 303)
    },
  )
  const decision = z.strictObject({ decision: z.enum(['accepted', 'declined']), role: z.enum(roleNames) })
  pages.page(
    {
      ...admin,
      method: 'post',
      path: '/me/firm/requests/:id',
      params: z.object({ id: idOf('joi') }),
      form: decision,
    },
    async ({ c, deps, actor, params: { id }, form: decided }) => {
      await decideJoin(deps, actor, id, decided)
      return c.redirect(here, 303)
    },
  )
}

function invitationPages(pages: Pages): void {
  const form = z.strictObject({
    addresses: z.string().max(20_000).default(''),
    role: z.enum(roleNames),
    days: wholeNumber(1, 90),
    uses: wholeNumber(1, 200),
  })
  pages.page(
    { ...admin, method: 'post', path: '/me/firm/:id/invitations', params: z.object(ofFirm), form },
    async (call) => {
      const { c, deps, actor, params } = call
      const { addresses, ...wish } = call.form
      const lines = addresses.split(/[\s,;，；]+/u).filter((line) => line !== '')
      const unreadable = lines.filter((line) => normalAddress(line) === null)
      if (unreadable.length > 0 || lines.length > mostAddresses) {
        const fault = peopleText[callerLocale(c)].unreadable(unreadable.slice(0, 5).join(' '))
        return show(call, { firm: params.id }, { fault, addresses }, 422)
      }
      const place = { kind: 'firm', firmId: params.id } as const
      const wishes: WantedInvitation[] =
        lines.length === 0
          ? [{ place, ...wish, address: null }]
          : [...new Set(lines.map(normalAddress))].map((address) => ({ place, ...wish, address }))
      const made = await invite(deps, actor, wishes)
      // No redirect: an address must not carry the link, and this page is the only one that ever shows it.
      const told = lines.length === 0 ? { link: `${deps.publicUrl}/join/${made[0]?.token}` } : { sent: made.length }
      return show(call, { firm: params.id }, told, 201)
    },
  )
  revocationPage(pages)
}

function revocationPage(pages: Pages): void {
  pages.page(
    {
      ...admin,
      method: 'post',
      path: '/me/firm/invitations/:id/end',
      params: z.object({ id: idOf('inv') }),
    },
    async ({ c, deps, actor, params: { id } }) => {
      await revokeInvitation(deps, actor, id)
      return c.redirect(here, 303)
    },
  )
}

const mostAddresses = 100
