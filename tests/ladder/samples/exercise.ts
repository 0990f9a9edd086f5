import { set, type Samples } from './sample.ts'

const stopped = set(`update exercise.run set state = 'interrupted', options = '{"bodies":1,"seed":1,"untilHour":0,"ownRegistry":true}' where id = $1`, 'exerciseId')

export const exercise: Samples<'exercise'> = {
  'exercise.list': {},
  'exercise.read': {},
  'exercise.end': { before: stopped },
  // After the end, which would not wait for what then plays: the world does, before it closes.
  'exercise.resume': { before: stopped },
  'exercise.start': { body: () => ({ bodies: 1, untilHour: 0, ownRegistry: true }) },
  'exercise.enter': {},
  'exercise.leave': {},
}
