import { hexOf } from './hex.ts'

/** SHA-256 of a text, in hexadecimal. */
export async function sha256Hex(text: string): Promise<string> {
  return bytesSha256Hex(Uint8Array.from(new TextEncoder().encode(text)))
}

/** The same of bytes. */
export async function bytesSha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}
