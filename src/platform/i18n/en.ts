import type { Catalogue } from './catalogue.ts'

export const en: Catalogue = {
  product: 'Gongtai',
  tagline: 'Shared laboratories of the park',
  languages: 'Language',
  theme: { name: 'Appearance', system: 'System', light: 'Light', dark: 'Dark' },
  skipToContent: 'Skip to content',
  signIn: 'Sign in',
  signOut: 'Sign out',
  requestId: 'Request',
  back: 'Back to the start',
  problems: {
    'malformed-request': {
      title: 'The request can’t be read',
      detail: 'Some of it can’t be understood. Put right what is named and try again.',
    },
    unauthenticated: { title: 'Sign in first', detail: 'You are not signed in, or your sign-in has expired.' },
    forbidden: {
      title: 'Not permitted',
      detail: 'Your role does not open this door. Ask your firm’s admin or the park if you need it.',
    },
    'cross-site': {
      title: 'Sent from elsewhere',
      detail: 'This request did not come from one of our pages and was stopped. Go back and try again.',
    },
    'not-found': { title: 'Not found', detail: 'It does not exist, or it is not open to you.' },
    'method-not-allowed': { title: 'Not a way to use this address', detail: 'This address does not take that method.' },
    'state-forbids': {
      title: 'Not in this state',
      detail: 'Its state no longer allows that. Look at where it stands now.',
    },
    'too-early': { title: 'Too early', detail: 'This can’t be done yet. Try again within the time set for it.' },
    'too-late': { title: 'Too late', detail: 'The time set for this has passed.' },
    'unit-busy': { title: 'In use', detail: 'The user before has not finished, or something else holds it.' },
    'bookings-affected': {
      title: 'Bookings are in the way',
      detail:
        'There are bookings in this time. Say for each of them where it moves to, or that it is cancelled free of charge.',
    },
    'already-reversed': {
      title: 'Reversed before',
      detail: 'This entry has been reversed and can’t be reversed twice.',
    },
    'sign-in-again': {
      title: 'Sign in again',
      detail: 'This takes a sign-in of the last fifteen minutes. Sign in again, then repeat it.',
    },
    'too-many': { title: 'There are too many', detail: 'Remove what you no longer need first.' },
    'last-admin': { title: 'This is the last admin', detail: 'Make somebody else an admin first.' },
    'name-taken': { title: 'The name or number is in use', detail: 'Take another.' },
    over: { title: 'It is over', detail: 'It has been used up, has expired, or was taken back.' },
    'secrets-key-missing': {
      title: 'No key is set',
      detail: 'This secret has to be kept sealed: the operator sets SECRETS_KEY first.',
    },
    'import-changed': {
      title: 'Something has changed since the preview',
      detail: 'Look at the preview again, then import.',
    },
    'rates-clash': {
      title: 'The prices would leave a gap or overlap',
      detail: 'Nothing was published. The faults name the exact times.',
    },
    'try-again': {
      title: 'Try again',
      detail: 'Somebody was changing the same thing; nothing was changed by this request.',
    },
    'stale-version': {
      title: 'Changed in the meantime',
      detail: 'Somebody changed it just before you did. Look at it again, then retry.',
    },
    'body-too-large': { title: 'Too large', detail: 'What was sent is larger than this address takes.' },
    'unsupported-media-type': {
      title: 'Content type not taken',
      detail: 'Name a content type that this address takes in Content-Type.',
    },
    'unknown-host': { title: 'No such park', detail: 'No park is served under this host name.' },
    'idempotency-key-reused': {
      title: 'Idempotency key used before',
      detail: 'This Idempotency-Key belongs to another request. Use a new one.',
    },
    'version-required': {
      title: 'Version missing',
      detail: 'Send the ETag that you read in If-Match when changing this.',
    },
    'too-many-requests': { title: 'Too many requests', detail: 'Wait a moment, then try again.' },
    'internal-error': {
      title: 'Something broke',
      detail: 'The fault is ours. Try again a little later; if you report it, add the request’s number.',
    },
    overloaded: {
      title: 'Busy',
      detail: 'Too many requests at once; this one was not started. Try again in a moment.',
    },
    'database-unavailable': {
      title: 'Not available just now',
      detail: 'The database can’t be reached and nothing was changed. Try again in a moment.',
    },
    'outcome-unknown': {
      title: 'Outcome not known yet',
      detail: 'The database did not answer. Retry with the same Idempotency-Key: it will not take effect twice.',
    },
  },
  faults: {
    missing: () => 'This is required',
    'unknown-key': () => 'There is no such key',
    repeated: () => 'May be given once only',
    type: (expected) => `Must be of type ${expected}`,
    'too-small': (least) => `Must be at least ${least}`,
    'too-large': (most) => `Must be at most ${most}`,
    'too-short': (least) => `Must have a length of at least ${least}`,
    'too-long': (most) => `Must have a length of at most ${most}`,
    choice: (choices) => `Must be one of: ${choices}`,
    format: () => 'Has the wrong format',
    instant: () => 'Must be an RFC 3339 time with an offset, like 2026-11-23T14:00:00+08:00',
    'wall-time': () => 'Must be HH:MM',
    json: () => 'Is not valid JSON',
    value: () => 'Is not an acceptable value',
  },
}
