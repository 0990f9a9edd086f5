import { addressOf } from '#platform/contract/client.ts'
import { Refusal, type Problem, type ResponseOf } from '#platform/contract/index.ts'
import { chosenLang } from '#ui/console/chosen-lang.ts'
import { uploadImport } from '../../contract.ts'

/** fetch tells nothing about bytes on their way: the old way does. @throws Refusal, TypeError when there was no answer. */
export function sendFile(file: File, region: string, onProgress: (share: number) => void): { readonly sent: Promise<ResponseOf<typeof uploadImport>>; stop(): void } {
  const request = new XMLHttpRequest()
  const sent = new Promise<ResponseOf<typeof uploadImport>>((resolve, reject) => {
    request.open(uploadImport.method, addressOf(uploadImport, {}, { fileName: file.name, region }))
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('accept-language', chosenLang())
    request.responseType = 'json'
    request.upload.addEventListener('progress', (event) => onProgress(event.lengthComputable ? event.loaded / event.total : 0))
    request.addEventListener('load', () => {
      if (request.status === uploadImport.status) return resolve(request.response as ResponseOf<typeof uploadImport>)
      const problem = request.response as Problem | null
      reject(new Refusal(problem?.code ?? 'failed', { ...problem?.params }))
    })
    request.addEventListener('error', () => reject(new TypeError('no answer')))
    request.addEventListener('abort', () => reject(new Refusal('expired')))
    request.send(file)
  })
  return { sent, stop: () => request.abort() }
}
