import type { SeedSite } from '../confluence/seed';
import { engineering } from './eng';
import { projectHeron } from './heron';
import { customerOperations } from './ops';
import { peopleAndCulture } from './peo';
import { yukisSpace } from './yuki';

/** The demo site: the wiki of Northwind Tides, an invented maker of tidal-energy monitoring. The same at each start. */
export function demoSite(): SeedSite {
  return {
    host: 'northwind-tides.example',
    spaces: [engineering(), peopleAndCulture(), customerOperations(), yukisSpace(), projectHeron()],
  };
}
