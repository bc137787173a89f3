import type { Spoken } from '../../platform/i18n/words.ts'
import type { OpeningColumn, OpeningFinding, OpeningKind } from '../opening.ts'

export interface OpeningsText {
  readonly title: string
  readonly intro: string
  readonly file: string
  readonly hint: string
  readonly columns: Readonly<Record<OpeningColumn, string>>
  readonly kinds: Readonly<Record<OpeningKind, string>>
  readonly findings: Readonly<Record<OpeningFinding, string>>
  readonly post: string
  readonly done: (lines: number) => string
}

export const openingsText: Spoken<OpeningsText> = {
  'zh-Hans': {
    title: '导入期初余额',
    intro: '各单位在启用本系统之前的欠款和预付款。先逐行核对，确认后才登记；每个单位每种只登记一次。',
    file: '期初余额表（CSV）',
    hint: 'UTF-8 编码，列名：单位（名称或信用代码）、金额、类型（应收或预付）；最多 500 行。',
    columns: { firm: '单位', amount: '金额', kind: '类型' },
    kinds: { receivable: '应收', prepaid: '预付' },
    findings: {
      new: '待登记',
      known: '已登记过',
      differs: '已登记，金额不同',
      unknown: '没有这个单位',
      ambiguous: '有多个同名单位',
      repeated: '文件中重复出现',
      unreadable: '无法识别',
    },
    post: '登记待登记的行',
    done: (lines) => (lines === 0 ? '没有需要登记的行。' : `已登记 ${lines} 行。`),
  },
  'zh-Hant': {
    title: '匯入期初餘額',
    intro: '各單位在啟用本系統之前的欠款和預付款。先逐行核對，確認後才登記；每個單位每種只登記一次。',
    file: '期初餘額表（CSV）',
    hint: 'UTF-8 編碼，欄名：單位（名稱或信用代碼）、金額、類型（應收或預付）；最多 500 行。',
    columns: { firm: '單位', amount: '金額', kind: '類型' },
    kinds: { receivable: '應收', prepaid: '預付' },
    findings: {
      new: '待登記',
      known: '已登記過',
      differs: '已登記，金額不同',
      unknown: '沒有這個單位',
      ambiguous: '有多個同名單位',
      repeated: '檔案中重複出現',
      unreadable: '無法辨識',
    },
    post: '登記待登記的行',
    done: (lines) => (lines === 0 ? '沒有需要登記的行。' : `已登記 ${lines} 行。`),
  },
  en: {
    title: 'Opening balances',
    intro: 'What firms owed or had paid ahead before this book began. Nothing is recorded until you confirm.',
    file: 'Opening balances (CSV)',
    hint: 'UTF-8, with the columns firm (name or credit code), amount, kind (receivable or prepaid); 500 lines.',
    columns: { firm: 'Firm', amount: 'Amount', kind: 'Kind' },
    kinds: { receivable: 'Owed', prepaid: 'Prepaid' },
    findings: {
      new: 'New',
      known: 'Recorded before',
      differs: 'Recorded before with another amount',
      unknown: 'No such firm',
      ambiguous: 'Several firms of this name',
      repeated: 'Twice in the file',
      unreadable: 'Can’t be read',
    },
    post: 'Record what is new',
    done: (lines) =>
      lines === 0 ? 'There was nothing to record.' : lines === 1 ? '1 line recorded.' : `${lines} lines recorded.`,
  },
}
