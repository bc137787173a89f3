import type { Hono } from 'hono'
import { assetPath } from '../ui/assets.ts'
import { pageAnswer } from '../ui/page-answer.tsx'
import type { Api } from './api.ts'
import { declareDoor, type DoorContext, type DoorEnv } from './door.ts'
import { openApiText } from './openapi.ts'

/** The API's description: for programs at /api/v1/openapi.json, for people at /api/docs. */
export function apiDocs(whole: Hono<DoorEnv>, api: Api): void {
  let text: string | undefined
  const openApi = (c: DoorContext) => {
    text ??= openApiText(api.hono)
    return c.body(text, 200, { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' })
  }
  const docs = (c: DoorContext) => pageAnswer(c, <DocsPage />, 200, { 'content-security-policy': docsPolicy })
  whole.get('/v1/openapi.json', declareDoor('anyone', openApi))
  whole.get('/docs', declareDoor('anyone', docs))
}

// Swagger UI sets styles inline and draws its own pictures; it still may load nothing from elsewhere.
const docsPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

function DocsPage() {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>API · Gongtai 共台</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={assetPath('swagger-ui.css')} />
        <script src={assetPath('swagger-ui.js')} defer />
        <script src={assetPath('api-docs.js')} defer />
      </head>
      <body>
        <div id="docs"></div>
      </body>
    </html>
  )
}
