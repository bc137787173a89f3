/**
 * The unified social credit code of a Chinese organisation (GB 32100-2015): 17 characters and a check character over
 * 0–9 and A–Z without I, O, S, V and Z; the weights are 3^i modulo 31. Answers it in capitals, or null when it is none.
 */
export function creditCodeOf(text: string): string | null {
  const code = text.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase()
  if (!/^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/.test(code)) return null
  return checkCharacter(code.slice(0, 17)) === code[17] ? code : null
}

function checkCharacter(body: string): string {
  let sum = 0
  let weight = 1
  for (const character of body) {
    sum += alphabet.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return alphabet[(31 - (sum % 31)) % 31] ?? ''
}

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
