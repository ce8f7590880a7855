import { formatValue } from '../../../worklets/core/text.ts'
import { findRow } from '../../../worklets/core/values.ts'
import { hasGain } from '../../../worklets/dsp/filters/eq-filter.ts'
import { filterShapePaths } from '../../controls/icon-paths.ts'
import type { MenuItem } from '../../controls/menu.ts'
import { type BandNumber, bandId, type EqSource, hasSlope, readBand } from './bands.ts'

/**
 * Everything a band has that is no number. A choice is made for all `bands`, the first of which
 * shows what is chosen now. `edit` makes what it is given one step of undo.
 */
export function bandMenu(
  source: EqSource,
  bands: readonly [BandNumber, ...BandNumber[]],
  edit: (write: () => void) => void
): readonly MenuItem[] {
  const [n] = bands
  const band = readBand(source, n)
  const setAll = (
    row: 'type' | 'slope' | 'placement' | 'enabled' | 'dynamic' | 'gain',
    to: unknown
  ) => {
    const values = Object.fromEntries(bands.map((each) => [bandId(each, row), to]))
    edit(() => source.setMany(values, 'hand'))
  }
  const flag = (row: 'dynamic' | 'listen'): boolean => source.get(bandId(n, row))
  const options = (row: 'type' | 'slope' | 'placement', section: string): MenuItem[] => {
    const found = findRow(source.definition, bandId(n, row))
    if (found.kind !== 'choice') return []
    return found.options.map((option) => ({
      label: formatValue(found, option),
      section,
      shape: row === 'type' ? filterShapePaths[option] : undefined,
      checked: source.get(bandId(n, row)) === option,
      run: () => setAll(row, option)
    }))
  }
  return [
    {
      label: flag('listen') ? 'Listen no more' : 'Listen',
      run: () => edit(() => source.set(bandId(n, 'listen'), !flag('listen'), 'hand'))
    },
    ...(hasGain(band.type)
      ? [
          {
            label: flag('dynamic') ? 'Make static' : 'Make dynamic',
            run: () => setAll('dynamic', !flag('dynamic'))
          },
          { label: 'Gain to 0 dB', run: () => setAll('gain', 0) }
        ]
      : []),
    band.enabled
      ? {
          label: bands.length > 1 ? `Delete ${bands.length} bands` : 'Delete',
          run: () => setAll('enabled', false)
        }
      : { label: 'Switch on', run: () => setAll('enabled', true) },
    ...options('type', 'Shape'),
    ...(hasSlope(band) ? options('slope', 'Slope') : []),
    ...options('placement', 'Placement')
  ]
}
