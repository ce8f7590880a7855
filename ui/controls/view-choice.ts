import { html, type TemplateResult } from 'lit'
import type { ChoiceRow } from '../../worklets/core/rows.ts'
import type { ControlDetail } from '../core/param-controller.ts'
import './choice.ts'

interface ViewChoice<Option extends string> {
  readonly row: ChoiceRow<string, Option>
  readonly value: NoInfer<Option>
  readonly menu?: boolean
  readonly labelled?: boolean
  choose(option: Option): void
}

/** A choice that belongs to the picture and not to the sound: no step of undo, no news for a host. */
export function renderViewChoice<Option extends string>({
  row,
  value,
  menu = false,
  labelled = false,
  choose
}: ViewChoice<Option>): TemplateResult {
  const stop = (event: Event) => event.stopPropagation()
  const onChange = (event: CustomEvent<ControlDetail>) => {
    event.stopPropagation()
    const option = row.options.find((candidate) => candidate === event.detail.value)
    if (option !== undefined) choose(option)
  }
  return html`<twobus-choice
    ?menu=${menu}
    ?labelled=${labelled}
    .row=${row}
    .value=${value}
    @change=${onChange}
    @input=${stop}
    @gesturestart=${stop}
    @gestureend=${stop}
  ></twobus-choice>`
}
