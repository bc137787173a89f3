import type { ProblemName } from '../i18n/catalogue.ts'

/** The request stops here, and the answer is a problem by that name. */
export class TurnedAway extends Error {
  override readonly name = 'TurnedAway'
  readonly problem: ProblemName
  readonly headers: Readonly<Record<string, string>>

  constructor(problem: ProblemName, headers: Readonly<Record<string, string>> = {}) {
    super(problem)
    this.problem = problem
    this.headers = headers
  }
}
