import { plainText } from '../platform/http/schemas.ts'

/** A person's name: one line, of characters that are seen. Empty is no name: whoever was deleted has none. */
export const nameText = plainText(80).refine((name) => name !== '' && !unseen.test(name), {
  params: { kind: 'format' },
})

// Marks that turn the direction of writing or take no space let one name pass for another.
const unseen = /[\p{Cf}\p{Cc}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/u
