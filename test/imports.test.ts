import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const chain = ['config', 'store', 'mta', 'lists', 'archive', 'search', 'web', 'bin'] as const
const root = join(import.meta.dirname, '..')

interface Import {
  readonly file: string
  readonly room: string
  readonly target: string
}

function importsOf(rooms: readonly string[]): Import[] {
  return rooms.flatMap((room) =>
    globSync(`${room}/**/*.ts`, { cwd: root }).flatMap((file) =>
      [
        ...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import\()\s*'(#[^']+|\.{1,2}\/[^']+)'/g),
      ].map((m) => ({
        file,
        room,
        target: m[1]!,
      })),
    ),
  )
}

const all = importsOf(chain)

test('each room imports only rooms to its left in config → store → mta → lists → archive → search → web → bin', () => {
  expect(all.length).toBeGreaterThan(200)
  const wrong = all.filter(({ room, target }) => {
    const other = /^#(\w+)\//.exec(target)?.[1]
    if (other === undefined || other === 'templates') return false
    if (other === 'bench') return room !== 'bin'
    return chain.indexOf(other as never) < 0 || chain.indexOf(other as never) > chain.indexOf(room as never)
  })
  expect(wrong).toEqual([])
})

test('another room is always named by its subpath, so that the chain can be read', () => {
  const climbing = all.filter(({ file, target }) => {
    if (!target.startsWith('.')) return false
    const resolved = join(file, '..', target)
    return resolved.split('/')[0] !== file.split('/')[0]
  })
  expect(climbing).toEqual([])
})

test('only lists, archive, search, web and bin read the sentences of templates', () => {
  const early = all.filter(
    ({ room, target }) => target.startsWith('#templates/') && ['config', 'store', 'mta'].includes(room),
  )
  expect(early).toEqual([])
})

test('templates hold sentences only: they import nothing but each other', () => {
  const wrong = importsOf(['templates']).filter(
    ({ target }) => !target.startsWith('./') && !target.startsWith('../'),
  )
  expect(wrong).toEqual([])
})

test('mta/message does no input or output', () => {
  const wrong = all.filter(
    ({ file, target }) => file.startsWith('mta/message/') && /#store|\.\.\/(in|out)\//.test(target),
  )
  expect(wrong).toEqual([])
})
