import { answerFault } from '../../knowledge/question.ts'
import { refuse, type Rule } from './rule.ts'

/** Every required question is answered, and each answer is one that fits. Nothing is missed where nobody was asked. */
export const answered: Rule = {
  name: 'answered',
  test: ({ asked: { questions }, wanted: { answers } }) => {
    if (answers === undefined) return null
    const question = questions.find((one) => answerFault(one, answers) !== null)
    if (question === undefined) return null
    const fault = answerFault(question, answers)
    return refuse('unanswered', question.id, fault, null, { ...(fault && { note: fault }), words: question.words })
  },
}
