import { blogPost, on, says } from '../page';
import { code, h2, image, info, p, table, ul } from '../storage';

export const engineeringBlog = [
  blogPost(
    'Train Fisher has arrived',
    'Yuki',
    40,
    {
      labels: ['release', 'firmware'],
      comments: [
        says('Ingrid', 'Three customers wrote thank you. Passing it on.', says('Yuki', 'Printed and pinned to the tank.')),
        says('Lena', 'And nobody worked at a weekend. That is the part I like best.'),
      ],
    },
    p(
      'Since noon all 1,284 nodes run 4.12.1. The last one was node `2c:90` at Orrin 3, which sat in hibernation, woke for its one word a day, and had to be told the whole story in the still water of four tides.',
    ),
    table(
      ['', '4.11', '4.12'],
      ['Days from first to last node', '39', '21'],
      ['Nodes that needed a second try', '58', '9'],
      ['Nodes that fell back', '3', '0'],
    ),
    p(
      'What made the difference was boring: differences instead of images, and a dashboard that shows *which tide* a node waits for, so that nobody got impatient. Details in [[Updating a node over the acoustic link]].',
    ),
    p('Next stop “Viking”, freeze on {2026-12-04}. No reserved seats. :tada:'),
  ),
  blogPost(
    'What a loose battery taught our database',
    'Mei',
    12,
    {
      labels: ['incident', 'lagoon'],
      comments: [on('a key is a promise', 'Tomas', 'I would put this on a mug.', says('Mei', 'Please do not put this on a mug.'))],
    },
    p(
      'A node at Orrin has a loose battery. It starts, says hello, and dies, three times a minute, like a guest who keeps forgetting his hat. For the node this is a nuisance. For Lagoon it was four thousand new time series in a day.',
    ),
    p(
      'We had made the number of a boot part of a key, because it makes deduplication trivial. And a key is a promise: that there will not be too many of them. Nobody had written the promise down, so nobody could notice that it was broken.',
    ),
    h2('Three things to take home'),
    ul(
      'Write down how many of a thing you expect. Then alarm at ten times that.',
      'A job that kills machines should not be restarted on a fresh one with such optimism.',
      'The test had twelve boots because twelve fitted on the screen.',
    ),
    p('The full story with its timeline: [[2026-11-06 Lagoon compaction stall]].'),
  ),
  blogPost(
    'A sea that fits in a test',
    'Tomas',
    150,
    { labels: ['testing'] },
    p(
      '`seasim` is now able to compute ninety days of 200 nodes in eleven seconds. It has tides from 37 constituents, storms from a seed, and a fisherman who takes a buoy for a walk now and then.',
    ),
    code(
      'go',
      'sea := seasim.New(seasim.Seed(42), seasim.Days(90))\nfor event := range sea.Events() {\n\tif err := ebb.Accept(event); err != nil {\n\t\tt.Fatalf("seed 42, %s: %v", event.At, err)\n\t}\n}',
    ),
    p('Whatever fails, fails again with the same seed. We found eleven bugs in the first week, nine of them ours and two in the sea.'),
    info('Want to add a catastrophe? The folder `scenarios` takes contributions. Please be kind to the fisherman.'),
  ),
  blogPost(
    'Pictures from the nacelle',
    'Freya',
    88,
    {
      labels: ['hardware', 'fun'],
      comments: [
        says('Samuel', 'Can I show the lobster to Orrin Tidal?', says('Freya', 'It is their lobster.')),
        says('Oscar', 'My children want to know its name.', says('Yuki', 'Torque.')),
      ],
    },
    p(
      'The camera that research asked for has been under water since Monday. It takes a picture at each slack water, with a flash, and sends it as 14 KB in the night.',
    ),
    image('lobster.jpg', 'A lobster in front of the lens, one claw on the bolt pattern', {
      caption: 'First picture. We asked for the bolts.',
    }),
    p(
      'On the second picture one sees what we wanted to see: no corrosion at the strap, a thin film on the window, and a growth of barnacles on the north side that turns the balance measurement of August into something one can understand.',
    ),
    table(
      ['Picture', 'What is on it', 'What we learned'],
      ['1', 'lobster', 'the flash attracts'],
      ['2', 'strap, bolts', 'no corrosion after 11 months'],
      ['3–5', 'green water', 'a storm; nothing else to see'],
      ['6', 'barnacles, north side', 'explains the imbalance of August'],
    ),
    p('Cost of the camera: 4,000 euros, once. Cost of a diver with the same camera: 4,000 euros, each time.'),
  ),
];
