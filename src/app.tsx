import { accessApi } from './access/web/access.api.ts'
import { approvalsApi } from './approvals/web/approvals.api.ts'
import { accessPages } from './access/web/access.pages.tsx'
import { requestsPages } from './approvals/web/requests.pages.tsx'
import { standingApi } from './approvals/web/standing.api.ts'
import { standingPages } from './approvals/web/standing.pages.tsx'
import { bookingPages } from './bookings/web/booking.pages.tsx'
import { importApi } from './calendar-import/web/import.api.ts'
import { importPages } from './calendar-import/web/import.pages.tsx'
import { auditPages } from './audit/web/audit.pages.tsx'
import { auditApi } from './audit/web/audit.api.ts'
import { calendarPages } from './bookings/web/calendar.pages.tsx'
import { calendarApi } from './bookings/web/calendar.api.ts'
import { kioskPages } from './stations/web/kiosk.pages.tsx'
import { stationsApi } from './stations/web/stations.api.ts'
import { stationsPages } from './stations/web/stations.pages.tsx'
import { subsidiesApi } from './subsidies/web/subsidies.api.ts'
import { subsidiesPages } from './subsidies/web/subsidies.pages.tsx'
import { providersOfMachinesPages } from './providers/web/providers.pages.tsx'
import { entitlementsPages } from './quotas/web/entitlements.pages.tsx'
import { periodPages } from './statements/web/period.pages.tsx'
import { invoicesApi } from './settlements/web/invoices.api.ts'
import { invoicePages } from './settlements/web/invoices.pages.tsx'
import { balancesApi } from './settlements/web/balances.api.ts'
import { balancePages } from './settlements/web/balances.pages.tsx'
import { openingPages } from './settlements/web/openings.pages.tsx'
import { paymentsApi } from './settlements/web/payments.api.ts'
import { paymentPages } from './settlements/web/payments.pages.tsx'
import { reconcilePages } from './settlements/web/reconcile.pages.tsx'
import { periodsApi } from './statements/web/periods.api.ts'
import { statementPages } from './statements/web/statement.pages.tsx'
import { statementsApi } from './statements/web/statements.api.ts'
import { rateDraftPages } from './billing/web/rate-draft.pages.tsx'
import { extrasApi } from './billing/web/extras.api.ts'
import { extrasPages } from './billing/web/extras.pages.tsx'
import { priceListPages } from './billing/web/price-lists.pages.tsx'
import { ratesPages } from './billing/web/rates.pages.tsx'
import { ledgerApi } from './billing/web/ledger.api.ts'
import { ledgerPages } from './billing/web/ledger.pages.tsx'
import { moneyPages } from './billing/web/money.pages.tsx'
import { bookingListApi } from './bookings/web/booking-list.api.ts'
import { bookingsApi } from './bookings/web/bookings.api.ts'
import { helpPages } from './bookings/web/help.pages.tsx'
import { homePages } from './bookings/web/home.pages.tsx'
import { instrumentPages } from './bookings/web/instrument.pages.tsx'
import { closePages } from './bookings/web/close.pages.tsx'
import { movePages } from './bookings/web/move.pages.tsx'
import { myBookingsPages } from './bookings/web/my-bookings.pages.tsx'
import { seriesPages } from './bookings/web/series.pages.tsx'
import { renewSession, touchSession } from './sign-in/commands/keep-session.ts'
import { scopeOf } from './firms/policy.ts'
import { loginPages } from './sign-in/web/login.pages.tsx'
import { meApi } from './firms/web/me.api.ts'
import { quotasApi } from './quotas/web/quotas.api.ts'
import { quotaLimitsApi } from './quotas/web/quota-limits.api.ts'
import { resourcesApi } from './resources/web/resources.api.ts'
import { managementApi } from './resources/web/management.api.ts'
import type { Api } from './platform/http/api.ts'
import { healthRoutes } from './platform/http/health.ts'
import { demoMailPages } from './notices/web/demo-mail.pages.tsx'
import { passkeyApi } from './sign-in/web/passkey.api.ts'
import { sessionsApi } from './sign-in/web/sessions.api.ts'
import { providersApi } from './sign-in/web/providers.api.ts'
import { providersPages } from './sign-in/web/providers.pages.tsx'
import { ssoPages } from './sign-in/web/sso.pages.tsx'
import { signInsPages } from './sign-in/web/sign-ins.pages.tsx'
import { membersApi } from './firms/web/members.api.ts'
import { myFirmPages } from './firms/web/my-firm.pages.tsx'
import { joiningPages } from './firms/web/joining.pages.tsx'
import { consortiaApi } from './firms/web/consortia.api.ts'
import { joiningApi } from './firms/web/joining.api.ts'
import { firmsApi } from './firms/web/firms.api.ts'
import { firmsPages } from './firms/web/firms.pages.tsx'
import { movingInApi } from './firms/web/moving-in.api.ts'
import { projectsApi } from './firms/web/projects.api.ts'
import { projectsPages } from './firms/web/projects.pages.tsx'
import { rolesPages } from './firms/web/roles.pages.tsx'
import { openHouse, type House } from './platform/http/house.ts'
import type { Pages } from './platform/http/pages.ts'
import { offlinePages } from './platform/offline/offline.pages.tsx'
import { recordApi } from './people/web/record.api.ts'
import { recordPages } from './people/web/record.pages.tsx'
import { settingsPages } from './people/web/settings.pages.tsx'
import { faultPages } from './fault-reports/web/faults.pages.tsx'
import { faultsApi } from './fault-reports/web/faults.api.ts'
import { reportPages } from './fault-reports/web/report.pages.tsx'
import { labelPages } from './codes/web/labels.pages.tsx'
import { landingPages } from './codes/web/landing.pages.tsx'
import { findPages } from './resources/web/find.pages.tsx'
import { sheetPages } from './timeline/web/sheet.pages.tsx'
import { timelinePages } from './timeline/web/timeline.pages.tsx'
import { machineRoomPages } from './machines/web/machine-room.pages.tsx'
import { conductPages } from './usage-review/web/conduct.pages.tsx'
import { reviewPages } from './usage-review/web/review.pages.tsx'
import { todayPages } from './today/web/today.pages.tsx'
import { trainingRoom } from './training/web/training-room.pages.ts'
import { waitlistApi } from './waitlist/web/waitlist.api.ts'
import { waitlistPages } from './waitlist/web/waitlist.pages.tsx'
import type { World } from './world.ts'

