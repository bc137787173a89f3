import { of, seen, type Scene } from './scene.ts'

/** Uses that wait for review, and what follows of no-shows. */
export const reviewScenes: readonly Scene[] = [
  ...of('GET /m/review', {
    review: seen('labManager', '/m/review'),
    'review-done': seen('labManager', '/m/review?done=1'),
  }),
  ...of('POST /m/review/:id', {
    'review-refused': seen('labManager', '/m/review', {
      send: ({ at }) => ({ to: at('review'), fields: { decision: 'corrected', minutes: '30', reason: '' } }),
      status: 422,
    }),
  }),
  ...of('GET /m/conduct', { conduct: seen('labManager', '/m/conduct') }),
  ...of('POST /m/conduct', {
    'conduct-refused': seen('labManager', '/m/conduct', {
      send: ({ at }) => ({
        to: '/m/conduct',
        fields: { facility: at('facility'), count: '0', days: '30', consequence: 'fee', fee: 'x', suspension: '' },
      }),
      status: 422,
    }),
  }),
  ...of('GET /me/conduct', {
    'my-conduct': seen('researcher', '/me/conduct'),
    'my-conduct-long': seen('longNamed', '/me/conduct'),
    'my-conduct-none': seen('newcomer', '/me/conduct'),
  }),
  ...of('POST /me/conduct/:id/appeal', {
    'my-conduct-refused': seen('researcher', '/me/conduct', {
      send: ({ at }) => ({ to: at('consequence'), fields: { reason: '' } }),
      status: 422,
    }),
  }),
]
