import { z } from 'zod'
import type { Api } from '../../platform/http/api.ts'
import { attemptToken, dropAttempt, setAttempt, setLocale, setSession } from '../../platform/http/cookies.ts'
import { instantText, plainText } from '../../platform/http/schemas.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import { makePasskey, offerPasskey } from '../commands/make-passkey.ts'
import { removePasskey } from '../commands/remove-passkey.ts'
import { askForPasskey, usePasskey } from '../commands/use-passkey.ts'
import { challengeSeconds } from '../passkey.ts'
import { readSignIns } from '../reads/sign-ins.ts'
import { browserOf } from './browser-of.ts'

const tag = 'Signing in'
const response = z.looseObject({ id: z.string().max(1_400) }).meta({ description: 'As WebAuthn gives it, in JSON' })
const options = z.looseObject({ challenge: z.string() })
const passkey = z
  .strictObject({ id: z.string(), name: z.string(), createdAt: instantText, lastUsedAt: instantText.nullable() })
  .meta({ id: 'Passkey' })

/** Passkeys: making them, signing in with them, being rid of them. */
export function passkeyApi(api: Api): void {
  makeRoutes(api)
  useRoutes(api)
  listRoutes(api)
}

function makeRoutes(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/passkeys/options',
      policy: 'signed-in',
      scope: 'account',
      summary: 'What a browser needs to make a passkey',
      tag,
      body: z.strictObject({}),
      answers: { 200: { description: 'For navigator.credentials.create', schema: options } },
    },
    async ({ c, deps, actor }) => {
      const offer = await offerPasskey(deps, actor)
      setAttempt(c, offer.token, challengeSeconds)
      return c.json(offer.options)
    },
  )
  api.route(
    {
      method: 'post',
      path: '/passkeys',
      policy: 'signed-in',
      scope: 'account',
      summary: 'Keep the passkey that the browser has made',
      tag,
      body: z.strictObject({ name: plainText(60), response }),
      answers: { 201: { description: 'It signs in from now on', schema: z.strictObject({ made: z.literal(true) }) } },
    },
    async ({ c, deps, actor, body }) => {
      await makePasskey(deps, actor, { token: attemptToken(c) ?? '', ...body })
      dropAttempt(c)
      return c.json({ made: true }, 201)
    },
  )
}

function useRoutes(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/sign-in/passkey-options',
      policy: 'anyone',
      summary: 'What a browser needs to sign in with a passkey',
      tag,
      body: z.strictObject({}),
      answers: { 200: { description: 'For navigator.credentials.get', schema: options } },
    },
    async ({ c, deps }) => {
      const asked = await askForPasskey(deps)
      setAttempt(c, asked.token, challengeSeconds)
      return c.json(asked.options)
    },
  )
  api.route(
    {
      method: 'post',
      path: '/sign-in/passkey',
      policy: 'anyone',
      summary: 'Sign this browser in with a passkey',
      tag,
      body: z.strictObject({ response }),
      answers: { 200: { description: 'Signed in, by cookie', schema: z.strictObject({ signedIn: z.literal(true) }) } },
    },
    async ({ c, deps, body }) => {
      const session = await usePasskey(deps, attemptToken(c) ?? '', body.response, await browserOf(c))
      setSession(c, session.token, session.expiresAt)
      setLocale(c, session.locale)
      dropAttempt(c)
      return c.json({ signedIn: true })
    },
  )
}

function listRoutes(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/passkeys',
      policy: 'signed-in',
      scope: 'account',
      summary: 'My passkeys',
      tag,
      answers: { 200: { description: 'All of them', schema: z.strictObject({ items: z.array(passkey) }) } },
    },
    async ({ c, deps, actor }) => {
      const { passkeys } = await readSignIns(deps, actor)
      const items = passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({
        id,
        name,
        createdAt: formatInstant(createdAt),
        lastUsedAt: lastUsedAt === null ? null : formatInstant(lastUsedAt),
      }))
      return c.json({ items })
    },
  )
  api.route(
    {
      method: 'delete',
      path: '/passkeys/{id}',
      policy: 'signed-in',
      scope: 'account',
      summary: 'Be rid of a passkey',
      tag,
      params: z.strictObject({ id: z.string().max(1_400) }),
      answers: { 204: { description: 'It signs nobody in any more' } },
    },
    async ({ c, deps, actor, params: { id } }) => {
      await removePasskey(deps, actor, id)
      return c.body(null, 204)
    },
  )
}
