import built from '../../../.build/assets.json' with { type: 'json' }

const addresses: Readonly<Record<string, string>> = built

/** The address of a built file: `style.css`, or `<name>.js` for `<name>.island.ts`. Throws for an unknown name. */
export function assetPath(name: string): string {
  const address = addresses[name]
  if (address === undefined)
    throw new Error(`No built file is called ${name}: scripts/build-assets.ts says what is built`)
  return address
}
