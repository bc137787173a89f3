import type { Spoken } from '../../platform/i18n/words.ts'
import type { Outside } from '../reads/booking-page.ts'

/** Why a booking stands where nobody could book it by now, and what that means for whoever has it. */
export const outsideText: Spoken<Readonly<Record<Outside, string>>> = {
  'zh-Hans': {
    hours: '开放时间已改，这个预约不在新的时间内。预约暂时保留，平台会处理；您可以改期或取消。',
    'out-of-service': '设备现已停用。预约暂时保留，平台会处理；您可以改期或取消。',
    retired: '设备或该台（位）已退役。预约暂时保留，平台会处理；您可以取消，另约其他设备。',
  },
  'zh-Hant': {
    hours: '開放時間已改，這筆預約不在新的時間內。預約暫時保留，平台會處理；您可以改期或取消。',
    'out-of-service': '設備現已停用。預約暫時保留，平台會處理；您可以改期或取消。',
    retired: '設備或該台（位）已退役。預約暫時保留，平台會處理；您可以取消，另約其他設備。',
  },
  en: {
    hours: 'The opening hours have changed, and this is outside them. It is kept for now, and the lab knows.',
    'out-of-service': 'The machine is out of service now. The booking is kept, and the lab knows.',
    retired: 'The machine, or its unit, is retired. The booking is kept for now, and the lab knows.',
  },
}
