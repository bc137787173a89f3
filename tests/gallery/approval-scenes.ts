import { of, placed, seen, type Scene } from './scene.ts'

/** Consents: asked, decided many at once, given ahead. */
export const approvalScenes: readonly Scene[] = [
  ...of('GET /b/:id', {
    'booking-consents': placed('researcher', 'booking.consents'),
    'booking-ahead': placed('researcher', 'booking.ahead'),
  }),
  ...of('POST /m/requests', {
    'requests-no-reason': seen('labManager', '/m/requests', {
      send: ({ at }) => ({
        to: '/m/requests',
        fields: { decision: 'reject', reason: '', pick: `${at('booking.consents').slice(3)}:lab-manager` },
      }),
      status: 422,
    }),
  }),
  ...of('GET /m/requests', { 'requests-told': placed('labManager', 'requests.told') }),
  ...of('GET /me/firm/requests', {
    'firm-requests': seen('firmAdmin', '/me/firm/requests'),
    'firm-requests-none': seen('firmAdmin', '/me/firm/requests?q=zzzz'),
  }),
  ...of('GET /me/approvals', {
    approvals: seen('labManager', '/me/approvals'),
    'approvals-admin': seen('parkAdmin', '/me/approvals'),
  }),
  ...of('POST /me/approvals/ahead', {
    'approvals-refused': seen('firmAdmin', '/me/approvals', {
      send: () => ({
        to: '/me/approvals/ahead',
        fields: { giver: 'safety:none', kind: 'firm', subject: 'Nobody', until: '2026-01-01', hours: '0' },
      }),
      status: 422,
    }),
  }),
]
