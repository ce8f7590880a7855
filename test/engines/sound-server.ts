import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PROGRAM = '/usr/bin/pulseaudio'

export const soundServerMissing = (): string | undefined =>
  existsSync(PROGRAM) ? undefined : 'PulseAudio is missing: apt-get install pulseaudio.'

export interface SoundServer {
  /** What a browser's environment needs to find it. */
  readonly env: Readonly<Record<string, string>>
  close(): void
}

/** A sound server of its own with a device that plays into nothing, at 48 kHz. */
export async function startSoundServer(): Promise<SoundServer> {
  const folder = mkdtempSync(join(tmpdir(), 'twobus-sound-'))
  const env = { XDG_RUNTIME_DIR: folder, HOME: folder }
  const server = spawn(
    PROGRAM,
    [
      ...['-n', '--daemonize=no', '--exit-idle-time=-1', '--disallow-exit', '--use-pid-file=no'],
      ...['-L', 'module-null-sink sink_name=null rate=48000'],
      ...['-L', 'module-native-protocol-unix']
    ],
    { env: { ...process.env, ...env }, stdio: 'ignore' }
  )
  const socket = join(folder, 'pulse/native')
  await untilThere(server, socket)
  return {
    env: { ...env, PULSE_SERVER: `unix:${socket}` },
    close: () => {
      server.once('exit', () => rmSync(folder, { recursive: true, force: true }))
      server.kill('SIGKILL')
    }
  }
}

async function untilThere(server: ChildProcess, socket: string): Promise<void> {
  while (!existsSync(socket)) {
    if (server.exitCode !== null) throw new Error(`pulseaudio ended with code ${server.exitCode}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
