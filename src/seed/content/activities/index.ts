import type { SeedActivity } from '../types';
import { firstPour } from './first-pour';
import { lettersFromTheHut } from './letters-from-the-hut';
import { thirtyCups } from './thirty-cups';
import { tinComesHome } from './tin-comes-home';

export const activities: readonly SeedActivity[] = [tinComesHome, thirtyCups, firstPour, lettersFromTheHut];
