import { spawnSync } from 'node:child_process'

/** Chinese has to be drawn to be measured: where no font has it, Debian's is installed if we may, or asked for. */
export function setup(): void {
  if (isThere() || (process.getuid?.() === 0 && (install() || (refresh() && install())) && isThere())) return
  console.warn('No font here draws Chinese, and pages are measured with boxes: apt-get install fonts-noto-cjk')
}

function isThere(): boolean {
  const { stdout } = spawnSync('fc-list', [':lang=zh-cn'], { encoding: 'utf8' })
  return (stdout ?? '').trim() !== ''
}

function install(): boolean {
  return apt('install', '-y', '--no-install-recommends', 'fontconfig', 'fonts-noto-cjk')
}

function refresh(): boolean {
  return apt('update')
}

function apt(...words: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync('apt-get', [...words], { env, stdio: 'ignore', timeout: 180_000 }).status === 0
}
