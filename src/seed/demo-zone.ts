/** Where the demo park is, and what it reckons in. */
export const demoZone = 'Asia/Shanghai'
export const demoCurrency = 'CNY'
