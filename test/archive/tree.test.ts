import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inTreeOrder } from '#archive/tree.ts'

const leaf = (id: number, parentId?: number, minute = id) => ({
  id,
  parentId,
  datedAt: new Date(minute * 60_000),
})
const order = (leaves: ReturnType<typeof leaf>[]) =>
  inTreeOrder(leaves).map(({ leaf, depth }) => [leaf.id, depth])

test('each message comes after the one it answers, brothers by date', () => {
  expect(order([leaf(4, 2), leaf(3, 1), leaf(2, 1), leaf(1), leaf(5, 1, 0)])).toEqual([
    [1, 0],
    [5, 1],
    [2, 1],
    [4, 2],
    [3, 1],
  ])
})

test('a message whose parent is not shown starts a branch', () => {
  expect(order([leaf(2, 99), leaf(1), leaf(3, 2)])).toEqual([
    [1, 0],
    [2, 0],
    [3, 1],
  ])
})

test('a circle is entered at its oldest; a message that answers itself starts a branch', () => {
  expect(order([leaf(1, 3), leaf(2, 1), leaf(3, 2), leaf(4, 4)])).toEqual([
    [1, 0],
    [2, 1],
    [3, 2],
    [4, 0],
  ])
})

test('5,000 answers, each to the one before, are walked', () => {
  const placed = inTreeOrder(Array.from({ length: 5_000 }, (_, n) => leaf(n, n - 1)))
  expect(placed.at(-1)!.depth).toBe(4_999)
})

test('whoever answers whom, every message is shown once', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(30), { nil: undefined }), { maxLength: 30 }), (parents) => {
      const placed = inTreeOrder(parents.map((parentId, id) => leaf(id, parentId, (id * 7) % 5)))
      expect(placed.map(({ leaf }) => leaf.id).toSorted((a, b) => a - b)).toEqual(parents.map((_, id) => id))
    }),
  )
})
