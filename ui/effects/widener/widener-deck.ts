import { html, nothing, type TemplateResult } from 'lit'
import type { EffectSource } from '../../../worklets/core/source.ts'
import type { widenerDefinition } from '../../../worklets/effects/widener/definition.ts'
import '../../controls/choice.ts'
import '../../controls/knob.ts'
import '../../controls/toggle.ts'
import '../../controls/value.ts'

type WidenerSource = EffectSource<typeof widenerDefinition>

/** The width of one band. */
export type BandWidth = 'lowWidth' | 'midWidth' | 'highWidth'

/** Ways of widening, and the crossovers where there are bands. */
export function renderStatus(source: WidenerSource): TemplateResult {
  const toggle = (param: string) =>
    html`<twobus-toggle .source=${source} param=${param}></twobus-toggle>`
  return html`<div class="status">
    ${toggle('multiband')} ${toggle('monoSafe')} ${toggle('autoGain')}
    <span class="spacer"></span>
    ${
      source.get('multiband')
        ? html`<div class="crossovers">
            <span class="label">Crossovers</span>
            <twobus-value .source=${source} param="lowCrossover"></twobus-value>
            <twobus-value .source=${source} param="highCrossover"></twobus-value>
          </div>`
        : nothing
    }
    <twobus-choice .source=${source} param="stereoizeMode" labelled></twobus-choice>
  </div>`
}

/** The knobs, the largest `heroPx` wide. */
export function renderDeck(source: WidenerSource, heroPx: number): TemplateResult {
  const bands = source.get('multiband')
  const knob = (param: string, size: number, color = '') => html`<twobus-knob
    .source=${source}
    param=${param}
    size=${size}
    color=${color}
  ></twobus-knob>`
  const band = (param: BandWidth, label: string) => html`<twobus-knob
    .source=${source}
    param=${param}
    label=${label}
    size="44"
    color="side"
    ?disabled=${!bands}
  ></twobus-knob>`
  return html`<div class="deck">
    <div class="group">${knob('width', heroPx)}</div>
    <div class="group bands">
      ${band('lowWidth', 'Low')} ${band('midWidth', 'Mid')} ${band('highWidth', 'High')}
    </div>
    <div class="group">${knob('bassMono', 44, 'mid')} ${knob('stereoize', 44)}</div>
    <div class="group">${knob('balance', 44)} ${knob('rotation', 44)}</div>
  </div>`
}
