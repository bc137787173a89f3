import type { Names, PeakRange } from '../deps.ts'
import { cellResources } from './demo-cells.ts'
import { cytometryResources } from './demo-cytometry.ts'
import { glpResources } from './demo-glp.ts'
import { imagingResources } from './demo-imaging.ts'
import { omicsResources } from './demo-omics.ts'
import type { DemoResource } from './demo-resource.ts'
import { sequencingResources } from './demo-sequencing.ts'
import { sharedSpaces } from './demo-spaces.ts'

export const parkNames: Names = { hans: '东屿生物医药园', hant: '東嶼生物醫藥園', en: 'Dongyu Biomedical Park' }
export const peakHours: readonly PeakRange[] = [{ days: [1, 2, 3, 4, 5], from: '13:00', to: '18:00' }]

export const demoResources: readonly DemoResource[] = [
  ...imagingResources,
  ...cytometryResources,
  ...omicsResources,
  ...cellResources,
  ...sequencingResources,
  ...glpResources,
  ...sharedSpaces,
]

type Row = readonly [key: string, hans: string, hant: string, en: string]

/** Code, names; the building is in the second part. */
export const facilities: readonly (readonly [...Row, building: string, oneBookingAtATime: boolean])[] = [
  ['IMG', '成像平台', '影像平台', 'Imaging', 'A2', true],
  ['FCM', '流式细胞平台', '流式細胞平台', 'Flow Cytometry', 'A3', true],
  ['MSO', '质谱与组学平台', '質譜與體學平台', 'Mass Spectrometry and Omics', 'B1', false],
  ['CEL', '细胞培养平台', '細胞培養平台', 'Cell Culture', 'B2', false],
  ['SEQ', '测序平台', '定序平台', 'Sequencing', 'C1', false],
  ['GLP', 'GLP 中心', 'GLP 中心', 'GLP Centre', 'D1', false],
  ['PUB', '公共空间', '公共空間', 'Shared Spaces', 'E1', false],
]

export const categories: readonly Row[] = [
  ['confocal', '共聚焦与超分辨', '共軛焦與超解析', 'Confocal and super-resolution'],
  ['microscope', '显微镜', '顯微鏡', 'Microscopes'],
  ['electron-microscope', '电子显微镜', '電子顯微鏡', 'Electron microscopes'],
  ['animal-imaging', '活体成像', '活體影像', 'In vivo imaging'],
  ['cytometer', '流式分析', '流式分析', 'Flow analysis'],
  ['sorter', '细胞分选', '細胞分選', 'Cell sorting'],
  ['mass-spectrometer', '质谱', '質譜', 'Mass spectrometry'],
  ['chromatography', '色谱与纯化', '層析與純化', 'Chromatography and purification'],
  ['interaction', '分子互作', '分子交互作用', 'Molecular interaction'],
  ['plate-reader', '检测与计数', '檢測與計數', 'Detection and counting'],
  ['sample-prep', '样品制备', '樣品製備', 'Sample preparation'],
  ['hood', '安全柜与通风橱', '安全櫃與通風櫥', 'Cabinets and hoods'],
  ['incubator', '培养与稳定性', '培養與安定性', 'Incubation and stability'],
  ['centrifuge', '离心', '離心', 'Centrifuges'],
  ['sequencer', '测序', '定序', 'Sequencing'],
  ['pcr', 'PCR', 'PCR', 'PCR'],
  ['bench', '实验台', '實驗檯', 'Benches'],
  ['cold-room', '冷室', '冷藏室', 'Cold rooms'],
  ['freezer', '低温存储', '低溫儲存', 'Cold storage'],
  ['glp-room', '专用实验室', '專用實驗室', 'Dedicated rooms'],
  ['meeting-room', '会议与活动', '會議與活動', 'Meetings and events'],
  ['expert', '专家', '專家', 'Experts'],
]

export const qualificationKinds: readonly Row[] = [
  ['confocal', '共聚焦操作', '共軛焦操作', 'Confocal operation'],
  ['multiphoton', '双光子操作', '雙光子操作', 'Two-photon operation'],
  ['electron', '电镜操作', '電子顯微鏡操作', 'Electron microscopy'],
  ['animal', '实验动物上岗证', '實驗動物資格', 'Laboratory animal licence'],
  ['flow-analysis', '流式分析操作', '流式分析操作', 'Flow analysis'],
  ['flow-sort', '流式分选操作', '流式分選操作', 'Cell sorting'],
  ['lcms', '液质操作', '液相質譜操作', 'LC-MS operation'],
  ['bsl2', 'BSL-2 准入', 'BSL-2 准入', 'BSL-2 access'],
  ['ultracentrifuge', '超速离心机操作', '超高速離心機操作', 'Ultracentrifuge operation'],
  ['sequencing', '测序平台上机', '定序平台上機', 'Sequencing platform'],
  ['glp', 'GLP 培训', 'GLP 訓練', 'GLP training'],
]

/** The park's own people: mailbox at park.example, name, role; a lab manager manages every facility. */
export const parkPeople: readonly (readonly [mailbox: string, name: string, role: string])[] = [
  ['manager', '江知行', 'lab-manager'],
  ['finance', '温如意', 'park-finance'],
  ['admin', '岳临川', 'park-admin'],
]

/** Managers of one facility each. */
export const facilityManagers: readonly (readonly [mailbox: string, name: string, facility: string])[] = [
  ['imaging', '梁照野', 'IMG'],
  ['cytometry', '卓以安', 'FCM'],
  ['omics', '俞澍', 'MSO'],
  ['cells', '康晓棠', 'CEL'],
  ['sequencing', '谢云帆', 'SEQ'],
  ['glp', '闻人越', 'GLP'],
  ['spaces', '石磊', 'PUB'],
]
