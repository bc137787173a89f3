/** Seals texts for the database, so that a copy of it alone opens nothing. */
export interface Secrets {
  /** False where no key is set: then texts stay as they are. */
  readonly areSealed: boolean
  /** The text, readable with the key only, and only for the same purpose. */
  readonly seal: (text: string, purpose: string) => Promise<string>
  /** What was sealed; a text that never was is answered as it is. Throws when no key opens it. */
  readonly open: (kept: string, purpose: string) => Promise<string>
}

/** Secrets under AES-256-GCM. The first key seals, any of them opens: so a key can be changed. */
export function secretsWith(keys: readonly Uint8Array<ArrayBuffer>[], entropy: (bytes: number) => Uint8Array): Secrets {
  const [newest] = keys
  return {
    areSealed: newest !== undefined,
    seal: async (text, purpose) => (newest === undefined ? text : sealed(newest, text, purpose, entropy(ivBytes))),
    open: async (kept, purpose) => (kept.startsWith(mark) ? opened(keys, kept.slice(mark.length), purpose) : kept),
  }
}

/** Keys of 32 bytes in base64, separated by commas; none in an empty text. Throws with one line for the operator. */
export function readSecretsKeys(text: string): Uint8Array<ArrayBuffer>[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      if (!/^[\w+/-]{43}=?$/.test(part)) throw new Error('SECRETS_KEY is 32 bytes in base64: openssl rand -base64 32')
      return bytesOf(part.replace('=', ''))
    })
}

const mark = 'sealed:1:'
const ivBytes = 12

async function sealed(key: Uint8Array<ArrayBuffer>, text: string, purpose: string, drawn: Uint8Array): Promise<string> {
  const iv = new Uint8Array(drawn)
  const bytes = await crypto.subtle.encrypt(algorithm(iv, purpose), await keyFrom(key), new TextEncoder().encode(text))
  return mark + textOf(new Uint8Array([...iv, ...new Uint8Array(bytes)]))
}

async function opened(keys: readonly Uint8Array<ArrayBuffer>[], text: string, purpose: string): Promise<string> {
  const bytes = bytesOf(text)
  const how = algorithm(bytes.slice(0, ivBytes), purpose)
  for (const key of keys) {
    try {
      return new TextDecoder().decode(await crypto.subtle.decrypt(how, await keyFrom(key), bytes.slice(ivBytes)))
    } catch {
      // Sealed under another key.
    }
  }
  throw new Error('SECRETS_KEY does not open what the database holds')
}

function algorithm(iv: Uint8Array<ArrayBuffer>, purpose: string) {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(purpose) }
}

function keyFrom(key: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

function textOf(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (character) => character.charCodeAt(0))
}
