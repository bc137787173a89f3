import type { Names } from '../deps.ts'

/** A firm of the demo park. Money is in whole yuan, time in hours. */
export interface DemoFirm {
  /** Its people's addresses end in `@<key>.example`. */
  readonly key: string
  readonly names: Names
  readonly priceCategory: 'resident' | 'partner' | 'consortium' | 'external'
  readonly tier: 'starter' | 'standard' | 'anchor'
  readonly inConsortium: boolean
  /** Hours a month that all its people share. */
  readonly monthHours: number
  readonly creditYuan: number
  readonly projects: readonly { readonly code: string; readonly name: string; readonly budgetYuan: number | null }[]
  /** `name, part of the address, language`, in the order researcher, researcher …, firm admin, finance. */
  readonly people: readonly DemoPerson[]
}

export interface DemoPerson {
  readonly mailbox: string
  readonly name: string
  readonly locale: 'zh-Hans' | 'zh-Hant' | 'en'
  readonly role: 'researcher' | 'firm-admin' | 'firm-finance'
  readonly usualMinutes: number
}

export const consortiumNames: Names = {
  hans: '湖湾细胞治疗创新联合体',
  hant: '湖灣細胞治療創新聯合體',
  en: 'Lakebay Cell Therapy Consortium',
}

export const demoFirms: readonly DemoFirm[] = [
  firm('helix', ['海利思生物', '海利思生物', 'Helix Biosciences'], 'resident', 'anchor', true, 900, 600_000, {
    projects: [
      ['HLX-2601', 'CAR-T 工艺放大', 300_000],
      ['HLX-2604', '双抗 HX-17 临床前', 180_000],
      ['HLX-2609', '平台方法学', null],
    ],
    people: [
      ['researcher', '顾清言', 'zh-Hans', 'researcher', 120],
      ['tang.yu', '唐雨', 'zh-Hans', 'researcher', 60],
      ['m.weber', 'Miriam Weber', 'en', 'researcher', 120],
      ['lu.jingzhou', '陆景舟', 'zh-Hans', 'researcher', 180],
      ['chen.yijun', '陳怡君', 'zh-Hant', 'researcher', 90],
      ['admin', '秦若兰', 'zh-Hans', 'firm-admin', 60],
      ['finance', '方以宁', 'zh-Hans', 'firm-finance', 60],
    ],
  }),
  firm('orchid', ['兰芷医药', '蘭芷醫藥', 'Orchid Pharma'], 'resident', 'standard', false, 620, 400_000, {
    projects: [
      ['OP-118', '小分子 OP-118 药代', 220_000],
      ['OP-204', '靶点验证', 120_000],
    ],
    people: [
      ['researcher', '沈听澜', 'zh-Hans', 'researcher', 120],
      ['xu.zihan', '徐子涵', 'zh-Hans', 'researcher', 90],
      ['j.okafor', 'Joy Okafor', 'en', 'researcher', 60],
      ['lin.guanyu', '林冠宇', 'zh-Hant', 'researcher', 120],
      ['admin', '罗映雪', 'zh-Hans', 'firm-admin', 60],
      ['finance', '戴文彬', 'zh-Hans', 'firm-finance', 60],
    ],
  }),
  firm('qingyun', ['青筠基因', '青筠基因', 'Qingyun Genomics'], 'resident', 'standard', false, 620, 400_000, {
    projects: [
      ['QY-NGS', '肿瘤早筛建库', 260_000],
      ['QY-SC', '单细胞图谱', 150_000],
    ],
    people: [
      ['zhou.heng', '周蘅', 'zh-Hans', 'researcher', 240],
      ['wu.peiran', '吴沛然', 'zh-Hans', 'researcher', 120],
      ['a.novak', 'Adam Novák', 'en', 'researcher', 120],
      ['admin', '蒋晴', 'zh-Hans', 'firm-admin', 60],
    ],
  }),
  firm('chenghu', ['澄湖抗体', '澄湖抗體', 'Chenghu Antibodies'], 'resident', 'anchor', false, 760, 500_000, {
    projects: [
      ['CH-AB7', '抗体发现 AB7', 280_000],
      ['CH-CMC', 'CMC 开发', 240_000],
    ],
    people: [
      ['ma.suwen', '马溯雯', 'zh-Hans', 'researcher', 180],
      ['gao.yichen', '高亦尘', 'zh-Hans', 'researcher', 120],
      ['s.iyer', 'Sanjana Iyer', 'en', 'researcher', 120],
      ['peng.he', '彭鹤', 'zh-Hans', 'researcher', 60],
      ['admin', '夏知秋', 'zh-Hans', 'firm-admin', 60],
    ],
  }),
  firm('boan', ['泊岸细胞', '泊岸細胞', 'Boan Cell Works'], 'resident', 'standard', true, 560, 300_000, {
    projects: [['BA-NK', 'iPSC-NK 工艺', 200_000]],
    people: [
      ['tao.ran', '陶然', 'zh-Hans', 'researcher', 120],
      ['he.jiayi', '何嘉翊', 'zh-Hans', 'researcher', 90],
      ['admin', '邵一鸣', 'zh-Hans', 'firm-admin', 60],
    ],
  }),
  firm('chenxi', ['晨溪诊断', '晨溪診斷', 'Chenxi Diagnostics'], 'resident', 'starter', false, 360, 160_000, {
    projects: [['CX-POC', '即时检测试剂', 140_000]],
    people: [
      ['guo.nan', '郭楠', 'zh-Hans', 'researcher', 60],
      ['yao.shuyi', '姚书仪', 'zh-Hans', 'researcher', 60],
      ['admin', '钟毓', 'zh-Hans', 'firm-admin', 60],
    ],
  }),
  firm('jiangcheng', ['江澄器械', '江澄器械', 'Jiangcheng Devices'], 'resident', 'starter', false, 320, 160_000, {
    projects: [['JC-S1', '可降解支架', 120_000]],
    people: [
      ['du.yunfei', '杜云飞', 'zh-Hans', 'researcher', 60],
      ['r.silva', 'Rafael Silva', 'en', 'researcher', 120],
      ['admin', '任嘉禾', 'zh-Hans', 'firm-admin', 60],
    ],
  }),
  firm('weilan', ['微澜合成', '微瀾合成', 'Weilan Synthetic Biology'], 'resident', 'standard', false, 420, 240_000, {
    projects: [['WL-FER', '发酵菌株', 240_000]],
    people: [
      ['lei.mo', '雷默', 'zh-Hans', 'researcher', 120],
      ['song.yiru', '宋宜如', 'zh-Hans', 'researcher', 60],
      ['admin', '潘越', 'zh-Hans', 'firm-admin', 60],
    ],
  }),
  firm('tidemark', ['潮痕生物', '潮痕生物', 'Tidemark Bio'], 'partner', 'standard', false, 300, 200_000, {
    projects: [['TM-ONC', 'ADC payload screening', 150_000]],
    people: [
      ['h.lindqvist', 'Hanna Lindqvist', 'en', 'researcher', 120],
      ['huang.boyan', '黃柏諺', 'zh-Hant', 'researcher', 90],
      ['admin', '曾心怡', 'zh-Hant', 'firm-admin', 60],
    ],
  }),
  firm('hospital', ['湖湾医院', '湖灣醫院', 'Lakebay Hospital'], 'consortium', 'anchor', true, 420, 300_000, {
    projects: [
      ['LB-IIT3', '研究者发起临床 IIT-3', 160_000],
      ['LB-PATH', '病理样本库', null],
    ],
    people: [
      ['su.mengqi', '苏梦琪', 'zh-Hans', 'researcher', 120],
      ['dr.bai', '白敬之', 'zh-Hans', 'researcher', 60],
      ['admin', '冯静姝', 'zh-Hans', 'firm-admin', 60],
    ],
  }),
  firm(
    'university',
    ['东屿大学生命学院', '東嶼大學生命學院', 'Dongyu University, Life Sciences'],
    'consortium',
    'anchor',
    true,
    520,
    300_000,
    {
      projects: [
        ['DU-NSF8', '线粒体动力学', 120_000],
        ['DU-TEACH', '研究生实验课', 40_000],
      ],
      people: [
        ['ye.zhiqiu', '叶知秋', 'zh-Hans', 'researcher', 120],
        ['tian.mu', '田牧', 'zh-Hans', 'researcher', 60],
        ['k.tanaka', '田中 慧', 'en', 'researcher', 120],
        ['admin', '尹澄', 'zh-Hans', 'firm-admin', 60],
      ],
    },
  ),
  firm('northgate', ['北闸检测', '北閘檢測', 'Northgate Testing'], 'external', 'starter', false, 160, 120_000, {
    projects: [['NG-STD', '委托检测', 160_000]],
    people: [
      ['hao.lin', '郝霖', 'zh-Hans', 'researcher', 60],
      ['admin', '孟鸥', 'zh-Hans', 'firm-admin', 60],
    ],
  }),
]

type ProjectTuple = readonly [code: string, name: string, budgetYuan: number | null]
type PersonTuple = readonly [
  mailbox: string,
  name: string,
  DemoPerson['locale'],
  DemoPerson['role'],
  usualMinutes: number,
]

function firm(
  key: string,
  [hans, hant, en]: readonly [string, string, string],
  priceCategory: DemoFirm['priceCategory'],
  tier: DemoFirm['tier'],
  inConsortium: boolean,
  monthHours: number,
  creditYuan: number,
  { projects, people }: { projects: readonly ProjectTuple[]; people: readonly PersonTuple[] },
): DemoFirm {
  return {
    key,
    names: { hans, hant, en },
    priceCategory,
    tier,
    inConsortium,
    monthHours,
    creditYuan,
    projects: projects.map(([code, name, budgetYuan]) => ({ code, name, budgetYuan })),
    people: people.map(([mailbox, name, locale, role, usualMinutes]) => ({
      mailbox,
      name,
      locale,
      role,
      usualMinutes,
    })),
  }
}
