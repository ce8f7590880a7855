import { MeterBlock, ParamBlock } from './blocks.ts'
import {
  defaultValues,
  type EffectDefinition,
  type MeterValues,
  type ParamValue,
  type ParamValues,
  restingMeters
} from './definition.ts'
import type { Kernel } from './kernel.ts'
import type { LanePlayer, LanePlayerMaker } from './lane-player.ts'
import {
  LANE_PLAYER,
  type LaneOrder,
  type ProcessorSetup,
  processorName,
  type ToPage,
  type ToProcessor
} from './message.ts'
import type { Channels } from './stereo-block.ts'
import { TapWriter } from './tap-writer.ts'
import { decodeValue, encodeValue } from './values.ts'
import { warmUp } from './warm-up.ts'

/** Without shared memory, readings and taps travel at most this often. */
const MESSAGES_PER_SECOND = 30

interface ConstructorOptions {
  readonly processorOptions: ProcessorSetup
}

/**
 * Makes an effect available to `new AudioWorkletNode` under three names: plain, with one k-rate
 * AudioParam for each automatable row, and with one for every row.
 *
 * This is the audio thread's half of the library, and the only file beside `lane-script.ts` that uses
 * the globals of AudioWorkletGlobalScope.
 */
export function registerEffect<D extends EffectDefinition>(
  definition: D,
  makeKernel: new (sampleRate: number) => Kernel<D>
): void {
  const all = definition.params.map((row, index) => ({ index, row }))
  const rows = { plain: [], automation: all.filter(isAutomatable), offline: all }
  for (const variant of ['plain', 'automation', 'offline'] as const) {
    class Processor extends EffectProcessor<D> {
      static get parameterDescriptors() {
        return rows[variant].map(describe)
      }
      constructor(options: ConstructorOptions) {
        super(definition, new makeKernel(sampleRate), options.processorOptions, rows[variant])
      }
    }
    registerOnce(processorName(definition, variant), Processor)
  }
}

/** The same script may be evaluated twice, from two addresses; a second registration throws. */
function registerOnce(name: string, processor: Parameters<typeof registerProcessor>[1]): void {
  const scope = globalThis as { twobusProcessors?: Set<string> } // the library's own mark
  scope.twobusProcessors ??= new Set()
  if (scope.twobusProcessors.has(name)) return
  scope.twobusProcessors.add(name)
  registerProcessor(name, processor)
}

interface IndexedRow {
  readonly index: number
  readonly row: EffectDefinition['params'][number]
}

function isAutomatable({ row }: IndexedRow): boolean {
  return row.automatable !== false
}

function describe({ row }: IndexedRow) {
  return {
    name: row.id,
    automationRate: 'k-rate' as const,
    defaultValue: encodeValue(row, row.default),
    // An AudioParam's range is finite; a fader's minus infinity is the lowest it has.
    minValue: row.kind === 'number' && row.min !== -Infinity ? row.min : undefined,
    maxValue: row.kind === 'number' ? row.max : undefined
  }
}

/**
 * The one AudioWorkletProcessor: carries parameters from memory to the kernel, readings from the
 * kernel to memory, and samples to taps.
 */
class EffectProcessor<D extends EffectDefinition> extends AudioWorkletProcessor {
  readonly #definition: D
  readonly #kernel: Kernel<D>
  readonly #values: ParamValues<D>
  readonly #meters: MeterValues<D>
  readonly #automated: readonly IndexedRow[]
  readonly #paramBlock: ParamBlock
  readonly #meterBlock: MeterBlock
  readonly #shared: boolean
  /** Words as last read from the page, as last read from AudioParams, and as applied. */
  readonly #wanted: Float32Array
  readonly #wantedBefore: Float32Array
  readonly #automationBefore: Float32Array
  readonly #applied: Float32Array
  readonly #taps = new TapWriter((message, transfer) => this.#post(message, transfer))
  readonly #messageFrames = Math.round(sampleRate / MESSAGES_PER_SECOND)
  /** Of the quantum in which readings are sent next. */
  #messageFrame = 0
  readonly #endFrame: number
  #metersHeard = false
  #effectiveMoved = false
  #disposed = false
  /** The kernel, or the player of lanes with the kernel in it. */
  #player: Kernel<D> | LanePlayer<D>
  #lanes: LanePlayer<D> | undefined

