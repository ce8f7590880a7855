import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import type { EffectDefinition } from '../../worklets/core/definition.ts'
import type { MeterRow, ParamRow } from '../../worklets/core/rows.ts'
import '../controls/choice.ts'
import '../controls/knob.ts'
import '../controls/level-meter.ts'
import '../controls/toggle.ts'
import type { AnySource } from '../core/any-source.ts'
import { EffectEditor } from './effect-editor.ts'

/** Meters in these units are bars; the others are figures that nobody reads from a bar. */
const BAR_UNITS: ReadonlySet<string> = new Set(['dBFS', 'dBTP', 'LUFS'])
const BAR_MIN_DB = -60

/**
 * An editor made from the table alone: knobs in columns, choices and toggles below, repeated groups
 * on tabs, meters at the right. Serves every effect that has no editor of its own.
 */
export class GenericEditor extends EffectEditor {
  static override properties: PropertyDeclarations = {
    group: { state: true }
  }

  static override styles = [
    ...EffectEditor.styles,
    css`
      .body {
        display: flex;
        align-items: stretch;
      }
      .main {
        flex: 1;
        min-width: 0;
      }
      .deck {
        justify-content: flex-start;
        row-gap: 12px;
      }
      .deck twobus-knob {
        min-width: 72px;
      }
      .main > :first-child {
        border-top: 0;
      }
      .tabs {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        padding: 10px var(--pad);
        border-top: 1px solid var(--twobus-line);
      }
      .tabs button {
        height: 26px;
        padding: 0 10px;
        font: var(--twobus-text-button);
        color: var(--twobus-muted);
        border: 1px solid transparent;
        border-radius: 6px;
      }
      .tabs [aria-selected='true'] {
        color: var(--twobus-text);
        background: var(--twobus-chosen);
        border-color: var(--twobus-chosen-line);
      }
      .meters {
        display: flex;
        flex: none;
        gap: 10px;
        padding: 14px var(--pad);
        background: var(--twobus-well);
        border-left: 1px solid var(--twobus-line);
      }
      .meters twobus-level-meter {
        height: auto;
        min-height: 120px;
      }
      .editor[data-layout='narrow'] .meters {
        display: none;
      }
      @media (pointer: coarse) {
        .tabs button {
          height: 44px;
        }
      }
      @media (forced-colors: active) {
        .tabs [aria-selected='true'] {
          forced-color-adjust: none;
          color: HighlightText;
        }
      }
    `
  ]

  declare effect: AnySource | undefined
  declare protected group: string | undefined

  constructor() {
    super()
    this.group = undefined
  }

  readonly #onTabKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const groups = groupsOf(this.source.definition)
    if (step === 0 || groups.length === 0) return
    event.preventDefault()
    const at = groups.indexOf(this.group ?? groups[0] ?? '')
    this.group = groups[(at + step + groups.length) % groups.length]
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('[aria-selected="true"]')?.focus()
    )
  }

  protected override renderBody(): TemplateResult {
    const { definition } = this.source
    const groups = groupsOf(definition)
    const shown = this.group ?? groups[0]
    const bars = definition.meters.filter((row) => BAR_UNITS.has(row.unit))
    return html`<div class="body">
      <div class="main">
        ${groups.length > 0 ? this.#renderTabs(groups, shown) : nothing}
        ${shown === undefined ? nothing : this.#renderRows(rowsOf(definition, shown))}
        ${this.#renderRows(rowsOf(definition, undefined))}
      </div>
      ${bars.length > 0 ? html`<div class="meters">${bars.map((row) => this.#renderMeter(row))}</div>` : nothing}
    </div>`
  }

  #renderTabs(groups: readonly string[], shown: string | undefined): TemplateResult {
    return html`<div class="tabs" role="tablist" @keydown=${this.#onTabKey}>
      ${groups.map(
        (group) => html`<button
          type="button"
          role="tab"
          aria-selected=${String(group === shown)}
          tabindex=${group === shown ? 0 : -1}
          @click=${() => (this.group = group)}
        >
          ${group}
        </button>`
      )}
    </div>`
  }

  #renderRows(rows: readonly ParamRow[]): TemplateResult {
    const knobs = rows.filter((row) => row.kind === 'number')
    const others = rows.filter((row) => row.kind !== 'number')
    const source = this.source
    return html`${
      knobs.length === 0
        ? nothing
        : html`<div class="deck">
          ${knobs.map(({ id }) => html`<twobus-knob .source=${source} param=${id}></twobus-knob>`)}
        </div>`
    }${
      others.length === 0
        ? nothing
        : html`<div class="sub">
          ${others.map(({ id, kind }) =>
            kind === 'choice'
              ? html`<twobus-choice .source=${source} param=${id} labelled></twobus-choice>`
              : html`<twobus-toggle .source=${source} param=${id}></twobus-toggle>`
          )}
        </div>`
    }`
  }

  #renderMeter(row: MeterRow): TemplateResult {
    return html`<twobus-level-meter
      kind="output"
      scale="linear"
      min=${BAR_MIN_DB}
      no-scale
      .source=${this.source}
      meters=${row.id}
      label=${row.label}
      title=${row.label}
      caption=${shortLabel(row.label)}
    ></twobus-level-meter>`
  }
}

/** The editor class of an effect that has no editor of its own; register it with `defineElement`. */
export function genericEditorFor(definition: EffectDefinition): typeof GenericEditor {
  return class extends GenericEditor {
    static override readonly definition = definition
  }
}

function groupsOf(definition: EffectDefinition): readonly string[] {
  return [...new Set(definition.params.flatMap((row) => row.group ?? []))]
}

/** The rows of a group, or those of none; bypass has its place in the bar. */
function rowsOf(definition: EffectDefinition, group: string | undefined): readonly ParamRow[] {
  return definition.params.filter((row) => row.group === group && row.id !== 'bypass')
}

function shortLabel(label: string): string {
  const first = label.split(' ')[0] ?? label
  return first.length > 6 ? `${first.slice(0, 3)}` : first
}
