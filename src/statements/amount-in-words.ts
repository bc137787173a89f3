/**
 * An amount in the capital numerals of Chinese accounts: `壹万贰仟叁佰肆拾伍元陆角柒分`, `壹佰元整`. Zeros as the
 * People's Bank's rules for bills write them (支付结算办法, annex 1): one 零 for a run of them inside the number.
 */
export function amountInWords(amountMinor: number, script: 'hans' | 'hant'): string {
  const words = script === 'hans' ? hans : hant
  const minor = Math.abs(amountMinor)
  const [yuan, jiao, fen] = [Math.floor(minor / 100), Math.floor(minor / 10) % 10, minor % 10] as const
  const whole = yuan === 0 ? '' : wholeInWords(yuan, words) + words.yuan
  const gap = yuan > 0 && jiao === 0 && fen > 0 ? words.digits.charAt(0) : ''
  const part =
    (jiao > 0 ? words.digits.charAt(jiao) + words.jiao : gap) + (fen > 0 ? words.digits.charAt(fen) + words.fen : '')
  const said = whole + part || words.digits.charAt(0) + words.yuan
  return (amountMinor < 0 ? words.minus : '') + said + (fen > 0 ? '' : words.exactly)
}

interface Numerals {
  /** Of 0 to 9, one character each. */
  readonly digits: string
  readonly tens: readonly string[]
  readonly groups: readonly string[]
  readonly yuan: string
  readonly jiao: string
  readonly fen: string
  readonly exactly: string
  readonly minus: string
}

const hans: Numerals = {
  digits: '零壹贰叁肆伍陆柒捌玖',
  tens: ['', '拾', '佰', '仟'],
  groups: ['', '万', '亿', '万亿'],
  yuan: '元',
  jiao: '角',
  fen: '分',
  exactly: '整',
  minus: '负',
}

const hant: Numerals = {
  ...hans,
  digits: '零壹貳參肆伍陸柒捌玖',
  groups: ['', '萬', '億', '萬億'],
  minus: '負',
}

function wholeInWords(whole: number, { digits, tens, groups }: Numerals): string {
  let said = ''
  let waitsForZero = false
  for (let group = groups.length - 1; group >= 0; group--) {
    const part = Math.floor(whole / 10_000 ** group) % 10_000
    let inGroup = ''
    for (let place = 3; place >= 0; place--) {
      const digit = Math.floor(part / 10 ** place) % 10
      if (digit === 0) waitsForZero = waitsForZero || said + inGroup !== ''
      else {
        inGroup += (waitsForZero ? digits.charAt(0) : '') + digits.charAt(digit) + tens[place]
        waitsForZero = false
      }
    }
    if (inGroup !== '') said += inGroup + groups[group]
  }
  return said
}
