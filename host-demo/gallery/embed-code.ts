import {
  defaultValues,
  type EffectDefinition,
  type ParamValue
} from '../../worklets/core/definition.ts'

export interface EmbedCode {
  readonly title: string
  readonly code: string
}

type Values = Readonly<Record<string, ParamValue>>

/**
 * What a page needs to have this effect as it is set now: only what differs from the defaults is
 * named, so that the code stays readable.
 */
export function embedCode(definition: EffectDefinition, values: Values): readonly EmbedCode[] {
  const { id } = definition
  const options = optionsText(definition, values)
  return [
    {
      title: 'Page without a bundler',
      code: `<audio src="song.mp3" controls></audio>
<twobus-${id}></twobus-${id}>

<script type="module">
  import { createEffect, ${id} } from '${DIST}/index.js'
  import '${DIST}/define/${id}.js'

  const audio = document.querySelector('audio')
  audio.addEventListener('play', start, { once: true })

  async function start() {
    const context = new AudioContext()
    const effect = await createEffect(context, ${id}${indented(options, 4)})
    context.createMediaElementSource(audio).connect(effect.node).connect(context.destination)
    document.querySelector('twobus-${id}').effect = effect
  }
</script>
`
    },
    {
      title: 'With a bundler',
      code: `import { createEffect } from 'twobus'
import { ${id} } from 'twobus/${id}'
import 'twobus/define/${id}'

export async function insert${definition.title.replaceAll(/\W/g, '')}(
  context: AudioContext,
  source: AudioNode,
  place: HTMLElement
) {
  const effect = await createEffect(context, ${id}${indented(options, 2)})
  source.connect(effect.node).connect(context.destination)
  const editor = document.createElement('twobus-${id}')
  editor.effect = effect
  place.append(editor)
  return effect
}
`
    },
    {
      title: 'Without Web Audio',
      code: `import { ${kernelName(id)}, defaultValues, restingMeters } from 'twobus/kernels'

// In Node or in a Worker, sample for sample what the page plays.
const kernel = new ${kernelName(id)}(48000)
const { definition } = kernel
const meters = restingMeters(definition)
kernel.update({ ...defaultValues(definition)${kernelValues(definition, values)} })

/** The next block of a stereo signal, of any length. */
export function process(left, right) {
  const out = [new Float32Array(left.length), new Float32Array(left.length)]
  kernel.process([[left, right]], [out], meters)
  return out
}
`
    }
  ]
}

function optionsText(definition: EffectDefinition, values: Values): string {
  const lines = changed(definition, values).map(
    ([id, value]) => `    ${key(id)}: ${literal(value)}`
  )
  return lines.length === 0 ? '' : `, {\n  values: {\n${lines.join(',\n')}\n  }\n}`
}

function kernelValues(definition: EffectDefinition, values: Values): string {
  return changed(definition, values)
    .map(([id, value]) => `, ${key(id)}: ${literal(value)}`)
    .join('')
}

function changed(definition: EffectDefinition, values: Values): [string, ParamValue][] {
  const defaults: Values = defaultValues(definition)
  return Object.entries(values).filter(([id, value]) => id !== 'bypass' && value !== defaults[id])
}

/** Where the gallery says the built package lies. */
const DIST = './dist'

const key = (id: string) => (/^\w+$/.test(id) ? id : `'${id}'`)

function literal(value: ParamValue): string {
  if (typeof value === 'string') return `'${value}'`
  if (typeof value === 'boolean') return String(value)
  // Six figures say more than anybody hears, and spare the reader a float's tail.
  return String(Number(value.toPrecision(6)))
}

const kernelName = (id: string) => `${id.charAt(0).toUpperCase()}${id.slice(1)}Kernel`

const indented = (text: string, spaces: number) => text.replaceAll('\n', `\n${' '.repeat(spaces)}`)
