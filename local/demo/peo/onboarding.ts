import { on, page, resolved, says, under } from '../page';
import { children, code, expand, facts, h2, image, include, info, matrix, note, ol, p, panel, table, tip, ul } from '../storage';
import { tasks, todo } from '../tasks';

const joining = page(
  'Joining Northwind Tides',
  'Ravi',
  520,
  {
    labels: ['onboarding'],
    comments: [
      says(
        'Oscar',
        'I wish this had existed when I came. I found the coffee machine on day four.',
        says('Ravi', 'It is now the second line of day one.'),
      ),
    ],
  },
  p(
    'Your first three months, in the order in which they happen. Nobody expects you to know anything on this page before you read it. :wave:',
  ),
  children,
  h2('Who does what for you'),
  matrix(
    ['', 'Before day one', 'First week', 'Later'],
    ['@Ravi', 'contract, laptop, key', 'tour, lunch', 'talks after 30, 60 and 90 days'],
    ['Your lead', 'first task, desk neighbour', 'the map of who knows what', 'weekly hour'],
    ['Your buddy', 'writes to you once', 'everything you do not dare to ask', 'stops when you say so'],
  ),
  tip('A buddy is never from your own team. That is the whole trick.'),
);

const firstDay = page(
  'Your first day',
  'Ravi',
  515,
  { labels: ['onboarding'] },
  p('Come at half past nine, not earlier: the person with your key arrives by ferry.'),
  ol(
    'Door on the water side; ring twice. Once is the post.',
    'Coffee machine: lever down, wait for the click, **then** the cup.',
    'Laptop and hardware key from @Ada. You choose the passphrase, she looks away.',
    'Lunch at twelve with your buddy. The company pays, the soup decides.',
    'Two o’clock: the boat shed. Life jacket, even if you stay ashore; the quay is slippery.',
    'Four o’clock: go home. Really.',
  ),
  image('map-of-the-quay.png', 'Map of the quay with the office, the boat shed and the ferry', {
    caption: 'The green line is the dry way.',
  }),
  tasks(
    todo('Sign the confidentiality form'),
    todo('Tell @Ravi about allergies and whom to call in an emergency'),
    todo('Put a photo of something you like into your profile; it need not be you'),
  ),
);

const firstWeek = page(
  'Your first week',
  'Ravi',
  514,
  {
    labels: ['onboarding'],
    comments: [
      resolved(on('four people', 'Lena', 'Five, with the works council.', says('Ravi', 'That one is in week two, they asked for it.'))),
    ],
  },
  p('The aim of the first week is to have changed something small and real: a sentence on a page, a label on a drawer, a test.'),
  table(
    ['Day', 'Morning', 'Afternoon'],
    ['Monday', 'see [[Your first day]]', 'boat shed'],
    ['Tuesday', 'accounts, [[ENG:Development environment]] if you write code', 'reading hour'],
    ['Wednesday', 'four people for twenty minutes each: what do you do, what do you need from me?', 'on-call handover, as a guest'],
    ['Thursday', 'your small change', 'demo: you say your name and one thing you noticed'],
    ['Friday', 'talk with your lead', 'sail or soup, by weather'],
  ),
  h2('What you noticed'),
  p(
    'You will never again see us as you see us this week. Keep a list of what is odd. On Friday, we go through it together, and at least one item gets changed. Recent ones:',
  ),
  ul(
    'The form for a desk lamp asked for a cost centre and a next of kin.',
    'Three doors are labelled “store”.',
    'All our examples sail at spring tide. (See [[Decolonising our examples|the page about examples]].)',
  ),
);

const examples = page(
  'Decolonising our examples',
  'Lena',
  310,
  { labels: ['writing', 'inclusion'] },
  p(
    'Began as a remark by a colleague in her first week: in our training material, the customers were all men, the storms had women’s names, and every harbour was in Europe. None of it was meant, and all of it was read.',
  ),
  h2('What we changed'),
  ul(
    'Names in examples come from a list that we draw from in order, not by habit.',
    'Storms have numbers.',
    'Places: half of the exercises now happen at the sites of Kaiyo and Maré Alta.',
    '“Normal user” became “a user who has not changed the settings”.',
  ),
  p('If you find another, change it. If someone is annoyed by the change, send them to @Lena, who likes the conversation.'),
  table(
    ['Before', 'After'],
    ['“The captain and his crew”', '“The skipper and the crew”'],
    ['Storm Gertrud', 'storm 2026-03'],
    ['“Any normal harbour”', '“Kaiyo’s second site”, with its real map'],
    ['Ada, Ben and Carl', 'the next three names of the list'],
  ),
);

