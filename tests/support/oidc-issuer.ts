import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

export interface Issuer {
  readonly url: string
  readonly clientId: string
  readonly clientSecret: string
  /** Whom it will say the next visitor is. */
  person: { sub: string; email?: string; email_verified?: boolean }
  readonly stop: () => Promise<void>
}

/** A real OpenID Connect provider on this machine, which lets everybody in to the site as `person`. */
export async function startIssuer(site: string): Promise<Issuer> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = { client_id: 'gongtai', client_secret: 'a-secret-of-the-tests-0123456789' }
  const issuer: Issuer = {
    url,
    clientId: client.client_id,
    clientSecret: client.client_secret,
    person: { sub: 'nobody' },
    stop: () => stop(server),
  }
  const provider = new Provider(url, {
    clients: [
      {
        ...client,
        redirect_uris: [`${site}/login/callback/${new URL(url).host}`],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...issuer.person, sub }) }),
    interactions: { url: (_, interaction) => `/enter/${interaction.uid}` },
    pkce: { required: () => true },
    cookies: { keys: ['tests'] },
  })
  const handle = provider.callback()
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/enter/')) void letIn(provider, issuer, request, response)
    else void handle(request, response)
  })
  return issuer
}

/** What a person's taps would do: sign in, and agree. */
async function letIn(
  provider: Provider,
  issuer: Issuer,
  request: Parameters<Provider['interactionDetails']>[0],
  response: Parameters<Provider['interactionDetails']>[1],
): Promise<void> {
  const { prompt, params, session } = await provider.interactionDetails(request, response)
  if (prompt.name === 'login') {
    await provider.interactionFinished(request, response, { login: { accountId: issuer.person.sub } })
    return
  }
  const grant = new provider.Grant({ accountId: session?.accountId ?? '', clientId: String(params['client_id']) })
  grant.addOIDCScope('openid email profile')
  await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } })
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise<void>((done) => server.close(() => done()))
}
