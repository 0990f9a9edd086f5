/** A size for people, in the binary units that file limits are given in. */
export function sayBytes(bytes: number, number: (value: number) => string): string {
  if (bytes < 1024) return `${number(bytes)} B`
  if (bytes < 1024 ** 2) return `${number(Math.round((bytes / 1024) * 10) / 10)} KiB`
  return `${number(Math.round((bytes / 1024 ** 2) * 10) / 10)} MiB`
}
