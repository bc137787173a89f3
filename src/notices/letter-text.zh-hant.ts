import type { LetterText } from './letter-text.ts'

export const zhHant: LetterText = {
  code: (park, code) => ({
    subject: `登入驗證碼 ${code}`,
    lines: [
      `您的${park}登入驗證碼是 ${code}。`,
      '十分鐘內有效，只能在索取它的瀏覽器裡使用。若非您本人操作，請忽略本郵件。',
    ],
  }),
  invitation: (firm, inviter, role, until) => ({
    subject: `邀請您加入${firm}`,
    lines: [`${inviter}邀請您以「${role}」的身分加入${firm}。`, `邀請有效至 ${until}。`],
  }),
  joinRequested: (person, firm) => ({
    subject: `${person}申請加入${firm}`,
    lines: [`${person}申請加入${firm}，等待您的決定。`],
  }),
  joinAccepted: (firm) => ({ subject: `您已加入${firm}`, lines: [`${firm}接受了您的申請，現在就可以預約。`] }),
  joinDeclined: (firm) => ({
    subject: `加入${firm}的申請未獲接受`,
    lines: [`${firm}沒有接受您的申請。如有疑問，請直接聯絡該單位。`],
  }),
  accessRequested: (person, firm, what) => ({
    subject: `${person}申請：${what}`,
    lines: [`${firm}的${person}申請「${what}」，等待您的決定。`],
  }),
  accessGranted: (what, until) => ({
    subject: `已核准：${what}`,
    lines: [until === null ? `您現在可以使用「${what}」。` : `「${what}」已為您登記，有效至${until}。`],
  }),
  accessDeclined: (what, reason) => ({
    subject: `未核准：${what}`,
    lines: [`您對「${what}」的申請未獲核准。`, ...(reason === '' ? [] : [`原因：${reason}`])],
  }),
  trainingHeld: (what, until, outside) => ({
    subject: `${what}：有效至 ${until}`,
    lines: [`已為您登記${what}，有效至 ${until}。`, ...outsideLines(outside)],
  }),
  trainingOver: (what, since, outside) => ({
    subject: `${what}已到期`,
    lines: [`您的${what}已於 ${since} 到期。`, ...outsideLines(outside)],
  }),
  trainingWithdrawn: (what, reason, outside) => ({
    subject: `資格已撤銷：${what}`,
    lines: [`您的${what}已遭撤銷。原因：${reason}`, ...outsideLines(outside)],
  }),
  trainingEnding: (what, until, why) => ({
    subject: `${what}將於 ${until} 到期`,
    lines: [
      `您的${what}有效至 ${until}。`,
      why === 'disuse'
        ? '到期是因為您有一段時間沒有使用相關儀器：在此之前用一次，資格就會延續。'
        : '之後還要使用，請報名參加訓練場次，或申請展延。',
    ],
  }),
  trainingCancelled: (what, time, place, reason) => ({
    subject: `訓練取消：${what}，${time}`,
    lines: [`${what}（${time}，${place}）的訓練取消。原因：${reason}`],
  }),
  rolesChanged: { subject: '您的權限有變動', lines: ['您在園區裡的角色有變動，下次開啟頁面時生效。'] },
  passkeyAdded: {
    subject: '已新增通行密鑰',
    lines: ['您的帳號新增了一個通行密鑰。若非您本人操作，請立即移除它並登出所有裝置。'],
  },
  passkeyRemoved: {
    subject: '已移除通行密鑰',
    lines: ['您的帳號移除了一個通行密鑰。若非您本人操作，請立即登出所有裝置。'],
  },
  tokenMade: { subject: '已建立存取權杖', lines: ['您的帳號建立了一個存取權杖。若非您本人操作，請立即撤銷它。'] },
  firmSuspended: (firm, reason) => ({
    subject: `${firm}已暫停預約`,
    lines: [`園區暫停了${firm}的新預約。原因：${reason}`, '已有的預約照常保留。'],
  }),
  firmReactivated: (firm) => ({ subject: `${firm}已恢復預約`, lines: [`${firm}可以重新預約。`] }),
  checkpoint: (seq, hash) => ({
    subject: `稽核檢查點 ${seq}`,
    lines: ['請保存本郵件：它能證明此前的稽核紀錄沒有被改動。', `${seq}:${hash}`],
  }),
  faultReported: (resource, usable, words) => ({
    subject: `${usable ? '故障通報' : '無法使用'}：${resource}`,
    lines: [`有人通報 ${resource} 發生故障，${usable ? '目前仍可使用。' : '目前無法使用。'}`, words],
  }),
  faultClosed: (resource, answer) => ({
    subject: `已處理：${resource}`,
    lines: [`您通報的 ${resource} 故障已處理。`, ...(answer === '' ? [] : [answer])],
  }),
  quotaReached: (whose, kind, percent, used, limit) => ({
    subject: percent === 100 ? `${whose}的${wordOf[kind]}已用完` : `${whose}的${wordOf[kind]}已用 ${percent}%`,
    lines: [
      `${whose}的${wordOf[kind]}為 ${limit}，已使用和預約 ${used}。`,
      percent === 100 ? '本期內無法再預約。' : '用完時會再通知一次。',
    ],
  }),
  statementIssued: (firm, number, period, total) => ({
    subject: `${period} 結算單 ${number}：${total}`,
    lines: [`${firm} ${period} 的結算單已開立：${number}，合計 ${total}。`, '如對某一行有異議，請在結算單頁面提出。'],
  }),
  depositRecorded: (firm, amount, day, voucher, isOpening) => ({
    subject: `已收到${firm}的款項 ${amount}`,
    lines: [`${day} 收到 ${amount}，憑證號 ${voucher}。`, isOpening ? '用於償還期初欠款。' : '已存入預付餘額。'],
  }),
  depositTakenBack: (firm, amount, voucher) => ({
    subject: `${firm}的一筆收款紀錄已撤銷：${amount}`,
    lines: [`${amount}（憑證號 ${voucher}）登記有誤，已撤銷。`],
  }),
  firmDeparted: (firm, refunded) => ({
    subject: `${firm}已結束在園區的使用`,
    lines: [
      `${firm}已遷出：費用皆已開立結算單並結清，不能再預約。`,
      ...(refunded === null ? [] : [`預付餘額 ${refunded} 已退還。`]),
    ],
  }),
  objectionRaised: (firm, number, line, reason) => ({
    subject: `${firm}對結算單 ${number} 第 ${line} 行有異議`,
    lines: [`${firm}對結算單 ${number} 第 ${line} 行提出異議：`, reason],
  }),
  objectionAnswered: (number, line, credited, answer) => ({
    subject: `異議已答覆：${number} 第 ${line} 行`,
    lines: [
      credited
        ? `結算單 ${number} 第 ${line} 行已沖減，金額列入下一張結算單。`
        : `結算單 ${number} 第 ${line} 行維持不變。`,
      answer,
    ],
  }),
  erased: (park) => ({
    subject: '帳號已註銷',
    lines: [`您在${park}的帳號已依您的要求註銷，個人資料已刪除。帳目依規定保留，不再含有您的姓名和地址。`],
  }),
  bookings: {
    'booking.offered': ({ resource, time, until }) => ({
      subject: `候補到了，為您保留至 ${until}：${resource} ${time}`,
      lines: [`您候補的時段空出來了：${resource}，${time}。`, `為您保留至 ${until}，點一下即可接受；不接受也不收費。`],
    }),
    'booking.offer-lapsed': ({ resource, time }) => ({
      subject: `候補已逾時：${resource} ${time}`,
      lines: [`${resource}，${time}，未在保留時間內接受，已讓給下一位。`, '沒有產生費用。如果仍然需要，請重新候補。'],
    }),
    'booking.pending': ({ resource, time }) => ({
      subject: `待審核：${resource} ${time}`,
      lines: [`有一個預約等待您審核：${resource}，${time}。`],
    }),
    'booking.confirmed': ({ resource, time }) => ({
      subject: `預約已確認：${resource} ${time}`,
      lines: [`${resource}，${time}，已確認。`],
    }),
    'booking.rejected': ({ resource, time }) => ({
      subject: `預約未獲核准：${resource} ${time}`,
      lines: [`${resource}，${time}，未獲核准。沒有產生費用。`],
    }),
    'booking.expired': ({ resource, time }) => ({
      subject: `預約申請已過期：${resource} ${time}`,
      lines: [`${resource}，${time}，未在期限內得到審核，申請已過期。沒有產生費用。`],
    }),
    'booking.cancelled': ({ resource, time }) => ({
      subject: `預約已取消：${resource} ${time}`,
      lines: [`${resource}，${time}，已被取消。詳情和費用見預約頁面。`],
    }),
    'booking.moved': ({ resource, time }) => ({
      subject: `預約時間有變：${resource} ${time}`,
      lines: [`您在${resource}的預約改到了 ${time}。`],
    }),
    'booking.kept': ({ resource, time }) => ({
      subject: `開放時間有變，您的預約保留：${resource}，${time}`,
      lines: [`${resource} 的開放時間已調整，${time} 在開放時間之外。`, '您的預約照舊保留，價格不變。'],
    }),
    'booking.fault': ({ resource, time }) => ({
      subject: `有人通報無法使用：${resource}`,
      lines: [
        `有人通報 ${resource} 目前無法使用。您預約了 ${time}。`,
        '平台管理員已知悉。在另行通知之前您的預約仍然有效；預約頁面上可以改約。',
      ],
    }),
    'booking.no-show': ({ resource, time }) => ({
      subject: `爽約：${resource} ${time}`,
      lines: [`${resource}，${time}，沒有簽到，記為爽約。費用見預約頁面。`],
    }),
    'booking.outside': ({ resource, time }) => ({
      subject: `屆時已不開放：${resource} ${time}`,
      lines: [
        `${resource}的開放時間或狀態有變，您 ${time} 的預約屆時已無法使用。預約暫時保留，並已標記給平台處理；您可以在預約頁面改期或取消。`,
      ],
    }),
    'booking.interrupted': ({ resource, time }) => ({
      subject: `使用中斷：${resource} ${time}`,
      lines: [`${resource}停機，您的使用已中斷，只按實際使用的時間計費。`],
    }),
  },
  foot: (park) => `${park}共台自動寄送，請勿回覆。`,
}

function outsideLines(outside: number): string[] {
  return outside === 0 ? [] : [`您有 ${outside} 個預約不再受它涵蓋：請在那之前展延，或改期、取消。`]
}

const wordOf = { limit: '限額', entitlement: '免費機時', budget: '預算', credit: '信用額度' } as const
