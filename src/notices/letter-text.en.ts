import type { LetterText } from './letter-text.ts'

export const en: LetterText = {
  code: (park, code) => ({
    subject: `${code} is your sign-in code`,
    lines: [
      `Your sign-in code for ${park} is ${code}.`,
      'It is good for ten minutes, in the browser that asked for it. If that was not you, ignore this mail.',
    ],
  }),
  invitation: (firm, inviter, role, until) => ({
    subject: `You are invited to ${firm}`,
    lines: [`${inviter} invites you to join ${firm} as ${role}.`, `The invitation is good until ${until}.`],
  }),
  joinRequested: (person, firm) => ({
    subject: `${person} asks to join ${firm}`,
    lines: [`${person} asks to join ${firm} and waits for your decision.`],
  }),
  joinAccepted: (firm) => ({
    subject: `You have joined ${firm}`,
    lines: [`${firm} has accepted you: you can book now.`],
  }),
  joinDeclined: (firm) => ({
    subject: `${firm} has not accepted your request`,
    lines: [`${firm} has not accepted your request to join. If you have a question, ask the firm itself.`],
  }),
  accessRequested: (person, firm, what) => ({
    subject: `${person} asks for ${what}`,
    lines: [`${person} of ${firm} asks for ${what} and waits for your decision.`],
  }),
  accessGranted: (what, until) => ({
    subject: `Granted: ${what}`,
    lines: [until === null ? `You may now use ${what}.` : `${what} is entered for you, good until ${until}.`],
  }),
  accessDeclined: (what, reason) => ({
    subject: `Declined: ${what}`,
    lines: [`Your request for ${what} was declined.`, ...(reason === '' ? [] : [`Reason: ${reason}`])],
  }),
  trainingHeld: (what, until, outside) => ({
    subject: `${what}: good until ${until}`,
    lines: [`${what} is entered for you, good until ${until}.`, ...outsideLines(outside)],
  }),
  trainingOver: (what, since, outside) => ({
    subject: `${what} has ended`,
    lines: [`${what} ended for you on ${since}.`, ...outsideLines(outside)],
  }),
  trainingWithdrawn: (what, reason, outside) => ({
    subject: `Withdrawn: ${what}`,
    lines: [`${what} was withdrawn from you. Reason: ${reason}`, ...outsideLines(outside)],
  }),
  trainingEnding: (what, until, why) => ({
    subject: `${what} ends on ${until}`,
    lines: [
      `${what} is good for you until ${until}.`,
      why === 'disuse'
        ? 'It lapses because you have not used what it is for in a while: use it before then and it goes on.'
        : 'To go on after that, sign up for a session or ask to renew it.',
    ],
  }),
  trainingCancelled: (what, time, place, reason) => ({
    subject: `Cancelled: ${what}, ${time}`,
    lines: [`The training session ${what}, ${time}, ${place}, does not take place. Reason: ${reason}`],
  }),
  rolesChanged: {
    subject: 'What you may do has changed',
    lines: ['Your roles in the park have changed. It takes effect with the next page you open.'],
  },
  passkeyAdded: {
    subject: 'A passkey was added',
    lines: ['A passkey was added to your account. If that was not you, remove it now and sign out everywhere.'],
  },
  passkeyRemoved: {
    subject: 'A passkey was removed',
    lines: ['A passkey was removed from your account. If that was not you, sign out everywhere now.'],
  },
  tokenMade: {
    subject: 'An access token was made',
    lines: ['An access token was made for your account. If that was not you, revoke it now.'],
  },
  firmSuspended: (firm, reason) => ({
    subject: `${firm} is suspended`,
    lines: [`The park has suspended new bookings of ${firm}. Reason: ${reason}`, 'Bookings that exist are kept.'],
  }),
  firmReactivated: (firm) => ({ subject: `${firm} may book again`, lines: [`${firm} may book again.`] }),
  checkpoint: (seq, hash) => ({
    subject: `Audit checkpoint ${seq}`,
    lines: ['Keep this mail: it proves that the audit log up to here was not changed.', `${seq}:${hash}`],
  }),
  faultReported: (resource, usable, words) => ({
    subject: `${usable ? 'Something is wrong with' : 'Not usable'}: ${resource}`,
    lines: [`A fault of ${resource} was reported. ${usable ? 'It can still be used.' : 'It can’t be used.'}`, words],
  }),
  faultClosed: (resource, answer) => ({
    subject: `Seen to: ${resource}`,
    lines: [`The fault that you reported of ${resource} has been seen to.`, ...(answer === '' ? [] : [answer])],
  }),
  quotaReached: (whose, kind, percent, used, limit) => ({
    subject:
      percent === 100 ? `${whose}: ${wordOf[kind]} used up` : `${whose}: ${percent} % of the ${wordOf[kind]} used`,
    lines: [
      `${whose} has used or booked ${used} of its ${wordOf[kind]} of ${limit}.`,
      percent === 100 ? 'No more can be booked on it in this window.' : 'You are told once more when it is used up.',
    ],
  }),
  statementIssued: (firm, number, period, total) => ({
    subject: `Statement ${number} for ${period}: ${total}`,
    lines: [
      `The statement of ${firm} for ${period} is issued: ${number}, ${total}.`,
      'If you disagree with a line, object to it on the page of the statement.',
    ],
  }),
  depositRecorded: (firm, amount, day, voucher, isOpening) => ({
    subject: `${amount} received from ${firm}`,
    lines: [
      `${amount} was received on ${day}, voucher ${voucher}.`,
      isOpening ? 'It pays what was owed from before.' : 'It was added to the prepaid balance.',
    ],
  }),
  depositTakenBack: (firm, amount, voucher) => ({
    subject: `Taken back: ${amount} of ${firm}`,
    lines: [`The record of ${amount}, voucher ${voucher}, was wrong and has been taken back.`],
  }),
  firmDeparted: (firm, refunded) => ({
    subject: `The stay of ${firm} has ended`,
    lines: [
      `${firm} has left the park: everything is stated and settled, and nothing more can be booked.`,
      ...(refunded === null ? [] : [`Its prepaid balance of ${refunded} is paid back.`]),
    ],
  }),
  objectionRaised: (firm, number, line, reason) => ({
    subject: `${firm} objects to line ${line} of ${number}`,
    lines: [`${firm} objects to line ${line} of statement ${number}:`, reason],
  }),
  objectionAnswered: (number, line, credited, answer) => ({
    subject: `Answered: line ${line} of ${number}`,
    lines: [
      credited
        ? `Line ${line} of statement ${number} is credited; the credit stands on your next statement.`
        : `Line ${line} of statement ${number} stays as it is.`,
      answer,
    ],
  }),
  erased: (park) => ({
    subject: 'Your account is deleted',
    lines: [
      `Your account at ${park} is deleted as you asked, and what was personal with it. The accounts are kept, as they must be, without your name and address.`,
    ],
  }),
  bookings: {
    'booking.offered': ({ resource, time, until }) => ({
      subject: `Free for you until ${until}: ${resource}, ${time}`,
      lines: [
        `What you waited for is free: ${resource}, ${time}.`,
        `It is held for you until ${until}. One tap accepts it; nothing is charged if you let it pass.`,
      ],
    }),
    'booking.offer-lapsed': ({ resource, time }) => ({
      subject: `Offer lapsed: ${resource}, ${time}`,
      lines: [
        `${resource}, ${time}, was offered to you and not accepted in time: it went to the next in line.`,
        'Nothing is charged. If you still need it, join the waitlist again.',
      ],
    }),
    'booking.pending': ({ resource, time }) => ({
      subject: `To approve: ${resource}, ${time}`,
      lines: [`A booking waits for your approval: ${resource}, ${time}.`],
    }),
    'booking.confirmed': ({ resource, time }) => ({
      subject: `Confirmed: ${resource}, ${time}`,
      lines: [`${resource}, ${time}, is confirmed.`],
    }),
    'booking.rejected': ({ resource, time }) => ({
      subject: `Not approved: ${resource}, ${time}`,
      lines: [`${resource}, ${time}, was not approved. Nothing is charged.`],
    }),
    'booking.expired': ({ resource, time }) => ({
      subject: `Lapsed: ${resource}, ${time}`,
      lines: [`${resource}, ${time}, was not approved in time and has lapsed. Nothing is charged.`],
    }),
    'booking.cancelled': ({ resource, time }) => ({
      subject: `Cancelled: ${resource}, ${time}`,
      lines: [`${resource}, ${time}, was cancelled. Its page says why, and what it costs.`],
    }),
    'booking.moved': ({ resource, time }) => ({
      subject: `Moved: ${resource}, ${time}`,
      lines: [`Your booking of ${resource} is now ${time}.`],
    }),
    'booking.kept': ({ resource, time }) => ({
      subject: `Opening hours change, your booking stays: ${resource}, ${time}`,
      lines: [
        `${resource} has new opening hours, and ${time} is outside them.`,
        'Your booking is kept as it is, at the same price.',
      ],
    }),
    'booking.fault': ({ resource, time }) => ({
      subject: `Reported as not usable: ${resource}`,
      lines: [
        `Somebody reports that ${resource} can’t be used at present. You have booked it: ${time}.`,
        'The lab manager knows. Your booking stands until you hear otherwise; its page leads to other times.',
      ],
    }),
    'booking.no-show': ({ resource, time }) => ({
      subject: `No-show: ${resource}, ${time}`,
      lines: [`Nobody checked in to ${resource}, ${time}: it counts as a no-show. Its page says what it costs.`],
    }),
    'booking.outside': ({ resource, time }) => ({
      subject: `No longer open then: ${resource}, ${time}`,
      lines: [
        `${resource} is no longer to be had then: its hours or its state have changed. Your booking of ${time} is kept for now and marked for the lab. Its page lets you choose another time, or cancel.`,
      ],
    }),
    'booking.interrupted': ({ resource, time }) => ({
      subject: `Interrupted: ${resource}, ${time}`,
      lines: [`${resource} was closed while you used it. You pay for the time you used.`],
    }),
  },
  foot: (park) => `Sent by Gongtai for ${park}. Nobody reads answers to this address.`,
}

function outsideLines(outside: number): string[] {
  if (outside === 0) return []
  const bookings = outside === 1 ? 'One booking of yours is' : `${outside} bookings of yours are`
  return [`${bookings} not covered by it any more. Renew the training before then, or move or cancel.`]
}

const wordOf = { limit: 'limit', entitlement: 'free machine time', budget: 'budget', credit: 'credit line' } as const
