/**
 * True for a text that a screen shows as it is: without controls but tab and line ends, and without half characters.
 */
export function hidesNothing(text: string): boolean {
  return !unseen.test(text) && text.isWellFormed()
}

/** True for a text that a screen shows as it is, on one line: the number of a voucher or an invoice. */
export function isOneLine(text: string): boolean {
  return hidesNothing(text) && !/[\t\n\r]/.test(text)
}

// Controls but tab and line ends: the database would cut a text at NUL, and the others hide what was written. Half a
// character it would store as another one. Marks of direction and of no width make two names look like one.
// oxlint-disable-next-line no-control-regex
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\p{Cf}\p{Zl}\p{Zp}]/u
