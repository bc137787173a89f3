import type { Spoken } from '../../platform/i18n/words.ts'

interface CertificateText {
  readonly make: string
  readonly title: string
  readonly says: (person: string) => string
  readonly number: string
  readonly person: string
  readonly training: string
  readonly from: string
  readonly until: string
  readonly granted: string
  readonly park: string
  readonly verify: string
  readonly valid: string
  readonly notYet: string
  readonly over: string
  readonly withdrawn: string
  readonly print: string
}

/** Words of certificates of admission. */
export const certificateText: Spoken<CertificateText> = {
  'zh-Hans': {
    make: '准入证书',
    title: '准入证书',
    says: (person) => `兹证明 ${person} 已通过以下培训，准予使用相应仪器与空间。`,
    number: '编号',
    person: '持证人',
    training: '准入项目',
    from: '生效日期',
    until: '有效期至',
    granted: '签发人',
    park: '园区',
    verify: '查验地址',
    valid: '有效',
    notYet: '尚未生效',
    over: '已过期',
    withdrawn: '已撤销',
    print: '用浏览器的打印功能可打印或另存为 PDF。',
  },
  'zh-Hant': {
    make: '准入證書',
    title: '准入證書',
    says: (person) => `茲證明 ${person} 已通過以下培訓，准予使用相應儀器與空間。`,
    number: '編號',
    person: '持證人',
    training: '准入項目',
    from: '生效日期',
    until: '有效期至',
    granted: '簽發人',
    park: '園區',
    verify: '查驗網址',
    valid: '有效',
    notYet: '尚未生效',
    over: '已過期',
    withdrawn: '已撤銷',
    print: '以瀏覽器的列印功能可列印或另存為 PDF。',
  },
  en: {
    make: 'Certificate',
    title: 'Certificate of admission',
    says: (person) => `${person} has been trained, and is admitted to what asks for this training.`,
    number: 'Number',
    person: 'Holder',
    training: 'Training',
    from: 'Valid from',
    until: 'Valid until',
    granted: 'Granted by',
    park: 'the park',
    verify: 'Verify at',
    valid: 'Valid',
    notYet: 'Not valid yet',
    over: 'Expired',
    withdrawn: 'Withdrawn',
    print: 'Print this page with your browser, or save it as PDF.',
  },
}
