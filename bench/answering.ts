/**
 * Makes this process a hand: each order that its parent sends is carried out and reported, and it ends with its
 * parent.
 */
export function answering<Order, Report>(carryOut: (order: Order) => Promise<Report>): void {
  process.on('message', (order: Order) => void carryOut(order).then((report) => process.send?.(report)))
  process.on('disconnect', () => process.exit(0))
}
