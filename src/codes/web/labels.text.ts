import type { LabelSize } from '../label.ts'
import type { Spoken } from '../../platform/i18n/words.ts'

export interface LabelsText {
  readonly title: string
  readonly intro: string
  readonly words: string
  readonly facility: string
  readonly category: string
  readonly any: string
  readonly wholes: string
  readonly show: string
  readonly nothing: string
  readonly found: (count: number) => string
  readonly tooMany: (most: number) => string
  readonly size: string
  readonly sizes: Readonly<Record<LabelSize, string>>
  readonly languages: string
  readonly languagesHint: string
  readonly sheet: string
  readonly print: string
  readonly back: string
  readonly count: (labels: number, sheets: number) => string
  readonly unit: (name: string) => string
  /** A small label has no room for more than the number. */
  readonly asset: (number: string, size: LabelSize) => string
  readonly address: string
  readonly replace: string
  readonly replaceDetail: string
  readonly replaced: string
  readonly codes: string
}

export const labelsText: Spoken<LabelsText> = {
  'zh-Hans': {
    title: '二维码标签',
    intro: '贴在仪器上，手机扫一下就能签到、预约或报修。',
    words: '名称、型号或资产号',
    facility: '平台',
    category: '类别',
    any: '全部',
    wholes: '多台的资源再加一张总标签',
    show: '筛选',
    nothing: '没有符合条件的资源。',
    found: (count) => `${count} 张标签`,
    tooMany: (most) => `一次最多 ${most} 张，请缩小范围。`,
    size: '标签大小',
    sizes: {
      large: '大：每页 2×4，99.1×67.7 毫米',
      medium: '中：每页 3×8，63.5×33.9 毫米',
      small: '小：每页 5×13，38.1×21.2 毫米',
    },
    languages: '名称语言',
    languagesHint: '小标签只印第一种，中标签最多两种',
    sheet: '生成打印页',
    print: '用 A4 纸打印，缩放 100%，页边距选“无”。',
    back: '重新选择',
    count: (labels, sheets) => `${labels} 张标签，${sheets} 页`,
    unit: (name) => `编号 ${name}`,
    asset: (number, size) => (size === 'small' ? number : `资产号 ${number}`),
    address: '地址',
    replace: '换新码',
    replaceDetail: '标签丢失或被撕走时用。旧标签从此作废。',
    replaced: '这个码已经换过了。',
    codes: '现用二维码',
  },
  'zh-Hant': {
    title: 'QR 碼標籤',
    intro: '貼在儀器上，手機一掃就能簽到、預約或通報故障。',
    words: '名稱、型號或財產編號',
    facility: '平台',
    category: '類別',
    any: '全部',
    wholes: '多台的資源再加一張總標籤',
    show: '篩選',
    nothing: '沒有符合條件的資源。',
    found: (count) => `${count} 張標籤`,
    tooMany: (most) => `一次最多 ${most} 張，請縮小範圍。`,
    size: '標籤大小',
    sizes: {
      large: '大：每頁 2×4，99.1×67.7 公釐',
      medium: '中：每頁 3×8，63.5×33.9 公釐',
      small: '小：每頁 5×13，38.1×21.2 公釐',
    },
    languages: '名稱語言',
    languagesHint: '小標籤只印第一種，中標籤最多兩種',
    sheet: '產生列印頁',
    print: '以 A4 紙列印，縮放 100%，邊界選「無」。',
    back: '重新選擇',
    count: (labels, sheets) => `${labels} 張標籤，${sheets} 頁`,
    unit: (name) => `編號 ${name}`,
    asset: (number, size) => (size === 'small' ? number : `財產編號 ${number}`),
    address: '網址',
    replace: '換新碼',
    replaceDetail: '標籤遺失或被撕走時使用。舊標籤即作廢。',
    replaced: '這個碼已經換過了。',
    codes: '現用 QR 碼',
  },
  en: {
    title: 'QR labels',
    intro: 'On the instrument, a phone’s camera checks in, books or reports a fault.',
    words: 'Name, model or asset number',
    facility: 'Facility',
    category: 'Category',
    any: 'All',
    wholes: 'One more label for all of a resource with several units',
    show: 'Show',
    nothing: 'No resource fits.',
    found: (count) => (count === 1 ? '1 label' : `${count} labels`),
    tooMany: (most) => `At most ${most} at once: please narrow it down.`,
    size: 'Label size',
    sizes: {
      large: 'Large: 2×4 a page, 99.1×67.7 mm',
      medium: 'Medium: 3×8 a page, 63.5×33.9 mm',
      small: 'Small: 5×13 a page, 38.1×21.2 mm',
    },
    languages: 'Names in',
    languagesHint: 'A small label takes the first one, a medium one two',
    sheet: 'Make the sheet',
    print: 'Print on A4 at 100 %, without margins.',
    back: 'Choose again',
    count: (labels, sheets) =>
      `${labels} ${labels === 1 ? 'label' : 'labels'}, ${sheets} ${sheets === 1 ? 'page' : 'pages'}`,
    unit: (name) => `Unit ${name}`,
    asset: (number, size) => (size === 'small' ? number : `Asset ${number}`),
    address: 'Address',
    replace: 'Give it a new code',
    replaceDetail: 'When a sticker is lost or was taken off. The old one is void from then on.',
    replaced: 'This code was replaced already.',
    codes: 'Codes in use',
  },
}
