import type {
  SurfacePage,
  SurfacePresets,
  SurfaceStrip,
  SurfaceSwitch,
  SurfaceValue
} from '../../../../ui/midi/surface/surface-page.ts'

export class FakeValue implements SurfaceValue {
  readonly name: string
  readonly holds: boolean[] = []
  shape: 'bipolar' | 'level' | 'place'
  travel: number
  #default: number

  constructor(name: string, travel: number, shape: 'bipolar' | 'level' | 'place' = 'level') {
    this.name = name
    this.travel = travel
    this.shape = shape
    this.#default = travel
  }

  get text(): string {
    return `${Math.round(this.travel * 100)} %`
  }

  moveTo(travel: number): void {
    this.travel = travel
  }

  push(): void {
    this.travel = this.#default
  }

  hold(isHeld: boolean): void {
    this.holds.push(isHeld)
  }
}

export class FakeSwitch implements SurfaceSwitch {
  lamp: 'off' | 'flash' | 'on' = 'off'

  press(): void {
    this.lamp = this.lamp === 'on' ? 'off' : 'on'
  }
}

export interface FakeStrip extends SurfaceStrip {
  name: string
  color: string
  peakDb: number
  readonly fader: FakeValue
  readonly pan: FakeValue
  readonly sends: readonly FakeValue[]
  readonly mute: FakeSwitch
  readonly solo: FakeSwitch
  readonly select: FakeSwitch
  readonly record: FakeSwitch
}

export interface FakePage extends SurfacePage {
  readonly strips: FakeStrip[]
  readonly master: FakeStrip
  readonly transport: {
    isPlaying: boolean
    isLooping: boolean
    seconds: number
    beats: readonly [number, number, number, number]
    play(): void
    stop(): void
    seek(seconds: number): void
    toggleLoop(): void
  }
  readonly focused: { name: string; values: FakeValue[]; presets?: SurfacePresets }
  readonly done: string[]
}

export function fakeStrip(name: string): FakeStrip {
  return {
    name,
    color: '#00c8ff',
    peakDb: Number.NEGATIVE_INFINITY,
    fader: new FakeValue(`${name} fader`, 0.5),
    pan: new FakeValue(`${name} pan`, 0.5, 'bipolar'),
    sends: [new FakeValue('Reverb', 0.2), new FakeValue('Delay', 0)],
    mute: new FakeSwitch(),
    solo: new FakeSwitch(),
    select: new FakeSwitch(),
    record: new FakeSwitch()
  }
}

const NAMES = [
  'Drums',
  'Bass',
  'Percussion',
  'Keys',
  'Guitar left',
  'Guitar right',
  'Lead',
  'Texture',
  'Vocals 12',
  'Ch\u0153urs',
  'R\u00e9verbe',
  'FX',
  'Bus'
]

/** Thirteen strips, a master, a transport, and an open effect of ten parameters. */
export function fakePage(names: readonly string[] = NAMES): FakePage {
  const done: string[] = []
  const transport = {
    isPlaying: false,
    isLooping: false,
    seconds: 45.25,
    beats: [19, 2, 3, 40] as const,
    play: () => {
      transport.isPlaying = true
    },
    stop: () => {
      transport.isPlaying = false
    },
    seek: (seconds: number) => {
      transport.seconds = seconds
    },
    toggleLoop: () => {
      transport.isLooping = !transport.isLooping
    }
  }
  const values = Array.from({ length: 10 }, (_, i) => new FakeValue(`Band ${i + 1}`, i / 10))
  return {
    strips: names.map(fakeStrip),
    master: fakeStrip('Master'),
    transport,
    focused: { name: 'EQ', values },
    done,
    undo: () => void done.push('undo'),
    redo: () => void done.push('redo'),
    save: () => void done.push('save')
  }
}
