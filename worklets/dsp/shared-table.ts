/**
 * Keeps what `make` returns for each key, so that a table is computed when it is first asked for
 * and shared by all who ask for it later: nodes are constructed on the audio thread, beside others
 * that play there. Tables are for reading only. For set-up: a new key allocates.
 */
export function sharedTable<Key extends number | string, Table>(
  make: (key: Key) => Table
): (key: Key) => Table {
  const tables = new Map<Key, Table>()
  return (key) => {
    const known = tables.get(key)
    if (known !== undefined) return known
    const made = make(key)
    tables.set(key, made)
    return made
  }
}
