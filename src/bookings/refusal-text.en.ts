import type { RefusalTexts } from './refusal-text.ts'

export const refusalsEn: RefusalTexts = {
  'resource-unavailable': ({ actual }) => ({
    detail: `This resource ${states[String(actual)] ?? 'can’t be booked at present'}.`,
    remedy: 'Book another of its kind, or ask the lab manager.',
  }),
  'not-permitted': () => ({
    detail: 'You or your firm are not among those who may book this resource.',
    remedy: 'Ask your firm’s admin or the facility for access.',
  }),
  'qualification-missing': () => ({
    detail: 'This resource needs training, and you hold no valid qualification at that time.',
    remedy: 'Sign up for the training, or have a qualified colleague or the facility’s staff operate it.',
  }),
  'qualification-expired': ({ limit }, say) => ({
    detail: `Your qualification is valid until ${say.moment(limit)}, before the booking ends.`,
    remedy: 'Choose a time before it expires, or renew it first.',
  }),
  'outside-opening-hours': ({ facts }, say) => ({
    detail: `This time is outside the opening hours${facts.date ? ` of ${say.day(facts.date)}` : ''}.`,
    remedy: 'Choose a time within the opening hours, or one of those below.',
  }),
  closed: ({ facts }, say) => ({
    detail: closedText(facts, say),
    remedy: 'Choose one of the times below, or another resource of its kind.',
  }),
  misaligned: ({ limit }, say) => ({
    detail:
      Number(limit) > 1
        ? `Bookings start in steps of ${say.minutes(limit)}.`
        : 'A booking starts and ends on a whole minute.',
    remedy: 'Choose the nearest step.',
  }),
  'too-short': ({ limit, actual }, say) => ({
    detail: `The shortest booking is ${say.minutes(limit)}; you chose ${say.minutes(actual)}.`,
    remedy: `Make it ${say.minutes(limit)} or longer.`,
  }),
  'too-long': ({ limit, actual }, say) => ({
    detail: `The longest booking is ${say.minutes(limit)}; you chose ${say.minutes(actual)}.`,
    remedy: 'Make it shorter, or book it in parts.',
  }),
  'too-soon': ({ limit }, say) => ({
    detail: `Book at least ${say.minutes(limit)} ahead.`,
    remedy: 'Choose a later time; if it is urgent, the lab manager can let you in.',
  }),
  'too-late-to-change': ({ limit }, say) => ({
    detail: `It could be changed until ${say.moment(limit)}.`,
    remedy: 'Cancel it and book again, which may cost a fee, or ask the lab manager.',
  }),
  'beyond-horizon': ({ limit }) => ({
    detail: `Bookings open ${Number(limit)} ${Number(limit) === 1 ? 'day' : 'days'} ahead.`,
    remedy: 'Choose an earlier date, or come back when it opens.',
  }),
  'in-the-past': () => ({ detail: 'This time has passed.', remedy: 'Choose a time from now on.' }),
  'unit-taken': () => ({
    detail: 'This time is taken.',
    remedy: 'Choose one of the times or resources below, or join the waitlist.',
  }),
  'person-busy': ({ facts }, say) => ({
    detail: `You hold another booking then${facts.until ? `, until ${say.moment(facts.until)}` : ''}, and this facility allows one at a time.`,
    remedy: 'Choose a time after it, or cancel the other one first.',
  }),
  'quota-exceeded': ({ limit, facts }, say) =>
    limit === null
      ? {
          detail: 'The last of the quota has just been used.',
          remedy: 'Make it shorter, choose another time, or have your firm’s admin ask for more.',
        }
      : {
          detail: `The limit ${windowText(facts)} is ${say.amount(limit)}; ${say.amount(facts.used)} used, and this asks for ${say.amount(facts.asked)}.`,
          remedy: `${resetText(facts, say)}Make it shorter, book for after the limit resets, or have your firm’s admin ask for more.`,
        },
  'budget-exceeded': ({ limit, facts }, say) => ({
    detail: `The project’s budget is ${say.amount(limit)}; ${say.amount(facts.used)} is spoken for, and this asks for ${say.amount(facts.asked)}.`,
    remedy: 'Choose another project, or have your firm’s admin raise the budget.',
  }),
  'credit-exceeded': ({ limit, facts }, say) => ({
    detail: `Your firm’s credit line is ${say.amount(limit)}; ${say.amount(facts.used)} is spoken for, and this asks for ${say.amount(facts.asked)}.`,
    remedy: 'Ask your firm’s finance people to settle or prepay.',
  }),
  'firm-suspended': ({ actual, facts }) => ({
    detail:
      actual === 'departed'
        ? 'Your firm has left the park.'
        : `Your firm’s bookings are suspended.${facts.note ? ` The park says: ${facts.note}` : ''}`,
    remedy: 'Have your firm’s admin talk to the park.',
  }),
  'person-suspended': ({ limit }, say) => ({
    detail: `After no-shows you make no new bookings at this facility until ${say.moment(limit)}.`,
    remedy:
      'Book for a time after that is over, have a colleague book, or appeal under “No-shows and appeals” (/me/conduct).',
  }),
  'project-closed': ({ limit, actual, measure }, say) => ({
    detail:
      measure === 'instant'
        ? `The project ${Number(actual) < Number(limit) ? 'begins' : 'ends'} at ${say.moment(limit)}.`
        : 'This project is closed.',
    remedy: 'Choose another project, or have your firm’s admin change its dates.',
  }),
  'price-missing': () => ({
    detail: 'No rate is published for your firm at this time, and nothing is booked without a price.',
    remedy: 'Ask the facility to publish a rate.',
  }),
  'past-due': ({ limit, facts }, say) => ({
    detail: `Its ${dues[facts.name ?? ''] ?? 'inspection'} is due by ${say.moment(limit)}, before the booking ends.`,
    remedy: 'Choose a time before that, or ask the lab manager when it will be done.',
  }),
  unanswered: ({ actual, facts }) => ({
    detail:
      actual === 'unfit'
        ? `This answer does not fit: ${facts.words?.en ?? 'what the lab asks'}`
        : `This must be answered: ${facts.words?.en ?? 'what the lab asks'}`,
    remedy: 'Answer it and send the form again.',
  }),
}

