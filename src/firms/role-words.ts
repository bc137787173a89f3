import type { Spoken } from '../platform/i18n/words.ts'
import type { RoleName } from './role-table.ts'

/** What screens and letters call the roles. */
export const roleWords: Spoken<Readonly<Record<RoleName, string>>> = {
  'zh-Hans': {
    researcher: '研究人员',
    'firm-admin': '单位管理员',
    'firm-finance': '单位财务',
    provider: '仪器提供人',
    'lab-manager': '实验室管理员',
    'park-finance': '园区财务',
    'park-admin': '园区管理员',
  },
  'zh-Hant': {
    researcher: '研究人員',
    'firm-admin': '單位管理員',
    'firm-finance': '單位財務',
    provider: '儀器提供人',
    'lab-manager': '實驗室管理員',
    'park-finance': '園區財務',
    'park-admin': '園區管理員',
  },
  en: {
    researcher: 'Researcher',
    'firm-admin': 'Firm admin',
    'firm-finance': 'Firm finance',
    provider: 'Provider',
    'lab-manager': 'Lab manager',
    'park-finance': 'Park finance',
    'park-admin': 'Park admin',
  },
}