const ninety = page(
  'After ninety days',
  'Lena',
  512,
  { labels: ['onboarding'] },
  p('Three talks, at 30, 60 and 90 days. They are short, they are written down by *you*, and the last one decides for both sides.'),
  facts(
    ['30 days', 'What did you expect that was different? What do you still not have?'],
    ['60 days', 'What do you own? Who would miss it?'],
    ['90 days', 'Do you want to stay? Do we want you to? What would have to change for a clear yes?'],
  ),
  expand(
    'Questions that helped others',
    ul('Which meeting would you end?', 'When were you last bored, and when afraid?', 'What do you now explain to others?'),
  ),
  note('A “no” at ninety days is rare (four in six years). It has never been a surprise to anyone who had the first two talks.'),
);

const remoteStart = page(
  'Starting from far away',
  'Ravi',
  295,
  { labels: ['onboarding', 'remote'] },
  p('Eleven of us do not live near the quay. Starting remotely is harder, so it gets more structure, not less.'),
  ol(
    'The laptop arrives a week early; @Ada calls to set it up with you.',
    'The first two weeks are on site if you can. We pay for the journey, the bed, and somebody to look after your cat.',
    'Your buddy is in a time zone at most two hours away.',
    'You get the second-best microphone. The best one is yours when you present.',
  ),
  h2('Time zones'),
  table(
    ['Person', 'Where', 'Overlaps with the quay'],
    ['@Ingrid', 'two hours west', '10–17'],
    ['@Oscar', 'seven hours east', '8–10'],
    ['@Freya', 'here, or at sea', 'by tide'],
  ),
  panel(
    '🕙',
    '#fffae6',
    'Meetings with people from everywhere are at 9 or at 16 o’clock quay time, in turns, so that it is not always the same person’s evening.',
  ),
);

const equipment = page(
  'Equipment and how to get more',
  'Ada',
  285,
  {
    labels: ['it'],
    comments: [
      on(
        'no form',
        'Ravi',
        'There is still one for chairs.',
        says('Ada', 'That is a form for your back, not for me. The physiotherapist insists.'),
      ),
    ],
  },
  p(
    'Everyone gets a laptop, a screen, a headset and a hardware key. Beyond that there is a budget of 600 euros a year and no form: buy it, send the bill, write one line on what it is for.',
  ),
  table(
    ['Item', 'Renewed', 'Who to ask'],
    ['Laptop', 'every 4 years, or when it hurts', '@Ada'],
    ['Hardware key', 'when lost; tell us within the hour', '@Ada'],
    ['Survival suit', 'every 5 years, by date on the sleeve', '@Freya'],
    ['Chair', 'when your back says so', '@Ravi'],
  ),
  code('text', 'Subject: bought: second screen\nAmount:  219.00 EUR\nFor:     reading logs beside the tide curve'),
  include('include', 'Who to ask'),
);

const whoToAsk = page(
  'Who to ask',
  'Ravi',
  505,
  { labels: ['directory'] },
  table(
    ['About', 'Ask'],
    ['Contracts, leave, visas', '@Ravi'],
    ['Pay, promotion, conflict', '@Lena'],
    ['Laptops, accounts, doors', '@Ada'],
    ['Boats, suits, anything wet', '@Freya'],
    ['A customer on the phone', '@Samuel'],
    ['An offer, a price', '@Ingrid @Oscar'],
    ['Whether it is safe', '@Mei, and anyone may say stop'],
  ),
  info('Nobody here minds being asked. Some mind being asked in a meeting of twelve.'),
);

export const onboarding = under(joining, under(firstDay, under(firstWeek, under(examples))), ninety, remoteStart, equipment, whoToAsk);
