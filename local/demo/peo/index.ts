import type { SeedSpace } from '../../confluence/seed';
import { blogPost, on, page, says, under } from '../page';
import { children, code, facts, h2, image, info, p, table, ul } from '../storage';
import { done, tasks, todo } from '../tasks';
import { emailOf } from '../who';
import { german } from './german';
import { onboarding } from './onboarding';
import { policies } from './policies';

const home = page(
  'People & Culture',
  'Lena',
  650,
  { labels: ['home'] },
  p(
    'Forty people, nine countries, one soup pot. This space holds what we promise each other, how you join and leave, and where the survival suits hang.',
  ),
  children,
  h2('In short'),
  table(
    ['I want to …', 'Go to'],
    ['take a holiday', '[[Leave and holidays]]'],
    ['know what a night call pays', '[[On-call pay and rest time]]'],
    ['visit a site', '[[Travelling to sites]]'],
    ['complain, confidentially', '[[How we treat each other]]'],
    ['find a person', '[[Who to ask]]'],
  ),
  info('Pages on pay are restricted to the people team and the leadership. If you see one, tell @Lena at once, please.'),
);

const pay = page(
  'Compensation bands 2027',
  'Lena',
  48,
  {
    labels: ['pay', 'confidential'],
    restrictedTo: { groups: ['people-team', 'leadership'] },
    comments: [
      on(
        'two steps at once',
        'Ravi',
        'We allowed this once in 2025. Is that a precedent?',
        says('Lena', 'It was a correction, not a promotion. I will write the difference down.'),
      ),
    ],
  },
  p('Bands are public inside the company from January; until the board has agreed they stay here. Nobody moves two steps at once.'),
  table(
    ['Level', 'From', 'To', 'People'],
    ['1', '44,000', '52,000', '5'],
    ['2', '51,000', '63,000', '14'],
    ['3', '61,000', '77,000', '13'],
    ['4', '75,000', '92,000', '6'],
    ['5', '90,000', '112,000', '2'],
  ),
  tasks(
    done('Compare with two outside studies @Ravi {2026-10-09}'),
    todo('Board @Lena {2026-12-09}'),
    todo('Explain it to everyone, in person @Lena {2027-01-14}'),
  ),
);

const payGap = page(
  'Pay gap report, working copy',
  'Ravi',
  46,
  { labels: ['pay'] },
  p(
    'Below the restricted page and therefore restricted. The gap, corrected for level and years, is 1.8 % (2025: 3.1 %); uncorrected it is 9 %, since four of the six people on level 4 are men.',
  ),
  code('r', 'model <- lm(log(salary) ~ level + years + gender, data = people)\nsummary(model)$coefficients["genderf", ]'),
  p('The report that everyone sees in March has the numbers without the rows behind them. With forty people, a row is a person.'),
  h2('What moved it'),
  table(
    ['Change since 2025', 'Effect'],
    ['Offers are made by band, not by last salary', '-0.7 points'],
    ['Two corrections in spring', '-0.5 points'],
    ['One person left', '-0.1 points'],
  ),
  p('The uncorrected number moves only with who is on level 4. Two promotions are prepared, neither for the sake of this table.'),
);

const offers = page(
  'Open offers',
  'Ravi',
  6,
  { labels: ['hiring'], kind: 'live' },
  p('Names are initials on purpose.'),
  table(
    ['Role', 'Candidate', 'Offer', 'Answer by'],
    ['Firmware engineer', 'A. S.', 'level 3, start in March', '{2026-11-27}'],
    ['Lagoon engineer', 'K. O.', 'level 4, remote', '{2026-12-04}'],
  ),
  p(
    'Promised to both: a call on the day itself, and the name of the person they will sit next to. If one says no, the second candidate for Lagoon (R. T., level 3) would come and knows that he is second.',
  ),
  tasks(
    todo('Call A. S. @Ravi {2026-11-27}'),
    todo('Ask the tax adviser about remote work for K. O. @Ravi {2026-11-30}'),
    done('Tell the others, with reasons @Lena {2026-11-19}'),
  ),
);

const hiring = page(
  'How we hire',
  'Lena',
  470,
  {
    labels: ['hiring'],
    comments: [
      on('paid at 300 euros', 'Oscar', 'Sales candidates as well?', says('Lena', 'Everyone who does a work sample.')),
      says(
        'Mei',
        'I would add: tell people after the first talk when they will hear from us, and then do it.',
        says('Lena', 'Third paragraph now. Thank you.'),
      ),
    ],
  },
  p('Four steps in at most three weeks. Whoever says no to a candidate tells them why, in two sentences that help.'),
  table(
    ['Step', 'How long', 'With whom', 'Decides'],
    ['Talk', '30 minutes', '@Ravi', 'whether both want to go on'],
    ['Work sample', 'half a day, paid at 300 euros', 'two of the team', 'can they, and do they enjoy it?'],
    ['Afternoon on the quay', '3 hours', 'five people, one from another team', 'would I be glad on a wet Tuesday?'],
    ['Offer', 'one call', '@Lena', 'the number, with its reason'],
  ),
  p('After each step we say on which day we will call, and we call on that day even if there is nothing to say.'),
  h2('What we do not do'),
  ul('Puzzles, whiteboards, “where do you see yourself”.', 'References without the candidate’s knowledge.', 'Wait for somebody better.'),
  facts(
    ['Adverts', 'name the pay band'],
    ['Interviewers', 'have had the afternoon on bias'],
    ['Last year', '214 applications, 7 joined, 1 declined'],
  ),
);