export type App = House

/** The whole house: two kinds of doors, the JSON API and the pages, in front of the same commands. */
export function createApp(world: World): App {
  return openHouse(world, {
    api: apiRoutes,
    pages: pageRoutes,
    scopeOf,
    sessions: { touch: touchSession, renew: renewSession },
  })
}

/** Every feature's routes of the JSON API. */
function apiRoutes(api: Api): void {
  meApi(api)
  recordApi(api)
  bookingsApi(api)
  bookingListApi(api)
  waitlistApi(api)
  resourcesApi(api)
  quotasApi(api)
  managementApi(api)
  importApi(api)
  ledgerApi(api)
  extrasApi(api)
  stationsApi(api)
  statementsApi(api)
  paymentsApi(api)
  balancesApi(api)
  invoicesApi(api)
  periodsApi(api)
  subsidiesApi(api)
  calendarApi(api)
  auditApi(api)
  faultsApi(api)
  quotaLimitsApi(api)
  passkeyApi(api)
  sessionsApi(api)
  membersApi(api)
  joiningApi(api)
  firmsApi(api)
  consortiaApi(api)
  projectsApi(api)
  movingInApi(api)
  providersApi(api)
  accessApi(api)
  approvalsApi(api)
  standingApi(api)
}

/** Every feature's pages. */
function pageRoutes(pages: Pages): void {
  healthRoutes(pages)
  offlinePages(pages)
  loginPages(pages)
  demoMailPages(pages)
  signInsPages(pages)
  ssoPages(pages)
  myFirmPages(pages)
  projectsPages(pages)
  firmsPages(pages)
  rolesPages(pages)
  auditPages(pages)
  financePages(pages)
  stationRoom(pages)
  joiningPages(pages)
  providersPages(pages)
  homePages(pages)
  helpPages(pages)
  findPages(pages)
  instrumentPages(pages)
  landingPages(pages)
  labelPages(pages)
  reportPages(pages)
  faultPages(pages)
  importPages(pages)
  bookingPages(pages)
  movePages(pages)
  closePages(pages)
  calendarPages(pages)
  seriesPages(pages)
  myBookingsPages(pages)
  waitlistPages(pages)
  settingsPages(pages)
  recordPages(pages)
  approverPages(pages)
  managerPages(pages)
}

/** A lab manager's day, week and machines. */
function managerPages(pages: Pages): void {
  reviewRoom(pages)
  todayPages(pages)
  timelinePages(pages)
  sheetPages(pages)
  machineRoomPages(pages)
}

/** Uses that are looked at, and what follows of no-shows. */
function reviewRoom(pages: Pages): void {
  reviewPages(pages)
  conductPages(pages)
}

/** Prices, what firms owe for a month, and the month's end. */
function financePages(pages: Pages): void {
  priceListPages(pages)
  extrasPages(pages)
  rateDraftPages(pages)
  ratesPages(pages)
  statementPages(pages)
  paymentPages(pages)
  reconcilePages(pages)
  openingPages(pages)
  balancePages(pages)
  invoicePages(pages)
  periodPages(pages)
  subsidiesPages(pages)
  entitlementsPages(pages)
  providersOfMachinesPages(pages)
  ledgerPages(pages)
  moneyPages(pages)
}

/** Screens of rooms, and what is connected. */
function stationRoom(pages: Pages): void {
  stationsPages(pages)
  kioskPages(pages)
}

/** Where consent is asked for and given: to use, to what is booked, and ahead. */
function approverPages(pages: Pages): void {
  accessPages(pages)
  requestsPages(pages)
  standingPages(pages)
  trainingRoom(pages)
}
