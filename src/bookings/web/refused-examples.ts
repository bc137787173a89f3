const price = {
  total: { amountMinor: 24_000, currency: 'CNY' },
  lines: [
    {
      kind: 'time',
      description: 'Machine time, 120 min',
      minutes: 120,
      rate: { amountMinor: 12_000, currency: 'CNY' },
      amount: { amountMinor: 24_000, currency: 'CNY' },
    },
  ],
  estimate: false,
}

const later = {
  resourceId: 'res_01k0000000000000000000000c',
  unitId: 'unt_7',
  startsAt: '2026-11-25T08:00:00Z',
  endsAt: '2026-11-25T10:00:00Z',
  price,
  reason: 'later',
}

/** Somebody else has the unit: what the documentation shows of a 409. */
export const unitTakenExample = {
  type: '/problems/unit-taken',
  title: 'That time is taken',
  status: 409,
  detail: 'This time is taken.',
  requestId: 'req_s8p719nsq',
  refusals: [
    {
      rule: 'unit-taken',
      limit: 1,
      actual: 0,
      measure: null,
      detail: 'This time is taken.',
      remedy: 'Choose one of the times or resources below.',
    },
  ],
  alternatives: [later],
}

/** A house rule says no: what the documentation shows of a 422. */
export const refusedExample = {
  type: '/problems/booking-refused',
  title: 'This cannot be booked',
  status: 422,
  detail: 'The shortest booking is 30 minutes; you chose 15 minutes.',
  requestId: 'req_s8p719nsq',
  refusals: [
    {
      rule: 'too-short',
      limit: 30,
      actual: 15,
      measure: 'minutes',
      detail: 'The shortest booking is 30 minutes; you chose 15 minutes.',
      remedy: 'Make it 30 minutes or longer.',
    },
  ],
  alternatives: [later],
}
