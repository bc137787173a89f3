import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { firmFile, mover, outcomes, reasons, type Mover } from '../support/moving.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
let move: Mover['move']
beforeEach(async () => {
  park = await openPark()
  ;({ move } = mover(park))
})
afterEach(() => park.close())

describe('every line is accounted for', () => {
  test('firms: why each one is refused', async () => {
    const report = await move(
      'firms',
      `name_zh_hans,name_en,kind,credit_code,consortium,domains
新芽,ＨＥＬＩＸ,company,914403001922038216,,
新芽二,Sprout,firm,,,
新芽三,Sprout3,company,914403001922038217,,
新芽四,Sprout4,company,,无名联合体,not a domain
新\u200b芽五,Sprout5,,,,
新芽六,Sprout6,,,,
新芽六,Sprout6b,,,,
,,hospital,,,
新芽七,Sprout7,,
`,
    )
    expect(reasons(report)).toEqual([
      '3 kind is one of company, hospital, university, outside, not “firm”',
      expect.stringMatching(/^4 credit_code is a unified .* fits, not “914403001922038217”$/),
      '5 domains is an e-mail domain like helix.example, several with | between them, not “not a domain”',
      '5 consortium: there is no “无名联合体”',
      '6 name_zh_hans is one line of words, not too long, without characters that nobody sees, not “新\u200b芽五”',
      '8 it repeats line 7',
      '9 name_zh_hans is missing',
      '10 the header has 6 columns, this line has 4',
    ])
    expect(outcomes(report).filter((line) => !line.endsWith('refused'))).toEqual(['2 changed', '7 new'])
    expect(report.counts).toEqual({ new: 1, changed: 1, unchanged: 0, refused: 7 })
  })

  test('firms: a name or a domain of another firm is refused, a credit code finds its own', async () => {
    await move('firms', firmFile)
    const report = await move(
      'firms',
      `name_zh_hans,credit_code,domains
嫩芽生物,914403001922038216,-
新芽生物,91110000802100433B,
某某公司,,sprout.test
Orchid,914403001922038216,
`,
    )
    expect(outcomes(report)).toEqual(['2 changed', '3 refused', '4 new', '5 refused'])
    expect(report.lines[0]?.changes).toEqual(['name_zh_hans', 'domains'])
  })

  test('people: why each one is refused', async () => {
    const report = await move(
      'people',
      `address,name,firm,roles,facility
no address,A,Helix,,
a@x.example,A,Nowhere,,
b@x.example,B,Helix,captain,
c@x.example,C,,researcher,
d@x.example,D,Helix,lab-manager,
e@x.example,E,,,
f@x.example,F,Helix,,
F@X.example,F,helix,firm-finance,
,G,Helix,,
`,
    )
    expect(reasons(report)).toEqual([
      '2 address is an e-mail address, several with | between them, not “no address”',
      '3 firm: there is no “Nowhere”',
      expect.stringContaining('4 roles is one or more of researcher'),
      '5 the role researcher needs a firm',
      '6 there is a firm, but no role for it',
      '6 the role lab-manager needs a facility',
      '7 roles are missing',
      '9 it repeats line 8',
      '10 address is missing',
    ])
    expect(outcomes(report).filter((line) => !line.endsWith('refused'))).toEqual(['8 new'])
  })

  test('projects: why each one is refused', async () => {
    const report = await move(
      'projects',
      `firm,code,name,starts_on,ends_on,budget,members
Helix,N1,A,2027-02-30,,,
Helix,N2,A,2027-02-02,2027-02-01,,
Helix,N3,A,,,1.234,
Helix,N4,A,,,,researcher@orchid.example
Helix,N5,,,,,
Nowhere,N6,A,,,,
Helix,N7,A,,,,
Helix,N7,B,,,,
`,
    )
    expect(reasons(report)).toEqual([
      '2 starts_on is a day like 2027-01-31, not “2027-02-30”',
      '3 it ends before it starts',
      '4 budget is an amount like 120000 or 1,234.50, not “1.234”',
      '5 researcher@orchid.example is no member of the firm: import people first',
      '6 name is missing',
      '7 firm: there is no “Nowhere”',
      '9 it repeats line 8',
    ])
  })
})
