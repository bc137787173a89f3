import type { PersonId } from '../kernel/id.ts'
import type { Mail, Mailer } from '../platform/mail/mailer.ts'

/** A letter and whom it is for; null where it goes to an address that nobody has proved to be theirs. */
export interface Letter extends Mail {
  readonly personId: PersonId | null
}

/** A way to people. Mail is one; a messenger, a text message or a push is another. */
export interface Channel {
  readonly name: string
  /**
   * Takes a letter to its person. False when they are not reached by it. Rejects when they are, but not now: the
   * letter may come again, under the same id.
   */
  tell(letter: Letter): Promise<boolean>
}

/** Mail reaches every address. */
export function mailChannel(mailer: Mailer): Channel {
  return {
    name: 'mail',
    async tell({ id, to, subject, text }) {
      await mailer.send({ id, to, subject, text })
      return true
    },
  }
}

/**
 * Tells a letter by every channel. It is told when one of them took it, so that nobody hears twice because another was
 * down; whom no channel reaches needs to hear nothing. Rejects when none took it and one might have.
 */
export async function tellBy(channels: readonly Channel[], letter: Letter): Promise<void> {
  const outcomes = await Promise.allSettled(channels.map(async (channel) => channel.tell(letter)))
  if (outcomes.some((outcome) => outcome.status === 'fulfilled' && outcome.value)) return
  const failed = outcomes.find((outcome) => outcome.status === 'rejected')
  if (failed) throw failed.reason
}
