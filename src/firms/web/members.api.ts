import { z } from 'zod'
import { formatInstant } from '../../kernel/rfc3339.ts'
import type { Api } from '../../platform/http/api.ts'
import { idOf, instantText } from '../../platform/http/schemas.ts'
import { normalAddress } from '../../sign-in/address.ts'
import { acceptInvitation } from '../commands/accept-invitation.ts'
import { invite, revokeInvitation } from '../commands/invite.ts'
import { setRoles } from '../commands/set-roles.ts'
import { readFirmDoor, readFirmPeople } from '../reads/firm-people.ts'
import { roleNames } from '../role-table.ts'

const tag = 'Firms and people'
const json = { 'content-type': 'application/json' } as const
const role = z.enum(roleNames)
const params = z.strictObject({ id: idOf('firm') })
const memberParams = z.strictObject({ id: idOf('firm'), personId: idOf('usr') })
const member = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    roles: z.array(role),
    suspended: z.boolean(),
  })
  .meta({ id: 'Member' })
const rolesAnswer = z.strictObject({ personId: z.string(), roles: z.array(role) })

/** An e-mail address, as accounts know it. */
export const addressSchema = z
  .string()
  .max(320)
  .meta({ format: 'email' })
  .transform((text, context) => {
    const address = normalAddress(text)
    if (address !== null) return address
    context.addIssue({ code: 'custom', params: { kind: 'format' } })
    return z.NEVER
  })

/** A firm's people: who they are, who is invited, who asks to be let in. */
export function membersApi(api: Api): void {
  memberRoutes(api)
  invitationRoutes(api)
}

function memberRoutes(api: Api): void {
  listMembersRoute(api)
  setRolesRoute(api)
  removeMemberRoute(api)
}

function listMembersRoute(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/firms/{id}/members',
      policy: 'signed-in',
      summary: 'The people of my firm',
      tag,
      params,
      answers: { 200: { description: 'By name', schema: z.strictObject({ items: z.array(member) }) } },
    },
    async ({ c, deps, actor, params: { id } }) => {
      const { members } = await readFirmPeople(deps, actor, id)
      return c.json({ items: members.map(({ isSuspended, ...one }) => ({ ...one, suspended: isSuspended })) })
    },
  )
}

function setRolesRoute(api: Api): void {
  api.route(
    {
      method: 'put',
      path: '/firms/{id}/members/{personId}',
      policy: 'signed-in',
      scope: 'admin',
      summary: 'Say which roles a member holds',
      tag,
      params: memberParams,
      body: z.strictObject({ roles: z.array(role).min(1).max(roleNames.length) }),
      answers: { 200: { description: 'As set', schema: rolesAnswer } },
    },
    async ({ c, deps, actor, params: { id, personId }, body, request }) => {
      const wanted = { personId, place: { kind: 'firm', firmId: id }, roles: [...new Set(body.roles)] } as const
      return c.body((await setRoles(deps, actor, wanted, request)).body, 200, json)
    },
  )
}

function removeMemberRoute(api: Api): void {
  api.route(
    {
      method: 'delete',
      path: '/firms/{id}/members/{personId}',
      policy: 'signed-in',
      scope: 'admin',
      summary: 'Remove a member; with my own id, leave',
      tag,
      params: memberParams,
      answers: { 204: { description: 'Their bookings stay' } },
    },
    async ({ c, deps, actor, params: { id, personId }, request }) => {
      await setRoles(deps, actor, { personId, place: { kind: 'firm', firmId: id }, roles: [] }, request)
      return c.body(null, 204)
    },
  )
}

const invitation = z
  .strictObject({
    id: z.string(),
    role,
    address: z.string().nullable(),
    usesLeft: z.int(),
    expiresAt: instantText,
    state: z.enum(['open', 'used', 'expired', 'revoked']),
  })
  .meta({ id: 'Invitation' })
const madeInvitation = z.strictObject({ id: z.string(), url: z.string(), expiresAt: instantText })

function invitationRoutes(api: Api): void {
  listInvitationsRoute(api)
  inviteRoute(api)
  revokeRoute(api)
  acceptRoute(api)
}

function listInvitationsRoute(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/firms/{id}/invitations',
      policy: 'members-admin',
      summary: 'Invitations to my firm',
      tag,
      params,
      answers: { 200: { description: 'Newest first', schema: z.strictObject({ items: z.array(invitation) }) } },
    },
    async ({ c, deps, actor, params: { id } }) => {
      const { invitations } = await readFirmDoor(deps, actor, id)
      return c.json({ items: invitations.map((one) => ({ ...one, expiresAt: formatInstant(one.expiresAt) })) })
    },
  )
}

function inviteRoute(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/firms/{id}/invitations',
      policy: 'members-admin',
      summary: 'Invite an address by mail, or whoever has the link',
      tag,
      params,
      body: z.strictObject({
        role: role.default('researcher'),
        address: addressSchema.nullable().default(null),
        uses: z.int().min(1).max(200).default(1),
        days: z.int().min(1).max(90).default(14),
      }),
      answers: { 201: { description: 'The link is shown this once', schema: madeInvitation } },
    },
    async ({ c, deps, actor, params: { id }, body }) => {
      const [made] = await invite(deps, actor, [{ place: { kind: 'firm', firmId: id }, ...body }])
      if (made === undefined) throw new Error('one wish makes one invitation')
      const url = `${deps.publicUrl}/join/${made.token}`
      return c.json({ id: made.id, url, expiresAt: formatInstant(made.expiresAt) }, 201)
    },
  )
}

function revokeRoute(api: Api): void {
  api.route(
    {
      method: 'delete',
      path: '/invitations/{id}',
      policy: 'members-admin',
      summary: 'Take an invitation back',
      tag,
      params: z.strictObject({ id: idOf('inv') }),
      answers: { 204: { description: 'Its link leads nowhere' } },
    },
    async ({ c, deps, actor, params: { id } }) => {
      await revokeInvitation(deps, actor, id)
      return c.body(null, 204)
    },
  )
}

function acceptRoute(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/invitations/acceptances',
      policy: 'signed-in',
      scope: 'account',
      summary: 'Accept an invitation, by the last part of its link',
      tag,
      body: z.strictObject({ token: z.string().max(100) }),
      answers: { 200: { description: 'You belong', schema: z.strictObject({ accepted: z.literal(true) }) } },
    },
    async ({ c, deps, actor, body }) => {
      await acceptInvitation(deps, actor, body.token)
      return c.json({ accepted: true })
    },
  )
}
