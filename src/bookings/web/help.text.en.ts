import type { HelpText } from './help.text.ts'

export const helpEn: HelpText = {
  title: 'Help',
  park: (name, zone) => `${name}. All times are the park’s own (${zone}).`,
  contacts: 'Who looks after what',
  contactsHidden: 'Once you are signed in and have joined a firm, the lab managers’ addresses stand here.',
  answers: [
    [
      'book',
      'How do I book?',
      'Open an instrument under “Find”: a time is chosen, and its price, what is left of the limits and the rule for cancelling stand there. Tap “Confirm”. For another time, tap “Another time”.',
    ],
    [
      'check-in',
      'How do I check in?',
      'Tap “Check in” on the start page or on the booking, usually from 15 minutes before to 30 minutes after the start; the booking says exactly. Without a network tap it all the same: your phone keeps it and sends it later, and the time it reaches us counts. When you are done, tap “Finish”: what is left of the limit goes back.',
    ],
    [
      'cancel',
      'What does cancelling cost?',
      'Nothing within ten minutes of booking, and nothing before the cut-off. After it, a share of the booked price: the page says how much at most before you confirm. If somebody else takes the time, it is less or nothing.',
    ],
    [
      'quota',
      'How do limits work?',
      'A limit is shared by a firm, a project or counts for you alone; the page says how much is used and until when it counts. Cancelled in time or finished early, the unused part goes back; after a no-show it does not.',
    ],
    [
      'no-show',
      'What is a no-show?',
      'Where check-in is required, nobody checked in by its end. It usually costs the whole price. If the instrument was down, or the last user stayed too long, it is none. If a check-in arrived late or something is wrong, ask the facility’s lab manager to put it right.',
    ],
    ['calendar', 'How do I put it into my calendar?', 'Open the booking and tap “Add to calendar”.'],
    [
      'training',
      'Why can’t I book?',
      'The page names the rule: a training that is missing, a limit, opening hours and so on, and offers times that you can have.',
    ],
    [
      'contact',
      'Whom do I ask?',
      'About instruments and their use, the facility’s lab manager; about members, projects and budgets, your firm’s admin; about bills, your firm’s finance or the park’s. If you report a fault, add the request’s number from the page.',
    ],
  ],
}
