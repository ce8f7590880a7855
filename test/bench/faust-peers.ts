import { join } from 'node:path'
import {
  FaustCompiler,
  FaustMonoDspGenerator,
  instantiateFaustModuleFromFile,
  LibFaust
} from '@grame/faustwasm/dist/esm/index.js'
import type { Contestant } from './measure.ts'

/** What a web developer would use instead, by the effect it competes with. */
const PEERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  eq: {
    'Faust svf.bell x8':
      'bell(i) = fi.svf.bell(80 * pow(2, i), 1, 6); eq = seq(i, 8, bell(i)); process = eq, eq;',
    'Faust peak_eq x8':
      'bell(i) = fi.peak_eq(6, 80 * pow(2, i), 60 * pow(2, i)); eq = seq(i, 8, bell(i)); process = eq, eq;'
  },
  compressor: {
    'Faust compressor_stereo': 'process = co.compressor_stereo(3, -20, 0.01, 0.12);',
    'Faust FFcompressor': 'process = co.FFcompressor_N_chan(0.66, -20, 0.01, 0.12, 8, 0, 1, _, 2);'
  },
  reverb: {
    'Faust zita_rev1': 'process = re.zita_rev1_stereo(15, 200, 6000, 3, 2, 48000);',
    'Faust dattorro': 'process = re.dattorro_rev_default;'
  },
  limiter: {
    'Faust limiter_lad': 'process = co.limiter_lad_stereo(0.003, 0.89, 0.001, 0.01, 0.15);'
  }
}

/** Compiles the peers of an effect to WebAssembly. */
export async function faustPeers(effect: string): Promise<readonly Contestant[]> {
  const peers = PEERS[effect] ?? {}
  return Promise.all(Object.entries(peers).map(([name, code]) => compile(name, code)))
}

let loading: Promise<FaustCompiler> | undefined

function loadCompiler(): Promise<FaustCompiler> {
  const path = join(process.cwd(), 'node_modules/@grame/faustwasm/libfaust-wasm/libfaust-wasm.js')
  loading ??= instantiateFaustModuleFromFile(path).then(
    (module) => new FaustCompiler(new LibFaust(module))
  )
  return loading
}

async function compile(name: string, code: string): Promise<Contestant> {
  const compiler = await loadCompiler()
  const generator = new FaustMonoDspGenerator()
  const done = await generator.compile(
    compiler,
    'peer',
    `import("stdfaust.lib"); ${code}`,
    '-ftz 2'
  )
  if (!done) throw new Error(`${name}: ${compiler.getErrorMessage()}`)
  const processor = await generator.createOfflineProcessor(48000, 128)
  if (!processor) throw new Error(`${name}: no processor`)
  processor.start()
  const input = [noise(), noise()]
  const output = [new Float32Array(128), new Float32Array(128)]
  return {
    name,
    run: (quanta) => {
      for (let i = 0; i < quanta; i++) processor.compute(input, output)
    }
  }
}

function noise(): Float32Array {
  return Float32Array.from({ length: 128 }, () => Math.random() - 0.5)
}
