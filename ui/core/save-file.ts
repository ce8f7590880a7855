/** The address must outlive the click: the browser reads it when the download begins. */
const KEEP_MS = 60_000

/** Saves a blob as a download under a name that every file system takes. */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName(name)
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), KEEP_MS)
}

export function fileName(name: string): string {
  const safe = Array.from(name, (letter) => (/[\\/:*?"<>|\p{Cc}]/u.test(letter) ? '-' : letter))
  return safe.join('').trim() || 'Untitled'
}
