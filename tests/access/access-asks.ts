import type { Ask } from './asks.ts'
import { trainingAsks } from './training-asks.ts'

/** The routes of training and access. */
export const accessAsks: Readonly<Record<string, Ask>> = {
  ...trainingAsks,
  'GET /me/access': {},
  'POST /me/access': { form: ({ missed }) => ({ resource: missed ?? '', kind: 'training' }) },
  'POST /me/access/:id/withdrawal': { of: 'accessRequest', form: {} },
  'POST /me/certificates': { form: { training: 'qualification_confocal' } },
  'GET /me/certificates/:id': { of: 'certificate' },
  'GET /certificates/:code': { of: 'certificateCode', param: 'code' },
  'POST /m/requests/:id': { of: 'accessRequest', form: { decision: 'granted', until: '2027-11-23' } },
  'GET /api/v1/me/access': {},
  'POST /api/v1/access-requests': { body: ({ missed }) => ({ resourceId: missed, kind: 'training' }) },
  'GET /api/v1/access-requests': {},
  'POST /api/v1/access-requests/:id/decision': {
    of: 'accessRequest',
    body: { decision: 'granted', until: '2027-11-23T00:00:00+08:00' },
  },
  'DELETE /api/v1/access-requests/:id': { of: 'accessRequest' },
}
