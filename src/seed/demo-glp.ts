import { byConsent, inFacility, numbered, type DemoResource } from './demo-resource.ts'

const instrument = inFacility('GLP', 'D1')
const glp = {
  hours: 'glp',
  qualification: 'glp',
  admits: ['helix', 'orchid', 'chenghu', 'hospital', 'celltherapy'],
  policy: { ...byConsent, lateCancellationPercent: 80 },
} as const

/**
 * GLP 中心: studies under good laboratory practice. Only firms with a study agreement are admitted, and every slot is
 * approved.
 */
export const glpResources: readonly DemoResource[] = [
  instrument('GLP-0601', ['受试物配制室', '受試物配製室', 'Test-article preparation room'], 'GLP', {
    ...glp,
    category: 'glp-room',
    kind: 'space',
    room: '101',
    cleanup: 30,
    price: { hour: 260, external: 600 },
    demand: 0.45,
    usual: [120, 180, 240],
  }),
  instrument('GLP-0602', ['病理取材制片室', '病理取材製片室', 'Necropsy and histology room'], 'GLP', {
    ...glp,
    category: 'glp-room',
    kind: 'space',
    room: '102',
    cleanup: 60,
    price: { hour: 320, external: 700 },
    demand: 0.4,
    usual: [180, 240],
  }),
  instrument('GLP-0603', ['全自动生化分析仪', '全自動生化分析儀', 'Clinical chemistry analyser'], 'cobas c 311', {
    ...glp,
    category: 'plate-reader',
    room: '103',
    setup: 30,
    price: { hour: 240, start: 80 },
    demand: 0.45,
  }),
  instrument('GLP-0604', ['血液分析仪', '血液分析儀', 'Haematology analyser'], 'Sysmex XN-1000V', {
    ...glp,
    category: 'plate-reader',
    room: '103',
    price: { hour: 180, start: 60 },
    demand: 0.4,
    usual: [60, 120],
  }),
  instrument(
    'GLP-0605',
    ['药品稳定性试验箱（层）', '藥品安定性試驗箱（層）', 'Stability chamber shelf'],
    'Binder KBF 720',
    {
      ...glp,
      category: 'incubator',
      room: '104',
      hours: 'always',
      units: numbered('S', 8),
      step: 60,
      min: 10_080,
      max: 129_600,
      policy: { ...byConsent, checkIn: 'none', horizonDays: 365 },
      price: { hour: 1 },
      demand: 0.5,
      usual: [20_160, 30_240],
    },
  ),
  instrument('GLP-0606', ['精密称量室', '精密秤量室', 'Weighing room'], 'XPR6UD5', {
    ...glp,
    category: 'glp-room',
    kind: 'space',
    room: '105',
    policy: { checkIn: 'none' },
    price: { hour: 90 },
    demand: 0.4,
    usual: [30, 60],
  }),
  instrument('GLP-0607', ['液相色谱仪（GLP）', '液相層析儀（GLP）', 'HPLC system (GLP)'], 'Waters Arc', {
    ...glp,
    category: 'chromatography',
    room: '106',
    units: ['A', 'B'],
    price: { hour: 130, external: 300 },
    demand: 0.5,
    usual: [240, 480],
  }),
  instrument(
    'GLP-0690',
    ['注册申报顾问 陆怀瑾', '註冊申報顧問 陸懷瑾', 'Regulatory consultant Lu Huaijin'],
    'IND · GLP',
    {
      category: 'expert',
      kind: 'expert',
      room: '110',
      hours: 'staffed',
      policy: { checkIn: 'none', leadMinutes: 1440, freeCancellation: { dayBeforeAt: '18:00' } },
      price: { hour: 600 },
      max: 120,
      demand: 0.35,
      usual: [60],
    },
  ),
]
