/** One letter to one address. */
export interface Mail {
  /** The same for every attempt at the same letter: whoever gets it twice can tell. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** Takes letters away. */
export interface Mailer {
  /** Rejects when the letter was not taken, or nobody knows: it is offered again later, under the same id. */
  send(mail: Mail): Promise<void>
}
