import { expect, test } from 'vitest'
import { readBankFile } from '../../src/settlements/read-bank-file.ts'
import type { UnusableFile } from '../../src/settlements/read-columns.ts'

test.each([
  ['结算单号,金额,凭证号,日期', '2026年12月1日'],
  ['日期,憑證號,金額,結算單號', '2026/12/1'],
  ['Statement number,Amount,Voucher,Paid on', '20261201'],
  ['VOUCHER_NUMBER,note,statement,Value date,amount', '2026-12-01'],
])('columns are found by their names: %s', (header, date) => {
  const cells = header.split(',').map((name) => {
    if (/号|號|number|statement|VOUCHER|Voucher/i.test(name)) return /凭|憑|voucher/i.test(name) ? 'V-1' : '2026-00001'
    return /金|amount/i.test(name) ? '"1,234.50"' : /日|date|on/i.test(name) && name !== 'note' ? date : 'x'
  })
  expect(readBankFile(`\ufeff${header}\r\n${cells.join(',')}\r\n`, 'CNY')).toEqual([
    {
      line: 2,
      number: '2026-00001',
      amountMinor: 123_450,
      voucher: 'V-1',
      paidOn: '2026-12-01',
      written: { amount: '1,234.50', date },
    },
  ])
})

test.each([
  ['结算单号,金额,日期\n1,2,3', { kind: 'columns', missing: ['voucher'] }],
  ['number,amount,voucher,date\n', { kind: 'empty' }],
  [new TextDecoder().decode(new Uint8Array([0xbd, 0xe1, 0xcb, 0xe3])), { kind: 'not-utf8' }],
  ['number,amount,voucher,date\n"1,2', { kind: 'not-csv', line: 2 }],
  ['number,amount,Paid,voucher,date\n1,2,3,4,2026-12-01', { kind: 'repeated', columns: ['amount'] }],
  ['date,number,voucher,amount\n2026-12-01,2026-00001,V-1,1,000.00', { kind: 'not-csv', line: 2 }],
])('a file that can’t be taken says why: %s', (text, fault) => {
  try {
    readBankFile(text, 'CNY')
    expect.unreachable()
  } catch (error) {
    expect((error as UnusableFile).fault).toEqual(fault)
  }
})

test.each(['2026-02-30', '2026-13-01', 'yesterday', ''])('%s is no day', (date) => {
  expect(readBankFile(`number,amount,voucher,date\n1,2,3,${date}`, 'CNY')[0]?.paidOn).toBeNull()
})