const leaving = page(
  'Leaving well',
  'Ravi',
  340,
  { labels: ['offboarding'] },
  p('People leave. We would like them to speak well of us in ten years, and to come back in five. (Three did.)'),
  tasks(
    todo('Last day and remaining holiday, in writing'),
    todo('Handover list: what only you know', todo('Where it is written'), todo('Who has read it')),
    todo('Keys, suit, laptop to @Ada'),
    todo('Accounts closed at 18:00 of the last day, not before: nobody is thrown out of chat during their own farewell'),
    todo('A talk with somebody who is not your lead'),
  ),
  h2('Your name in the water'),
  p('Everyone who leaves after more than two years may name a buoy. PEL-0091 is “Anna”, PEL-0150 is “Not my problem any more”.'),
);

const party = page(
  'Winter party 2026',
  'Oscar',
  18,
  {
    kind: 'live',
    labels: ['fun'],
    comments: [
      says('Yuki', 'Vegan soup for nine, please.', says('Oscar', 'Twelve. It was good last year.')),
      says('Freya', 'The skipper of PEL-0233 fame said yes!'),
      says(
        'Lena',
        'Who brings children? We would like to reserve the pool.',
        says('Samuel', 'Two, four and seven.'),
        says('Mei', 'One, and she brings her own seal.'),
      ),
    ],
  },
  p('{2026-12-11}, from four o’clock, in the boat shed. Heated, this time; Ada found the other heater.'),
  table(
    ['What', 'Who', 'State'],
    ['Soup', '@Oscar', '{green:SURE}'],
    ['Music', '@Tomas and a trombone', '{yellow:SO IT IS SAID}'],
    ['Boat to the ferry at 23:00', '@Freya', '{green:SURE}'],
    ['Speech of at most 90 seconds', '@Lena', '{blue:PROMISED}'],
  ),
  tasks(
    done('Book the shed @Oscar {2026-11-02}'),
    todo('Borrow twenty chairs from the sailing club @Oscar {2026-12-07}'),
    todo('Alcohol-free punch that tastes of something @Ingrid {2026-12-10}'),
  ),
  image('shed-2025.jpg', 'A boat shed with fairy lights and a very long table', { caption: 'Last year, before the trombone.' }),
);

const minutes = page(
  'All hands, October 2026',
  'Ravi',
  36,
  { labels: ['minutes'] },
  p('Thirty-six people, four of them on a boat. Recording in the usual place; these are the decisions and the questions.'),
  facts(['Date', '{2026-10-16}'], ['Lead', '@Lena'], ['Next', '{2027-01-15}']),
  h2('Numbers'),
  ul('1,284 nodes in the water, 1,500 planned for summer.', 'Two new customers, none lost.', 'Sickness days 3.1 %, last year 4.4 %.'),
  h2('Questions, and answers as given'),
  ul(
    '*Do we sell to the oil industry?* — No. It is in the articles of association, not only in a speech.',
    '*Will support get a second night rota?* — From February, with two more people. @Samuel',
    '*May I bring the dog?* — One at a time. There is a rota; it is the most disputed one of the company.',
  ),
);

const blog = [
  blogPost(
    'Six years, and the soup is the same',
    'Lena',
    125,
    {
      labels: ['culture'],
      comments: [
        says(
          'Ada',
          'For the record: the recipe changed in 2022. Nobody noticed, which was the aim.',
          says('Oscar', 'I noticed.'),
          says('Ada', 'You did not work here.'),
        ),
      ],
    },
    p(
      'Six years ago five of us signed papers on an upturned dinghy because the table had not come. The table came. Four of the five are still here, and the fifth sends postcards from a lighthouse.',
    ),
    p(
      'People ask what the secret is. There is a pot, at noon, and whoever is on the quay eats. Half of our decisions since then were made with a spoon in the hand, the better half.',
    ),
    image('dinghy-2020.jpg', 'Five people signing papers on the keel of an upturned boat'),
    p('Next year there will be fifty of us. The pot holds forty-five. @Ravi has opened a ticket. :heart:'),
  ),
  blogPost(
    'Why our rota is three weeks ahead now',
    'Ravi',
    77,
    { labels: ['works-council', 'on-call'] },
    p(
      'Two weeks were enough for engineers and not for parents. A childminder wants to know in three. It took one meeting with the works council, one change in a tool, and the courage of a colleague who said that she had swapped eleven shifts this year for this one reason.',
    ),
    table(['', '2 weeks ahead', '3 weeks ahead'], ['Swaps a month', '14', '5'], ['Shifts nobody wanted', '3', '1']),
    p('The rules: [[On-call pay and rest time]].'),
    p(
      'What it cost: the rota is now made before the tide table of the third week is final, so that about one in ten boat days moves. Those who are moved get to say no, and last month nobody did.',
    ),
  ),
  blogPost(
    'Sea rescue: three of us, one night',
    'Samuel',
    29,
    {
      labels: ['volunteering'],
      comments: [on('It was a Tuesday', 'Lena', 'And the release at eleven was yours. It went out without you, as it should.')],
    },
    p(
      'The pager of the lifeboat knows no on-call plan. On the night of the storm @Freya, @Yuki and I were out for seven hours, for a sailing yacht with a torn rudder and two very cold people. It was a Tuesday, and nobody asked where we were on Wednesday.',
    ),
    p(
      'The leave for volunteers is five days a year, and we have used two. If you want to join the crew: training is on Mondays, you need a swimming certificate and a tolerance for cold tea.',
    ),
  ),
];

const spaceHome = under(home, onboarding, policies, under(pay, payGap, offers), hiring, leaving, party, minutes, german);

export function peopleAndCulture(): SeedSpace {
  return {
    key: 'PEO',
    name: 'People & Culture',
    type: 'global',
    description: 'What we promise each other: joining, leave, pay, conduct, and the winter party.',
    admins: [emailOf('Lena')],
    pages: [spaceHome],
    blogposts: blog,
  };
}
