import { html, nothing, type TemplateResult } from 'lit'
import { formatValue } from '../../../worklets/core/text.ts'
import { findRow } from '../../../worklets/core/values.ts'
import { hasGain } from '../../../worklets/dsp/filters/eq-filter.ts'
import '../../controls/choice.ts'
import { holdToHear } from '../../controls/hold-to-hear.ts'
import { filterShapePaths } from '../../controls/icon-paths.ts'
import '../../controls/knob.ts'
import '../../controls/toggle.ts'
import '../../controls/value.ts'
import { cssProperties } from '../../core/css-properties.ts'
import type { EditorLayout } from '../../editor/effect-editor.ts'
import {
  type BandNumber,
  type BandView,
  bandColors,
  bandId,
  type EqSource,
  hasSlope,
  readBand
} from './bands.ts'

/** The knobs of the selected band and of the output; a hint where no band is selected. */
export function renderDeck(
  source: EqSource,
  n: BandNumber | undefined,
  layout: EditorLayout
): TemplateResult {
  const output = html`<div class="group output">
    <twobus-knob .source=${source} param="output"></twobus-knob>
  </div>`
  if (n === undefined) {
    return html`<div class="deck">
      <span class="hint">Drag the curve, or double-click</span>${output}
    </div>`
  }
  const band = readBand(source, n)
  const knob = (row: 'frequency' | 'gain' | 'q', disabled = false) => html`<twobus-knob
    class=${row}
    .source=${source}
    param=${bandId(n, row)}
    size="56"
    color="band-${n}"
    ?disabled=${disabled}
  ></twobus-knob>`
  const divider = html`<div class="divider"></div>`
  return html`<div class="deck" ${cssProperties(bandColors(n))}>
    ${renderShape(source, band, layout)} ${divider}
    <div class="group knobs">
      ${knob('frequency')} ${knob('gain', !hasGain(band.type))} ${knob('q')}
    </div>
    ${divider} ${renderDynamics(source, band, layout)} ${divider} ${output}
  </div>`
}

function renderShape(source: EqSource, band: BandView, layout: EditorLayout): TemplateResult {
  const { n } = band
  const isNarrow = layout === 'narrow'
  const type = findRow(source.definition, bandId(n, 'type'))
  return html`<div class="band">
    <div class="head">
      <span class="number">${n}</span><span class="name">${formatValue(type, band.type)}</span>
      <span class="spacer"></span>
      <twobus-toggle
        variant="icon"
        icon="headphones"
        .source=${source}
        param=${bandId(n, 'listen')}
        ${holdToHear((on) => source.set(bandId(n, 'listen'), on))}
      ></twobus-toggle>
      <twobus-toggle
        variant="icon"
        icon="power"
        .source=${source}
        param=${bandId(n, 'enabled')}
      ></twobus-toggle>
    </div>
    <div class="shape">
      <twobus-choice
        ?menu=${isNarrow}
        segments
        .source=${source}
        param=${bandId(n, 'type')}
        .icons=${filterShapePaths}
      ></twobus-choice>
      <twobus-choice
        ?menu=${isNarrow || hasSlope(band)}
        .source=${source}
        param=${bandId(n, 'placement')}
      ></twobus-choice>
      ${
        hasSlope(band)
          ? html`<twobus-choice menu .source=${source} param=${bandId(n, 'slope')}></twobus-choice>`
          : nothing
      }
    </div>
  </div>`
}

function renderDynamics(source: EqSource, band: BandView, layout: EditorLayout): TemplateResult {
  const { n } = band
  const canMove = hasGain(band.type)
  const isOn = canMove && source.get(bandId(n, 'dynamic'))
  const isLinear = source.get('phase') === 'linear'
  const knob = (row: 'threshold' | 'range' | 'attack' | 'release', label = '') => html`<twobus-knob
    .source=${source}
    param=${bandId(n, row)}
    size="44"
    color="band-${n}"
    label=${label}
    ?disabled=${!isOn || isLinear}
  ></twobus-knob>`
  const now = isLinear
    ? html`<span class="hint">Stands still in linear phase</span>`
    : html`<span class="now">Now <b></b> <span class="unit">dB</span></span>`
  return html`<div class="dynamics ${isOn ? 'on' : ''}">
    <div class="head">
      <twobus-toggle
        .source=${source}
        param=${bandId(n, 'dynamic')}
        ?disabled=${!canMove}
      ></twobus-toggle>
      ${
        isOn && !isLinear
          ? html`<span class="key"
              ><i></i><twobus-choice menu .source=${source} param="sidechain"></twobus-choice
            ></span>`
          : nothing
      }
      <span class="spacer"></span> ${isOn ? now : nothing}
    </div>
    ${
      isOn || layout !== 'narrow'
        ? html`<div class="group">
          ${knob('threshold')} ${knob('range', 'Range')} ${knob('attack')} ${knob('release')}
        </div>`
        : nothing
    }
  </div>`
}