  constructor(
    definition: D,
    kernel: Kernel<D>,
    setup: ProcessorSetup,
    automated: readonly IndexedRow[]
  ) {
    super()
    this.#definition = definition
    this.#kernel = kernel
    this.#player = kernel
    this.#automated = automated
    this.#values = defaultValues(definition)
    this.#meters = restingMeters(definition)
    const count = definition.params.length
    this.#shared = setup.params !== undefined
    this.#paramBlock = setup.params
      ? new ParamBlock(setup.params, count)
      : ParamBlock.make(count, false)
    this.#meterBlock = setup.meters
      ? new MeterBlock(setup.meters)
      : MeterBlock.make(definition.meters.length, false)
    this.#endFrame = setup.endFrame
    this.#wanted = setup.words.slice()
    this.#wantedBefore = setup.words.slice()
    this.#automationBefore = setup.words.slice()
    this.#applied = setup.words.slice()
    for (let i = 0; i < count; i++) this.#apply(i, setup.words[i])
    kernel.update(this.#values)
    warmUp(kernel, this.#values)
    this.port.onmessage = (event: MessageEvent<ToProcessor>) => this.#receive(event.data)
  }

  process(inputs: Channels, outputs: Channels, parameters: Record<string, Float32Array>): boolean {
    if (this.#disposed) return false
    const wantedMoved = this.#takeWanted()
    const automationMoved = this.#takeAutomation(parameters)
    if (wantedMoved || automationMoved) this.#player.update(this.#values)
    const lanesMoved = this.#player.process(inputs, outputs, this.#meters)
    if (automationMoved || lanesMoved) this.#publishEffective()
    this.#publishMeters()
    this.#taps.write(inputs, outputs)
    if (!this.#shared) this.#postInTime()
    return true
  }

  #receive(message: ToProcessor): void {
    if (message.kind === 'params') this.#paramBlock.wanted.write(message.words)
    if (message.kind === 'listen') this.#metersHeard = message.meters
    if (message.kind === 'openTap') this.#taps.open(message.point, message.buffer)
    if (message.kind === 'closeTap') this.#taps.close(message.point)
    if (message.kind === 'lanes') this.#takeLanes(message.order)
    if (message.kind === 'settle') {
      this.#postReadings(true)
      this.#post({ kind: 'settled' }, [])
    }
    if (message.kind === 'dispose') {
      this.#disposed = true
      this.port.onmessage = null
      this.port.close()
    }
  }

  /** Lanes are played by a script of their own: most effects are never automated. */
  #takeLanes(order: LaneOrder): void {
    if (!this.#lanes) {
      const scope = globalThis as unknown as Record<string, LanePlayerMaker<D>>
      this.#lanes = scope[LANE_PLAYER](this.#kernel, this.#values, this.#applied)
      this.#player = this.#lanes
    }
    this.#lanes.take(order)
  }

  /** Applies the words that differ from what was last seen, so that the last writer wins. */
  #takeWanted(): boolean {
    if (!this.#paramBlock.wanted.read(this.#wanted)) return false
    let moved = false
    for (let i = 0; i < this.#wanted.length; i++) {
      if (this.#wanted[i] === this.#wantedBefore[i]) continue
      this.#wantedBefore[i] = this.#wanted[i]
      moved = this.#apply(i, this.#wanted[i]) || moved
    }
    return moved
  }

  #takeAutomation(parameters: Record<string, Float32Array>): boolean {
    let moved = false
    for (let i = 0; i < this.#automated.length; i++) {
      const { index, row } = this.#automated[i]
      const word = parameters[row.id][0]
      if (word === this.#automationBefore[index]) continue
      this.#automationBefore[index] = word
      moved = this.#apply(index, word) || moved
    }
    return moved
  }

  #apply(index: number, word: number): boolean {
    const row = this.#definition.params[index]
    const values = this.#values as Record<string, ParamValue> // written by the table's own ids
    const value = decodeValue(row, word)
    this.#applied[index] = word
    if (values[row.id] === value) return false
    values[row.id] = value
    return true
  }

  #publishEffective(): void {
    if (this.#shared) this.#paramBlock.effective.write(this.#applied)
    else this.#effectiveMoved = true
  }

  #publishMeters(): void {
    const rows = this.#definition.meters
    const words = this.#meterBlock.words
    const meters = this.#meters as Readonly<Record<string, number>> // read by the table's own ids
    for (let i = 0; i < rows.length; i++) words[i] = meters[rows[i].id]
  }

  #postInTime(): void {
    const ends = currentFrame >= this.#endFrame
    if (!ends && currentFrame < this.#messageFrame) return
    this.#messageFrame = currentFrame + this.#messageFrames
    this.#postReadings(ends)
  }

  /** The message transport: allocates, which is its price, but only while someone listens. */
  #postReadings(asked: boolean): void {
    if (asked || this.#metersHeard)
      this.#post({ kind: 'meters', words: this.#meterBlock.words.slice() }, [])
    if (this.#effectiveMoved) this.#post({ kind: 'effective', words: this.#applied.slice() }, [])
    this.#effectiveMoved = false
    this.#taps.postNewFrames()
  }

  #post(message: ToPage, transfer: Transferable[]): void {
    this.port.postMessage(message, transfer)
  }
}
