// The build writes this file; its type must be known before the first build.
declare module '*/.build/assets.json' {
  const addresses: Readonly<Record<string, string>>
  export default addresses
}
