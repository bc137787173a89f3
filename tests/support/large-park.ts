import { resources } from './cast.ts'

export const manyResources = 12_000

/** Names of eighty characters in each language, all told apart by their number. */
export function longNames(n: string): { hans: string; hant: string; en: string } {
  return {
    hans: `substr('显微镜 ' || ${n} || ' ' || printf('%.*c', 40, 'x') || '超高分辨率转盘共聚焦荧光显微成像系统带活细胞培养和自动进样装置', 1, 80)`,
    hant: `substr('顯微鏡 ' || ${n} || ' ' || printf('%.*c', 40, 'x') || '超高解析度轉盤共軛焦螢光顯微成像系統附活細胞培養與自動進樣裝置', 1, 80)`,
    en: `substr('Microscope ' || ${n} || ' ' || printf('%.*c', 80, 'w'), 1, 80)`,
  }
}

/** As many resources as the largest park has, beside those of the cast: each open, priced, with one unit. */
export function largeParkScript(): string {
  const { hans, hant, en } = longNames('value')
  const model = `'FACS-' || value`
  return `INSERT INTO resource SELECT 'res_' || printf('%026d', value + 1000), facility_id, category_id, kind, state,
      ${hans}, ${hant}, ${en}, ${model}, 'N' || value, location,
      lower(${hans} || ' ' || ${hant} || ' ' || ${en} || ' ' || ${model} || ' n' || value),
      2, setup_minutes, cleanup_minutes, step_minutes, min_minutes, max_minutes, NULL, restricted, policy, rules_version
    FROM resource, generate_series(1, ${manyResources}) WHERE id = '${resources.confocal}';
    INSERT INTO unit (resource_id, name) SELECT 'res_' || printf('%026d', value + 1000), '1'
      FROM generate_series(1, ${manyResources});
    INSERT INTO rate (id, resource_id, price_category, valid_from, terms, published_at)
      SELECT 'rat_' || printf('%026d', value + 1000), 'res_' || printf('%026d', value + 1000), price_category,
        valid_from, terms, published_at
      FROM rate, generate_series(1, ${manyResources}) WHERE resource_id = '${resources.confocal}'`
}
