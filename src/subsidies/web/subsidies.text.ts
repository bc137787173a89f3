import type { Spoken } from '../../platform/i18n/words.ts'

export interface SubsidiesText {
  readonly title: string
  readonly intro: string
  readonly none: string
  readonly add: string
  readonly publish: string
  readonly save: string
  readonly closing: string
  readonly terms: string
  readonly closed: string
  readonly inUse: string
  readonly names: readonly [hans: string, hant: string, en: string]
  readonly region: string
  readonly regionHint: string
  readonly resources: string
  readonly namesHint: string
  readonly tickHint: string
  readonly scopeHint: string
  readonly facilities: string
  readonly categories: string
  readonly tags: string
  readonly tiers: string
  readonly priceCategories: string
  readonly listHint: string
  readonly percent: string
  readonly rank: string
  readonly rankHint: string
  readonly claimCap: string
  readonly yearCap: string
  readonly yearCapOf: string
  readonly ofFirm: string
  readonly ofController: string
  readonly budget: string
  readonly capHint: string
  readonly startsOn: string
  readonly endsOn: string
  readonly evidence: string
  readonly evidenceHint: string
  readonly used: (used: string, budget: string | null) => string
  readonly own: (used: string, cap: string | null) => string
  readonly wrong: string
  readonly wrongs: Readonly<Record<'name' | 'percent' | 'day' | 'amount', string>>
  readonly notFound: (code: string) => string
  readonly claims: string
  readonly noClaims: string
  readonly claimCount: (claims: number) => string
  readonly pack: string
  readonly csv: string
  readonly xlsx: string
  readonly handIn: string
  readonly paid: string
  readonly voucher: string
  readonly standings: string
  readonly standingsHint: string
  readonly firm: string
  readonly controller: string
  readonly refused: string
}

