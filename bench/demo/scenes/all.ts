import type { Scene } from '../scene.ts'
import { scenes as gardensBoard } from './jardins-bureau.ts'
import { scenes as compost } from './jardins-compost.ts'
import { scenes as gardeners } from './jardins-jardiniers.ts'
import { scenes as theatreBoard } from './trois-ponts-bureau.ts'
import { scenes as theatreNews } from './trois-ponts-infos.ts'
import { scenes as company } from './trois-ponts-troupe.ts'
import { scenes as cyclingNews } from './velo15-annonces.ts'
import { scenes as cyclingBoard } from './velo15-bureau.ts'
import { scenes as convention } from './velo15-convention.ts'
import { scenes as cyclists } from './velo15-discussion.ts'

/** Every conversation of the demonstration. */
export const scenes: readonly Scene[] = [
  ...cyclists,
  ...convention,
  ...cyclingBoard,
  ...cyclingNews,
  ...company,
  ...theatreBoard,
  ...theatreNews,
  ...gardeners,
  ...gardensBoard,
  ...compost,
]
