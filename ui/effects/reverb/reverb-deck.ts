import { html, type TemplateResult } from 'lit'
import type { EffectSource } from '../../../worklets/core/source.ts'
import type { reverbDefinition } from '../../../worklets/effects/reverb/definition.ts'
import '../../controls/choice.ts'
import '../../controls/knob.ts'
import '../../controls/toggle.ts'
import '../../controls/value.ts'

type ReverbSource = EffectSource<typeof reverbDefinition>

/** The mode, where the decay bends and is cut, and the freeze. */
export function renderStatus(source: ReverbSource): TemplateResult {
  const value = (param: string, label: string) =>
    html`<twobus-value .source=${source} param=${param} label=${label} labelled></twobus-value>`
  return html`<div class="status">
    <twobus-choice .source=${source} param="mode"></twobus-choice>
    <span class="spacer"></span>
    <div class="values">
      ${value('lowCrossover', 'Low')} ${value('highCrossover', 'High')} ${value('lowCut', 'Cuts')}
      <twobus-value .source=${source} param="highCut"></twobus-value>
    </div>
    <twobus-toggle variant="button" icon="freeze" .source=${source} param="freeze"></twobus-toggle>
  </div>`
}

/** The knobs, the largest `heroPx` wide. */
export function renderDeck(source: ReverbSource, heroPx: number): TemplateResult {
  const knob = (param: string, size = 44, color = '', label = '') => html`<twobus-knob
    .source=${source}
    param=${param}
    size=${size}
    color=${color}
    label=${label}
  ></twobus-knob>`
  return html`<div class="deck">
    <div class="group main">${knob('decay', heroPx)}</div>
    <div class="group">
      ${knob('predelay')} ${knob('size')} ${knob('early', 44, 'band-2')} ${knob('diffusion')}
    </div>
    <div class="group">
      ${knob('lowMultiplier', 44, 'band-2')} ${knob('highMultiplier', 44, 'band-5')}
    </div>
    <div class="group">
      ${knob('modulationRate', 44, '', 'Mod rate')} ${knob('modulationDepth', 44, '', 'Depth')}
      ${knob('width')} ${knob('duck', 44, 'sidechain')}
    </div>
    <div class="group mix">${knob('mix', heroPx)}</div>
  </div>`
}
