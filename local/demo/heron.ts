import type { SeedSpace } from '../confluence/seed';
import { on, page, resolved, says, under } from './page';
import { code, facts, h2, image, info, ol, p, table, ul, warning } from './storage';
import { done, tasks, todo } from './tasks';
import { emailOf } from './who';

/** An archived space: a project that ended, kept because its reasons are worth keeping. */

const home = page(
  'Project Heron',
  'Freya',
  1100,
  { labels: ['home', 'archive'] },
  warning('Heron ended in March 2025. This space is archived: nothing here describes a product that you can buy.'),
  p(
    'Heron was a drone that should have inspected blades at slack water, without divers. It flew well and saw little. Why that is so took us fourteen months to understand, and the answer is worth more than the drone.',
  ),
  facts(
    ['Began', '{2024-01-15}'],
    ['Ended', '{2025-03-14}'],
    ['Cost', '412,000 euros'],
    ['Left', 'a camera (in use), a gimbal (in use), eleven propellers'],
  ),
);

const why = page(
  'Why we stopped',
  'Tomas',
  610,
  {
    labels: ['archive', 'decision'],
    comments: [
      on('turbid water', 'Ingrid', 'Would a sonar have helped?', says('Freya', 'Yes, and it weighs more than the drone.')),
      says('Lena', 'The most honest page of the company. I use it in interviews.'),
    ],
  },
  p('Three reasons, each sufficient.'),
  ol(
    '**Light.** In turbid water one sees 1.2 m. To inspect a blade from that distance takes 40 minutes; slack has 20.',
    '**Rules.** For the flight from the quay to the site we need a pilot who sees the drone. Then the boat is there anyway.',
    '**The node got better.** Strain and vibration told us in 2024 what the camera would have shown us in 2026.',
  ),
  h2('What we would do again'),
  ul(
    'Stop on the day when the third reason was clear, with a party.',
    'Give each part a new owner before the last day.',
    'Write this page while it still hurt.',
  ),
  table(
    ['Month', 'What we knew', 'What we did'],
    ['3', 'visibility is worse than assumed', 'bought a better camera'],
    ['7', 'a better camera sees the same fog', 'improved the landing'],
    ['11', 'the landing is excellent', 'asked what for'],
    ['14', 'what for', 'stopped'],
  ),
  p('Read the third column from top to bottom. It is not a story of a bad project but of four good weeks at the wrong end.'),
);

const requirements = page(
  'Requirements',
  'Freya',
  1050,
  { labels: ['archive'] },
  table(
    ['No.', 'Requirement', 'Met?'],
    ['H-1', 'Flies at 8 m/s of wind', '{green:YES}'],
    ['H-2', 'Lands on a moving deck', '{yellow:MOSTLY}'],
    ['H-3', 'Sees a crack of 2 mm at 3 m under water', '{red:NO}'],
    ['H-4', 'Two batteries a slack', '{green:YES}'],
    ['H-5', 'One person can carry it', '{green:YES}, the other carries the paperwork'],
  ),
  p('H-3 was the project. The other four were what we enjoyed.'),
);

const flights = page(
  'Flight log',
  'Yuki',
  700,
  {
    labels: ['archive', 'log'],
    comments: [resolved(on('flight 31', 'Freya', 'Serial number of the replacement?', says('Yuki', 'None; the camera dried.')))],
  },
  table(
    ['Flight', 'Date', 'Wind', 'Result'],
    ['1', '{2024-04-03}', '2 m/s', 'up and down'],
    ['12', '{2024-07-19}', '6 m/s', 'first landing on the boat, by skill'],
    ['13', '{2024-07-19}', '6 m/s', 'second landing on the boat, by luck'],
    ['31', '{2024-11-08}', '9 m/s', 'swam'],
    ['44', '{2025-02-27}', '3 m/s', 'last one; everybody waved'],
  ),
  p(
    'After flight 31 the motors were rinsed with fresh water within the hour and lived. The log on the card survived as well, which is how we know that the last command was “home”.',
  ),
  code(
    'text',
    '11:42:07.310 alt=4.1 cmd=HOLD  gust=13.2\n11:42:07.910 alt=2.6 cmd=CLIMB gust=14.8\n11:42:08.450 alt=0.3 cmd=HOME\n11:42:08.470 alt=0.0 water=YES',
  ),
);

