import type { Ask } from './asks.ts'

/** Looking at uses, and what follows of no-shows. */
export const reviewAsks: Readonly<Record<string, Ask>> = {
  'GET /m/review': {},
  'POST /m/review/:id': { of: 'reviewed', form: { decision: 'confirmed' } },
  'POST /m/appeals/:id': { of: 'consequence', form: { decision: 'upheld', answer: 'It stays' } },
  'GET /m/conduct': {},
  'POST /m/conduct': {
    form: ({ facility = '' }) => ({ facility, count: '3', days: '30', consequence: 'warning' }),
  },
  'POST /m/conduct/:id/end': { of: 'conductRule', form: {} },
  'GET /me/conduct': {},
  'POST /me/conduct/:id/appeal': { of: 'unappealed', form: { reason: 'Canary appeal' } },
}
