import { approvalScenes } from './approval-scenes.ts'
import { bookingScenes } from './booking-scenes.ts'
import { financeScenes } from './finance-scenes.ts'
import { labScenes } from './lab-scenes.ts'
import { machineScenes } from './machine-scenes.ts'
import { peopleScenes } from './people-scenes.ts'
import { of, seen, type Scene } from './scene.ts'
import { reviewScenes } from './review-scenes.ts'
import { trainingScenes } from './training-scenes.ts'
import { stationScenes } from './station-scenes.ts'
import { todayScenes } from './today-scenes.ts'

/** Every page that a GET route serves, in the states that look different. A route that is not here fails the suite. */
export const scenes: readonly Scene[] = [
  ...bookingScenes,
  ...peopleScenes,
  ...labScenes,
  ...todayScenes,
  ...approvalScenes,
  ...trainingScenes,
  ...stationScenes,
  ...reviewScenes,
  ...financeScenes,
  ...machineScenes,
  ...of('*', {
    'not-found': seen('nobody', '/no/such/page', { status: 404 }),
    forbidden: seen('researcher', '/admin/firms', { status: 403 }),
    malformed: seen('researcher', '/', { send: () => ({ to: '/logout', fields: { more: '1' } }), status: 400 }),
    broken: seen('researcher', '/', { trouble: 'broken', status: 500 }),
    unreachable: seen('researcher', '/', { trouble: 'unreachable', status: 503 }),
  }),
]

/** GET routes that draw no page of ours, and why. */
export const notPages: Readonly<Record<string, string>> = {
  'GET /healthz': 'a word for machines',
  'GET /readyz': 'a word for machines',
  'GET /api/docs': 'Swagger UI draws it',
  'GET /manifest.webmanifest': 'what a phone reads before it installs us',
  'GET /login/callback/:host': 'leads on at once',
  'GET /me/access/sessions/:id': 'a calendar’s file',
  'GET /faults/:id/photo': 'the photo itself',
  'GET /i/:id/photo': 'the photo itself',
  'GET /f/ledger.csv': 'a file for a spreadsheet',
  'GET /f/ledger.xlsx': 'a file for a spreadsheet',
  'GET /f/ledger.json': 'a file for machines',
  'GET /f/periods/:period/statements.xlsx': 'a file for a spreadsheet',
  'GET /m/resources/catalogue.csv': 'a file for a spreadsheet',
}
