import { on, page, resolved, says } from '../page';
import { h2, macro, ol, p, table, warning } from '../storage';
import { done, tasks, todo } from '../tasks';

export const checklist = page(
  'Installation checklist for crews',
  'Freya',
  375,
  {
    labels: ['field', 'checklist'],
    comments: [
      on(
        'galvanised shackle on galvanised chain',
        'Samuel',
        'In bold, please. And red.',
        says('Freya', 'It is on page one, in the first block, under a warning. More red does not exist.'),
      ),
      resolved(on('both adapters', 'Yuki', 'From spring on there is one that fits both.', says('Freya', 'Until then: both.'))),
      says('Oscar', 'Printed it for the Kaiyo visit; fits on two pages, waterproof paper is in drawer 4.'),
    ],
  },
  warning('Mooring: galvanised shackle on galvanised chain, moused with wire. Never stainless. PEL-0233 sends its regards.'),
  h2('On the quay'),
  tasks(
    todo('Nodes: serial number, self-test `dry`, seal mark visible'),
    todo('Tools', todo('both adapters'), todo('4.5 Nm and 22 Nm wrenches'), todo('isopropanol, lint-free cloth, gloves')),
    todo('Permit for each turbine, signed, in the dry bag'),
    todo('Radio check on the site’s channel'),
  ),
  h2('On the boat'),
  tasks(
    todo('Turbine locked: **see** the lock, do not hear about it'),
    todo('Slack confirmed by eye and by current meter'),
    todo('Diver briefed: which bolts, which torque, which turn-back time'),
  ),
  h2('Before you leave the site'),
  tasks(
    todo('First message seen on the tablet: `zero pending` is fine, `leak` is not'),
    todo('Mating count of the pigtail written down'),
    todo('Photo of the installed node, with the serial number'),
    todo('Everything you took is on board again; count the wrenches'),
  ),
);

export const divers = page(
  'Diver safety near turbines',
  'Freya',
  370,
  {
    labels: ['field', 'safety'],
    comments: [on('Turn back after fifteen', 'Mei', 'The Arabic page has the same figure, checked with a second reader.')],
  },
  p('Written with the divers and signed by them. It outranks every other page of this wiki.'),
  ol(
    'Nobody enters the water before the lock of the turbine is confirmed **in writing** by its operator and **seen** by the dive leader.',
    'Slack water is twenty minutes. Turn back after fifteen, wherever you are.',
    'Three pulls on the line mean stop, for everyone.',
    'The live current is a help. The rope is the truth.',
  ),
  macro('info', { title: 'Why fifteen' }, 'Five minutes are the way up, with a stop. The sea does not give overtime.'),
  table(
    ['Current', 'What we do'],
    ['below 0.3 m/s', 'dive'],
    ['0.3 to 0.5 m/s', 'stay on the line, finish what is in your hand'],
    ['above 0.5 m/s', 'up'],
  ),
);

export const spareParts = page(
  'Spare parts in the van',
  'Freya',
  140,
  { kind: 'live', labels: ['field'] },
  p('Live: strike through what you take, add what you put back. Counted on Fridays.'),
  table(
    ['Part', 'Should', 'Is', 'Where'],
    ['Kelp node, tested', '6', '5', 'box A'],
    ['O-ring set', '20', '22', 'drawer 1'],
    ['Pigtail', '8', '3 {red:ORDER}', 'drawer 2'],
    ['Adapter, old pattern', '4', '4', 'box B'],
    ['Adapter, new pattern', '4', '3', 'box B, and one on a cutting board'],
    ['Gull spikes', '40', '31', 'everywhere'],
  ),
  tasks(todo('Order pigtails @Yuki {2026-11-28}'), done('Replace the fire extinguisher of the van @Freya {2026-11-13}')),
);
