import type { Spoken } from '../../platform/i18n/words.ts'
import type { StationKind } from '../station.ts'

export interface StationsText {
  readonly title: string
  readonly why: string
  readonly kinds: Readonly<Record<StationKind, string>>
  readonly none: string
  readonly since: (moment: string) => string
  readonly heard: (moment: string) => string
  readonly neverHeard: string
  readonly end: string
  readonly addKiosk: string
  readonly addKioskHint: string
  readonly addMeter: string
  readonly addMeterHint: string
  readonly room: string
  readonly machines: (count: number) => string
  readonly noRooms: string
  readonly machine: string
  readonly kind: string
  readonly name: string
  readonly nameHint: string
  readonly add: string
  readonly madeKiosk: string
  readonly madeMeter: string
  readonly example: string
  readonly nameMissing: string
  readonly placeGone: string
}

export const stationsText: Spoken<StationsText> = {
  'zh-Hans': {
    title: '门口屏与传感器',
    why: '没带手机也能签到；电表和刷卡器自动记录开机、关机，作为使用证据。',
    kinds: { kiosk: '门口屏', sensor: '电表', card: '刷卡器' },
    none: '还没有接入设备。',
    since: (moment) => `${moment} 接入`,
    heard: (moment) => `最近一次信号 ${moment}`,
    neverHeard: '还没有收到信号',
    end: '停用',
    addKiosk: '添加门口屏',
    addKioskHint: '在平板上打开下一步给出的地址即可，屏上只显示时间，不显示任何人和单位。',
    addMeter: '添加电表或刷卡器',
    addMeterHint: '设备用自己的令牌上报开机和关机。',
    room: '房间',
    machines: (count) => `${count} 台`,
    noRooms: '请先在仪器资料里填写位置。',
    machine: '仪器',
    kind: '类型',
    name: '名称',
    nameHint: '例如：A2·104 门口',
    add: '添加',
    madeKiosk: '在平板上打开这个地址。它只显示这一次：',
    madeMeter: '设备的令牌只显示这一次：',
    example: '上报示例',
    nameMissing: '请填写名称。',
    placeGone: '这个房间或仪器已不存在，请重新选择。',
  },
  'zh-Hant': {
    title: '門口螢幕與感測器',
    why: '沒帶手機也能簽到；電表和刷卡機自動記錄開機、關機，作為使用證據。',
    kinds: { kiosk: '門口螢幕', sensor: '電表', card: '刷卡機' },
    none: '還沒有接入裝置。',
    since: (moment) => `${moment} 接入`,
    heard: (moment) => `最近一次訊號 ${moment}`,
    neverHeard: '還沒有收到訊號',
    end: '停用',
    addKiosk: '新增門口螢幕',
    addKioskHint: '在平板上開啟下一步給出的網址即可，螢幕只顯示時間，不顯示任何人和單位。',
    addMeter: '新增電表或刷卡機',
    addMeterHint: '裝置用自己的權杖回報開機和關機。',
    room: '房間',
    machines: (count) => `${count} 台`,
    noRooms: '請先在儀器資料裡填寫位置。',
    machine: '儀器',
    kind: '類型',
    name: '名稱',
    nameHint: '例如：A2·104 門口',
    add: '新增',
    madeKiosk: '在平板上開啟這個網址。它只顯示這一次：',
    madeMeter: '裝置的權杖只顯示這一次：',
    example: '回報範例',
    nameMissing: '請填寫名稱。',
    placeGone: '這個房間或儀器已不存在，請重新選擇。',
  },
  en: {
    title: 'Door screens and meters',
    why: 'Check in without a phone; power meters and card readers say when a machine is on, as evidence of its use.',
    kinds: { kiosk: 'Door screen', sensor: 'Power meter', card: 'Card reader' },
    none: 'Nothing is connected yet.',
    since: (moment) => `since ${moment}`,
    heard: (moment) => `last heard ${moment}`,
    neverHeard: 'not heard yet',
    end: 'End',
    addKiosk: 'Add a door screen',
    addKioskHint: 'Open the address that comes next on a tablet. It shows times only, no people and no firms.',
    addMeter: 'Add a power meter or card reader',
    addMeterHint: 'It says on and off with a token of its own.',
    room: 'Room',
    machines: (count) => (count === 1 ? '1 machine' : `${count} machines`),
    noRooms: 'First give your machines a place.',
    machine: 'Machine',
    kind: 'Kind',
    name: 'Name',
    nameHint: 'Such as: door of A2 · 104',
    add: 'Add',
    madeKiosk: 'Open this address on the tablet. It is shown this once:',
    madeMeter: 'The token of the device is shown this once:',
    example: 'An example of what it sends',
    nameMissing: 'Give it a name.',
    placeGone: 'This room or machine is gone. Please choose again.',
  },
}
