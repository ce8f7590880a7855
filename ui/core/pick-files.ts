/** Asks for files with the browser's own dialog; an empty list when the person thinks better. */
export function pickFiles(options: {
  readonly accept: string
  readonly multiple?: boolean
}): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = options.accept
    input.multiple = options.multiple ?? false
    input.addEventListener('change', () => resolve(Array.from(input.files ?? [])))
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
}