const dues: Readonly<Record<string, string>> = {
  calibration: 'calibration',
  maintenance: 'maintenance',
  safety: 'safety check',
}

type Facts = Parameters<RefusalTexts['closed']>[0]['facts']
type Say = Parameters<RefusalTexts['closed']>[1]

const states: Readonly<Record<string, string>> = {
  draft: 'is not published yet',
  'out-of-service': 'is out of service',
  retired: 'has been retired',
}

const closures: Readonly<Record<string, string>> = {
  maintenance: 'Closed for maintenance',
  fault: 'Closed by a fault',
  calibration: 'Closed for calibration',
  event: 'Closed for an event',
}

const windows: Readonly<Record<string, string>> = {
  day: 'for that day',
  week: 'for that week',
  month: 'for that month',
  quarter: 'for that quarter',
  year: 'for that year',
  none: 'in all',
}

function closedText({ closedBy, closureKind, date, name, note, until }: Facts, say: Say): string {
  const why = note ? ` (${note})` : ''
  if (closureKind !== undefined) {
    return `${closures[closureKind] ?? 'Closed'}${why}${until ? `, until ${say.moment(until)}` : ''}.`
  }
  const on = date ? ` on ${say.day(date)}` : ''
  return closedBy === 'holiday' ? `Closed${on}: ${name ?? 'public holiday'}.` : `Closed at that time${on}${why}.`
}

function windowText({ window, windowDays }: Facts): string {
  return window === 'rolling' ? `in any ${windowDays} days` : (windows[window ?? ''] ?? '')
}

function resetText({ resetsAt }: Facts, say: Say): string {
  return resetsAt ? `It resets at ${say.moment(resetsAt)}. ` : ''
}
