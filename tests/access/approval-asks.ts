import type { Ask } from './asks.ts'

const ahead = {
  kind: 'firm',
  subject: 'Helix',
  resource: 'AS-confocal',
  until: '2027-11-23',
}

/** The routes of consents: deciding many, giving ahead, standing in, answering for safety. */
export const approvalAsks: Readonly<Record<string, Ask>> = {
  'GET /m/requests': {},
  'POST /m/requests': { form: ({ request }) => ({ decision: 'approve', pick: `${request}:lab-manager` }) },
  'GET /me/firm/requests': {},
  'POST /me/firm/requests': { form: ({ request }) => ({ decision: 'approve', pick: `${request}:firm-admin` }) },
  'GET /me/approvals': {},
  'POST /me/approvals/ahead': { form: ({ facility }) => ({ ...ahead, giver: `lab-manager:${facility}` }) },
  'POST /me/approvals/ahead/:id/end': { of: 'preapproval', form: {} },
  'POST /me/approvals/delegates': {
    form: { address: 'admin@park.example', from: '2026-11-24', to: '2026-11-30' },
  },
  'POST /me/approvals/delegates/:id/end': { of: 'delegation', form: {} },
  'POST /me/approvals/safety': {
    form: ({ facility }) => ({ facility: facility ?? '', officer: 'colleague@helix.example' }),
  },
  'POST /me/approvals/safety/:id/:personId': { of: 'facility', also: { personId: 'officer' }, form: {} },
  'GET /api/v1/approvals': {},
  'POST /api/v1/approvals': {
    body: ({ request }) => ({ decision: 'approve', choices: [{ bookingId: request, by: 'lab-manager' }] }),
  },
  'GET /api/v1/preapprovals': {},
  'POST /api/v1/preapprovals': {
    body: ({ facility, firm, resource }) => ({
      giver: { by: 'lab-manager', facilityId: facility },
      subject: { kind: 'firm', text: firm },
      resource,
      until: '2027-11-23T00:00:00+08:00',
    }),
  },
  'DELETE /api/v1/preapprovals/:id': { of: 'preapproval' },
  'POST /api/v1/approval-delegations': {
    body: {
      address: 'admin@park.example',
      startsAt: '2026-11-24T00:00:00+08:00',
      endsAt: '2026-11-30T00:00:00+08:00',
    },
  },
  'DELETE /api/v1/approval-delegations/:id': { of: 'delegation' },
  'POST /api/v1/safety/:id': { of: 'facility', body: { address: 'colleague@helix.example' } },
  'DELETE /api/v1/safety/:id/:personId': { of: 'facility', also: { personId: 'officer' } },
}

/** Consents of both sides, for the stage: who stands in does not do so yet, and the officers can’t sign in. */
export function consentsOn(side: {
  readonly number: 1 | 2
  readonly facility: string
  readonly firm: string
  readonly resource: string
  readonly manager: string
  readonly standIn: string
  readonly officer: string
}): string {
  const { number, facility, firm, resource, manager, standIn, officer } = side
  const id = (prefix: string) => `${prefix}_0000000000000000000000000${number}`
  return `INSERT INTO preapproval (id, step, facility_id, subject_kind, subject_id, resource_id, starts_at, ends_at,
      created_by, created_at) VALUES ('${id('pap')}', 'lab-manager', '${facility}', 'firm', '${firm}', '${resource}', 1,
      2000000000, '${manager}', 1);
    INSERT INTO approval_delegation (id, approver_id, delegate_id, starts_at, ends_at, created_at)
      VALUES ('${id('dlg')}', '${manager}', '${standIn}', 1900000000, 2000000000, 1);
    INSERT INTO safety_officer (facility_id, person_id, named_by, named_at)
      VALUES ('${facility}', '${officer}', '${manager}', 1);`
}
