import type { SeedPost } from '../types';
import { coldBrewRatio } from './cold-brew-ratio';
import { cupTwentySeven } from './cup-twenty-seven';
import { dawnCupPhotos } from './dawn-cup-photos';
import { firstPourMap } from './first-pour-map';
import { hutWardenKettle } from './hut-warden-kettle';
import { lettersCall } from './letters-call';
import { lidBatchSeven } from './lid-batch-seven';
import { luguWinterHarvest } from './lugu-winter-harvest';
import { onePersonTable } from './one-person-table';
import { packingListWithTea } from './packing-list-with-tea';
import { refillPointsHangzhou } from './refill-points-hangzhou';
import { springPreorder } from './spring-preorder';
import { steepingMyths } from './steeping-myths';
import { summitEnergyClaim } from './summit-energy-claim';
import { summitSelfieDraw } from './summit-selfie-draw';
import { thirtyCupsDayOne } from './thirty-cups-day-one';
import { weekendShipping } from './weekend-shipping';
import { wetLeavesQuiz } from './wet-leaves-quiz';
import { whyTinsComeHome } from './why-tins-come-home';

export const posts: readonly SeedPost[] = [
  whyTinsComeHome,
  coldBrewRatio,
  thirtyCupsDayOne,
  cupTwentySeven,
  firstPourMap,
  packingListWithTea,
  hutWardenKettle,
  refillPointsHangzhou,
  onePersonTable,
  steepingMyths,
  luguWinterHarvest,
  summitEnergyClaim,
  dawnCupPhotos,
  lidBatchSeven,
  weekendShipping,
  wetLeavesQuiz,
  summitSelfieDraw,
  springPreorder,
  lettersCall,
];