export const subsidiesText: Spoken<SubsidiesText> = {
  'zh-Hans': {
    title: '补贴',
    intro: '补贴在使用结束、费用入账时计算：按顺序逐项计算，不超过上限、预算和费用本身。预约时显示的价格尚未扣除补贴。',
    none: '还没有补贴项目。',
    add: '新增补贴项目',
    publish: '发布',
    save: '保存修改',
    closing: '结束该项目',
    terms: '条款',
    closed: '已结束',
    inUse: '已有费用使用该补贴，条款不能再改。可以结束它，另发布一个新的。',
    names: ['名称（简体）', '名称（繁体）', '名称（英文）'],
    region: '注册地',
    regionHint: '只补贴注册在此地的单位；留空则不限',
    resources: '设备编号',
    namesHint: '空着的名称沿用已填的',
    tickHint: '不勾选则不限',
    scopeHint: '平台、编号、类别、标签都不填则适用于全部设备；填了的任一项符合即可',
    facilities: '平台',
    categories: '设备类别',
    tags: '标签',
    tiers: '单位等级',
    priceCategories: '价格类别',
    listHint: '多个用逗号分开；留空则不限',
    percent: '比例（%）',
    rank: '顺序',
    rankHint: '数字小的先算',
    claimCap: '每笔上限',
    yearCap: '每年上限',
    yearCapOf: '每年上限按',
    ofFirm: '每家单位',
    ofController: '同一实际控制人的单位合计',
    budget: '总预算',
    capHint: '含税金额；留空则不设',
    startsOn: '开始日期',
    endsOn: '结束日期（含）',
    evidence: '申报所需材料',
    evidenceHint: '每行一项',
    used: (used, budget) => (budget === null ? `已补贴 ${used}` : `已补贴 ${used}，预算 ${budget}`),
    own: (used, cap) => (cap === null ? `本单位今年已享受 ${used}` : `本单位今年已享受 ${used}，上限 ${cap}`),
    wrong: '请检查此项',
    wrongs: {
      name: '请至少填一个名称',
      percent: '请填 1 到 100 的整数',
      day: '请选日期，结束不早于开始',
      amount: '请填金额，例如 200.00',
    },
    notFound: (code) => `园区里没有“${code}”`,
    claims: '申报',
    noClaims: '还没有可申报的费用。',
    claimCount: (claims) => `${claims} 笔`,
    pack: '下载申报材料（ZIP）',
    csv: 'CSV',
    xlsx: 'Excel',
    handIn: '标记为已申报',
    paid: '标记为已到账',
    voucher: '凭证号',
    standings: '单位注册地与实际控制人',
    standingsHint: '同一实际控制人的单位共用每年上限。',
    firm: '单位',
    controller: '实际控制人',
    refused: '没有保存：情况已经变化，请看最新内容再试。',
  },
  'zh-Hant': {
    title: '補助',
    intro: '補助在使用結束、費用入帳時計算：依順序逐項計算，不超過上限、預算和費用本身。預約時顯示的價格尚未扣除補助。',
    none: '還沒有補助項目。',
    add: '新增補助項目',
    publish: '發布',
    save: '儲存修改',
    closing: '結束該項目',
    terms: '條款',
    closed: '已結束',
    inUse: '已有費用使用該補助，條款不能再改。可以結束它，另發布一個新的。',
    names: ['名稱（簡體）', '名稱（繁體）', '名稱（英文）'],
    region: '註冊地',
    regionHint: '只補助註冊在此地的單位；留空則不限',
    resources: '設備編號',
    namesHint: '留空的名稱沿用已填的',
    tickHint: '不勾選則不限',
    scopeHint: '平台、編號、類別、標籤都不填則適用於所有設備；填了的任一項符合即可',
    facilities: '平台',
    categories: '設備類別',
    tags: '標籤',
    tiers: '單位等級',
    priceCategories: '價格類別',
    listHint: '多個用逗號分開；留空則不限',
    percent: '比例（%）',
    rank: '順序',
    rankHint: '數字小的先算',
    claimCap: '每筆上限',
    yearCap: '每年上限',
    yearCapOf: '每年上限依',
    ofFirm: '每家單位',
    ofController: '同一實際控制人的單位合計',
    budget: '總預算',
    capHint: '含稅金額；留空則不設',
    startsOn: '開始日期',
    endsOn: '結束日期（含）',
    evidence: '申報所需文件',
    evidenceHint: '每行一項',
    used: (used, budget) => (budget === null ? `已補助 ${used}` : `已補助 ${used}，預算 ${budget}`),
    own: (used, cap) => (cap === null ? `本單位今年已享受 ${used}` : `本單位今年已享受 ${used}，上限 ${cap}`),
    wrong: '請檢查此項',
    wrongs: {
      name: '請至少填一個名稱',
      percent: '請填 1 到 100 的整數',
      day: '請選日期，結束不早於開始',
      amount: '請填金額，例如 200.00',
    },
    notFound: (code) => `園區裡沒有「${code}」`,
    claims: '申報',
    noClaims: '還沒有可申報的費用。',
    claimCount: (claims) => `${claims} 筆`,
    pack: '下載申報文件（ZIP）',
    csv: 'CSV',
    xlsx: 'Excel',
    handIn: '標記為已申報',
    paid: '標記為已入帳',
    voucher: '憑證號',
    standings: '單位註冊地與實際控制人',
    standingsHint: '同一實際控制人的單位共用每年上限。',
    firm: '單位',
    controller: '實際控制人',
    refused: '沒有儲存：情況已經改變，請看最新內容再試。',
  },
  en: {
    title: 'Subsidies',
    intro: 'Reckoned after use, in order, within caps, budgets and the charge. Prices shown are before subsidies.',
    none: 'No programme yet.',
    add: 'Add a programme',
    publish: 'Publish',
    save: 'Save changes',
    closing: 'End this programme',
    terms: 'Terms',
    closed: 'ended',
    inUse: 'It has paid for charges, so its terms stay. You can end it and publish another.',
    names: ['Name (Simplified)', 'Name (Traditional)', 'Name (English)'],
    region: 'Region',
    regionHint: 'Only firms registered there; empty for any',
    resources: 'Asset numbers',
    namesHint: 'A name left empty takes one that is filled',
    tickHint: 'None ticked: any',
    scopeHint: 'With no facility, number, category or tag: every resource. Otherwise one of them has to match',
    facilities: 'Facilities',
    categories: 'Categories',
    tags: 'Tags',
    tiers: 'Firm tiers',
    priceCategories: 'Price categories',
    listHint: 'Separated by commas; empty for all',
    percent: 'Share (%)',
    rank: 'Order',
    rankHint: 'The lower number is reckoned first',
    claimCap: 'Cap per charge',
    yearCap: 'Cap per year',
    yearCapOf: 'The yearly cap is for',
    ofFirm: 'each firm',
    ofController: 'all firms of one actual controller',
    budget: 'Whole budget',
    capHint: 'Tax included; empty for none',
    startsOn: 'First day',
    endsOn: 'Last day',
    evidence: 'Required evidence',
    evidenceHint: 'One on each line',
    used: (used, budget) => (budget === null ? `${used} paid so far` : `${used} of ${budget} paid so far`),
    own: (used, cap) =>
      cap === null ? `${used} for your firm this year` : `${used} of ${cap} for your firm this year`,
    wrong: 'Please check this',
    wrongs: { name: 'At least one', percent: '1 to 100', day: 'Not before the first', amount: 'Such as 200.00' },
    notFound: (code) => `Nothing here is called “${code}”`,
    claims: 'Claims',
    noClaims: 'Nothing to claim yet.',
    claimCount: (claims) => (claims === 1 ? '1 charge' : `${claims} charges`),
    pack: 'Download evidence pack (ZIP)',
    csv: 'CSV',
    xlsx: 'Excel',
    handIn: 'Mark as claimed',
    paid: 'Mark as paid',
    voucher: 'Voucher',
    standings: 'Where firms are registered, and who controls them',
    standingsHint: 'Firms of one actual controller share a yearly cap.',
    firm: 'Firm',
    controller: 'Actual controller',
    refused: 'Not saved: something changed meanwhile. Look at what stands now and try again.',
  },
}
