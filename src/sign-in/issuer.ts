import {
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  ClientSecretPost,
  customFetch,
  discoveryRequest,
  getValidatedIdTokenClaims,
  processAuthorizationCodeResponse,
  processDiscoveryResponse,
  processUserInfoResponse,
  userInfoRequest,
  validateAuthResponse,
  type AuthorizationServer,
} from 'oauth4webapi'
import type { ProviderId } from '../kernel/id.ts'

/** An issuer and how we are known there. */
export interface Client {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}

/** What is kept of a sign-in while the browser is at the issuer's. */
export interface Journey {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** Where to go afterwards. */
  readonly next: string
}

/** Whom the issuer says it is. */
export interface Claims {
  readonly subject: string
  readonly email: string | null
  readonly emailVerified: boolean
}

/** What the secret of a provider is sealed for: copied to another provider, it does not open. */
export function providerPurpose(id: ProviderId): string {
  return `client-secret:${id}`
}

/** An https issuer; in a demo park also one on this machine, where nobody listens in between. */
export function isIssuer(text: string, { demo }: { readonly demo: boolean }): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, search, hash, username } = new URL(text)
  const isNear = protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost')
  return (protocol === 'https:' || (demo && isNear)) && search === '' && hash === '' && username === ''
}

/** Where the browser is sent. Throws when the issuer does not answer, or not as one. */
export async function authorizationUrl(web: typeof fetch, client: Client, journey: Journey, redirectUri: string) {
  const server = await discovered(web, client)
  const url = new URL(server.authorization_endpoint ?? '')
  const asked = {
    client_id: client.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid email profile',
    state: journey.state,
    nonce: journey.nonce,
    code_challenge: await calculatePKCECodeChallenge(journey.verifier),
    code_challenge_method: 'S256',
  }
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value)
  return url.href
}

/** What the issuer says for the answer that the browser brought back. Throws when anything does not fit. */
export async function claimsOf(
  web: typeof fetch,
  client: Client,
  journey: Journey,
  answer: { readonly parameters: URLSearchParams; readonly redirectUri: string },
): Promise<Claims> {
  const server = await discovered(web, client)
  const me = { client_id: client.clientId }
  const parameters = validateAuthResponse(server, me, answer.parameters, journey.state)
  const methods = server.token_endpoint_auth_methods_supported
  const post = methods !== undefined && !methods.includes('client_secret_basic')
  const proof = post ? ClientSecretPost(client.clientSecret) : ClientSecretBasic(client.clientSecret)
  const asked = await authorizationCodeGrantRequest(
    server,
    me,
    proof,
    parameters,
    answer.redirectUri,
    journey.verifier,
    patience(web, client),
  )
  const expected = { expectedNonce: journey.nonce, requireIdToken: true }
  const tokens = await processAuthorizationCodeResponse(server, me, asked, expected)
  const claims = getValidatedIdTokenClaims(tokens)
  if (claims === undefined) throw new Error('the issuer gave no id token')
  const said = { ...claims }
  if (said['email'] === undefined && server.userinfo_endpoint !== undefined) {
    const told = await userInfoRequest(server, me, tokens.access_token, patience(web, client))
    Object.assign(said, await processUserInfoResponse(server, me, claims.sub, told))
  }
  const email = said['email']
  return {
    subject: claims.sub,
    email: typeof email === 'string' ? email : null,
    emailVerified: said['email_verified'] === true,
  }
}

async function discovered(web: typeof fetch, client: Client): Promise<AuthorizationServer> {
  const issuer = new URL(client.issuer)
  return processDiscoveryResponse(issuer, await discoveryRequest(issuer, patience(web, client)))
}

const deadlineMs = 5_000

function patience(web: typeof fetch, { issuer }: Client) {
  const signal = AbortSignal.timeout(deadlineMs)
  return { [customFetch]: bounded(web) as never, signal, [allowInsecureRequests]: issuer.startsWith('http:') }
}

const mostBytes = 256 * 1024

/** An issuer that answers without end is no issuer. */
function bounded(web: typeof fetch) {
  return async (url: string, init: RequestInit): Promise<Response> => {
    const answer = await web(url, { ...init, redirect: 'manual' })
    const bytes = await read(answer)
    return new Response(bytes, { status: answer.status, headers: answer.headers })
  }
}

async function read(answer: Response): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += (part as Uint8Array).length
    if (size > mostBytes) throw new Error('the issuer says too much')
    parts.push(part as Uint8Array)
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
