/**
 * What is wrong with what an editor was given as its effect, in one sentence, or undefined. `id` is
 * the effect that the editor is for; undefined where it takes any.
 */
export function effectProblem(
  element: string,
  id: string | undefined,
  effect: unknown
): string | undefined {
  if (effect === undefined || effect === null) return undefined
  const where = `${element}.effect`
  if (effect instanceof Promise)
    return `${where}: must be an effect, got a promise of one: await it`
  const given = idOf(effect)
  if (given === undefined) return `${where}: must be an effect that createEffect has made`
  if (id === undefined || given === id) return undefined
  return `${where}: must be an effect of the kind "${id}", got "${given}"`
}

function idOf(effect: unknown): string | undefined {
  const { definition } = Object(effect) as { readonly definition?: { readonly id?: unknown } }
  return typeof definition?.id === 'string' ? definition.id : undefined
}
