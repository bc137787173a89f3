import { z } from 'zod'

/** Of an uploaded file. */
export const mostBytes = 200_000

/** A file's text that a page sends along with its confirmation: as JSON, since a field of one line may lose breaks. */
export const keptText = z
  .string()
  .max(2 * mostBytes)
  .transform((text, context) => {
    try {
      return z.string().parse(JSON.parse(text))
    } catch {
      context.addIssue({ code: 'custom', params: { kind: 'format' } })
      return z.NEVER
    }
  })