const camera = page(
  'Camera and gimbal',
  'Mei',
  940,
  { labels: ['archive', 'hardware'] },
  p(
    'The camera lives on in the nacelle: the blog of Engineering shows its first picture, of a lobster. The gimbal holds the antenna of the shore station at Skarvsund, and has not noticed that it no longer flies.',
  ),
  image('heron-gimbal.jpg', 'A two-axis gimbal, screwed to a mast with pipe clamps'),
  ul(
    'Sensor 1/1.8″, 12 megapixels, of which the sea leaves about two.',
    'Flash 40 Ws, which lights mostly plankton.',
    'Housing by the same rules as Kelp, minus forty metres.',
  ),
  table(
    ['Depth', 'Visibility', 'What one sees of a blade at 3 m'],
    ['5 m', '4 m', 'the edge, growth, large damage'],
    ['15 m', '2 m', 'growth'],
    ['25 m', '1.2 m', 'a friendly green'],
  ),
  p(
    'The measurements took two days and would have saved twelve months. They were on the plan of month one and were moved, because flying was more fun. I moved them too.',
  ),
);

const marketing = page(
  'Name and logo',
  'Oscar',
  1000,
  { labels: ['archive'] },
  p(
    'Herons stand still, look long, and strike once. The drone did none of the three, but the logo is lovely and is now on the coffee cups.',
  ),
  table(
    ['Candidate', 'For', 'Against'],
    ['Heron', 'patient, precise', 'not a diver'],
    ['Gannet', 'dives', 'crashes into the sea, head first'],
    ['Kingfisher', 'dives, pretty', 'taken by a beer'],
    ['Cormorant', 'dives well', 'hangs about with wet wings'],
  ),
  info('In hindsight “Gannet” would have been the honest name.'),
);

const permits = page(
  'Flight permits',
  'Ravi',
  860,
  { labels: ['archive', 'legal'] },
  p('Who had to say yes, in the order in which they did. Kept, since the next project with wings will ask the same people.'),
  ol(
    'Aviation authority: operations manual of 61 pages, eleven weeks.',
    'Port: by telephone, in four minutes, with a joke about seagulls.',
    'Nature conservation: no flights from April to July within 300 m of the skerries. They were right, and showed us the nests.',
    'Insurance: yes, without a landing on the boat. We did not ask again.',
  ),
  tasks(
    done('Return the call sign @Ravi {2025-03-31}'),
    done('Cancel the insurance @Ravi {2025-04-30}'),
    todo('Send the nest counts of 2024 to the conservation office @Freya {2025-06-30}'),
  ),
);

const leftovers = page(
  'Where the parts went',
  'Freya',
  600,
  { labels: ['archive'] },
  table(
    ['Part', 'New home', 'Owner'],
    ['Camera', 'nacelle of turbine 4', '@Mei'],
    ['Gimbal', 'mast at Skarvsund', '@Freya'],
    ['Batteries, 6 of 8', 'emergency light of the shed', '@Ada'],
    ['Propellers, 11', 'wall of the bench; one is a fruit bowl', '@Yuki'],
    ['Airframe', 'vocational school', '—'],
  ),
  p('Two batteries were swollen and went to the recycling centre in a bucket of sand, with a very careful driver.'),
);

const spaceHome = under(home, why, under(requirements, under(camera, flights)), marketing, permits, leftovers);

export function projectHeron(): SeedSpace {
  return {
    key: 'OLD',
    name: 'Project Heron',
    type: 'global',
    status: 'archived',
    description: 'A drone that we stopped, and why.',
    admins: [emailOf('Freya')],
    pages: [spaceHome],
  };
}
