import type { LetterText } from './letter-text.ts'

export const zhHans: LetterText = {
  code: (park, code) => ({
    subject: `登录验证码 ${code}`,
    lines: [
      `您的${park}登录验证码是 ${code}。`,
      '十分钟内有效，只能在索取它的浏览器里使用。若不是您本人操作，请忽略本邮件。',
    ],
  }),
  invitation: (firm, inviter, role, until) => ({
    subject: `邀请您加入${firm}`,
    lines: [`${inviter}邀请您以「${role}」的身份加入${firm}。`, `邀请有效至 ${until}。`],
  }),
  joinRequested: (person, firm) => ({
    subject: `${person}申请加入${firm}`,
    lines: [`${person}申请加入${firm}，等待您的决定。`],
  }),
  joinAccepted: (firm) => ({ subject: `您已加入${firm}`, lines: [`${firm}接受了您的申请，现在就可以预约。`] }),
  joinDeclined: (firm) => ({
    subject: `加入${firm}的申请未获接受`,
    lines: [`${firm}没有接受您的申请。如有疑问，请直接联系该单位。`],
  }),
  accessRequested: (person, firm, what) => ({
    subject: `${person}申请：${what}`,
    lines: [`${firm}的${person}申请“${what}”，等待您的决定。`],
  }),
  accessGranted: (what, until) => ({
    subject: `已通过：${what}`,
    lines: [until === null ? `您现在可以使用“${what}”。` : `“${what}”已为您登记，有效至${until}。`],
  }),
  accessDeclined: (what, reason) => ({
    subject: `未通过：${what}`,
    lines: [`您对“${what}”的申请未通过。`, ...(reason === '' ? [] : [`原因：${reason}`])],
  }),
  trainingHeld: (what, until, outside) => ({
    subject: `${what}：有效至 ${until}`,
    lines: [`已为您登记${what}，有效至 ${until}。`, ...outsideLines(outside)],
  }),
  trainingOver: (what, since, outside) => ({
    subject: `${what}已到期`,
    lines: [`您的${what}已于 ${since} 到期。`, ...outsideLines(outside)],
  }),
  trainingWithdrawn: (what, reason, outside) => ({
    subject: `资格已撤销：${what}`,
    lines: [`您的${what}已被撤销。原因：${reason}`, ...outsideLines(outside)],
  }),
  trainingEnding: (what, until, why) => ({
    subject: `${what}将于 ${until} 到期`,
    lines: [
      `您的${what}有效至 ${until}。`,
      why === 'disuse'
        ? '到期是因为您有一段时间没有使用相关仪器：在此之前用一次，资格就会延续。'
        : '之后还要使用，请报名参加培训场次，或申请续期。',
    ],
  }),
  trainingCancelled: (what, time, place, reason) => ({
    subject: `培训取消：${what}，${time}`,
    lines: [`${what}（${time}，${place}）的培训取消。原因：${reason}`],
  }),
  rolesChanged: { subject: '您的权限有变动', lines: ['您在园区里的角色有变动，下次打开页面时生效。'] },
  passkeyAdded: {
    subject: '已添加通行密钥',
    lines: ['您的账号添加了一个通行密钥。若不是您本人操作，请立即移除它并退出所有设备。'],
  },
  passkeyRemoved: {
    subject: '已移除通行密钥',
    lines: ['您的账号移除了一个通行密钥。若不是您本人操作，请立即退出所有设备。'],
  },
  tokenMade: { subject: '已创建访问令牌', lines: ['您的账号创建了一个访问令牌。若不是您本人操作，请立即吊销它。'] },
  firmSuspended: (firm, reason) => ({
    subject: `${firm}已暂停预约`,
    lines: [`园区暂停了${firm}的新预约。原因：${reason}`, '已有的预约照常保留。'],
  }),
  firmReactivated: (firm) => ({ subject: `${firm}已恢复预约`, lines: [`${firm}可以重新预约。`] }),
  checkpoint: (seq, hash) => ({
    subject: `审计检查点 ${seq}`,
    lines: ['请保存本邮件：它能证明此前的审计记录没有被改动。', `${seq}:${hash}`],
  }),
  faultReported: (resource, usable, words) => ({
    subject: `${usable ? '故障报告' : '无法使用'}：${resource}`,
    lines: [`有人报告 ${resource} 出现故障，${usable ? '目前还能使用。' : '目前无法使用。'}`, words],
  }),
  faultClosed: (resource, answer) => ({
    subject: `已处理：${resource}`,
    lines: [`您报告的 ${resource} 故障已处理。`, ...(answer === '' ? [] : [answer])],
  }),
  quotaReached: (whose, kind, percent, used, limit) => ({
    subject: percent === 100 ? `${whose}的${wordOf[kind]}已用完` : `${whose}的${wordOf[kind]}已用 ${percent}%`,
    lines: [
      `${whose}的${wordOf[kind]}为 ${limit}，已使用和预约 ${used}。`,
      percent === 100 ? '本期内不能再预约。' : '用完时会再通知一次。',
    ],
  }),
  statementIssued: (firm, number, period, total) => ({
    subject: `${period} 结算单 ${number}：${total}`,
    lines: [`${firm} ${period} 的结算单已开出：${number}，合计 ${total}。`, '如对某一行有异议，请在结算单页面提出。'],
  }),
  depositRecorded: (firm, amount, day, voucher, isOpening) => ({
    subject: `已收到${firm}的款项 ${amount}`,
    lines: [`${day} 收到 ${amount}，凭证号 ${voucher}。`, isOpening ? '用于偿还期初欠款。' : '已存入预付余额。'],
  }),
  depositTakenBack: (firm, amount, voucher) => ({
    subject: `${firm}的一笔收款记录已撤销：${amount}`,
    lines: [`${amount}（凭证号 ${voucher}）登记有误，已撤销。`],
  }),
  firmDeparted: (firm, refunded) => ({
    subject: `${firm}已结束在园区的使用`,
    lines: [
      `${firm}已迁出：费用都已出具结算单并结清，不能再预约。`,
      ...(refunded === null ? [] : [`预付余额 ${refunded} 已退还。`]),
    ],
  }),
  objectionRaised: (firm, number, line, reason) => ({
    subject: `${firm}对结算单 ${number} 第 ${line} 行有异议`,
    lines: [`${firm}对结算单 ${number} 第 ${line} 行提出异议：`, reason],
  }),
  objectionAnswered: (number, line, credited, answer) => ({
    subject: `异议已答复：${number} 第 ${line} 行`,
    lines: [
      credited
        ? `结算单 ${number} 第 ${line} 行已冲减，金额列入下一张结算单。`
        : `结算单 ${number} 第 ${line} 行维持不变。`,
      answer,
    ],
  }),
  erased: (park) => ({
    subject: '账号已注销',
    lines: [`您在${park}的账号已按您的要求注销，个人信息已删除。账目按规定保留，不再含有您的姓名和地址。`],
  }),
  bookings: {
    'booking.offered': ({ resource, time, until }) => ({
      subject: `候补到了，为您保留至 ${until}：${resource} ${time}`,
      lines: [`您候补的时段空出来了：${resource}，${time}。`, `为您保留至 ${until}，点一下即可接受；不接受也不收费。`],
    }),
    'booking.offer-lapsed': ({ resource, time }) => ({
      subject: `候补已过期：${resource} ${time}`,
      lines: [`${resource}，${time}，未在保留时间内接受，已让给下一位。`, '没有产生费用。如果仍然需要，请重新候补。'],
    }),
    'booking.pending': ({ resource, time }) => ({
      subject: `待审批：${resource} ${time}`,
      lines: [`有一个预约等待您审批：${resource}，${time}。`],
    }),
    'booking.confirmed': ({ resource, time }) => ({
      subject: `预约已确认：${resource} ${time}`,
      lines: [`${resource}，${time}，已确认。`],
    }),
    'booking.rejected': ({ resource, time }) => ({
      subject: `预约未获批准：${resource} ${time}`,
      lines: [`${resource}，${time}，未获批准。没有产生费用。`],
    }),
    'booking.expired': ({ resource, time }) => ({
      subject: `预约申请已过期：${resource} ${time}`,
      lines: [`${resource}，${time}，未在期限内得到审批，申请已过期。没有产生费用。`],
    }),
    'booking.cancelled': ({ resource, time }) => ({
      subject: `预约已取消：${resource} ${time}`,
      lines: [`${resource}，${time}，已被取消。详情和费用见预约页面。`],
    }),
    'booking.moved': ({ resource, time }) => ({
      subject: `预约时间有变：${resource} ${time}`,
      lines: [`您在${resource}的预约改到了 ${time}。`],
    }),
    'booking.kept': ({ resource, time }) => ({
      subject: `开放时间有变，您的预约保留：${resource}，${time}`,
      lines: [`${resource} 的开放时间已调整，${time} 在开放时间之外。`, '您的预约照旧保留，价格不变。'],
    }),
    'booking.fault': ({ resource, time }) => ({
      subject: `有人报告无法使用：${resource}`,
      lines: [
        `有人报告 ${resource} 目前无法使用。您预约了 ${time}。`,
        '平台管理员已知。在另行通知之前您的预约仍然有效；预约页面上可以改约。',
      ],
    }),
    'booking.no-show': ({ resource, time }) => ({
      subject: `爽约：${resource} ${time}`,
      lines: [`${resource}，${time}，没有签到，记为爽约。费用见预约页面。`],
    }),
    'booking.outside': ({ resource, time }) => ({
      subject: `届时已不开放：${resource} ${time}`,
      lines: [
        `${resource}的开放时间或状态有变，您 ${time} 的预约届时已无法使用。预约暂时保留，并已标记给平台处理；您可以在预约页面改期或取消。`,
      ],
    }),
    'booking.interrupted': ({ resource, time }) => ({
      subject: `使用中断：${resource} ${time}`,
      lines: [`${resource}停机，您的使用已中断，只按实际使用的时间计费。`],
    }),
  },
  foot: (park) => `${park}共台自动发送，请勿回复。`,
}

function outsideLines(outside: number): string[] {
  return outside === 0 ? [] : [`您有 ${outside} 个预约不再受它覆盖：请在那之前续期，或改期、取消。`]
}

const wordOf = { limit: '限额', entitlement: '免费机时', budget: '预算', credit: '信用额度' } as const
