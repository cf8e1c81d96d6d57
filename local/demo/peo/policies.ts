import { dangling, folder, on, page, reopened, says, under } from '../page';
import { code, expand, facts, h2, h3, info, macro, note, ol, p, table, tip, ul, warning } from '../storage';
import { decisions, done, tasks, todo } from '../tasks';

const leave = page(
  'Leave and holidays',
  'Ravi',
  480,
  {
    labels: ['policy'],
    comments: [
      on(
        'thirty days',
        'Oscar',
        'Plus public holidays of the quay or of where I live?',
        says('Ravi', 'Of where you live. The table has both.'),
        says('Oscar', 'Found it, thanks.'),
      ),
      says(
        'Tomas',
        'Can unused days be given to a colleague?',
        says('Ravi', 'Yes, up to ten, without saying to whom. It was used twice, and each time it mattered.'),
      ),
    ],
  },
  p(
    'Everyone has thirty days, wherever they live and whatever their contract’s minimum says. At least ten of them in one piece: the first week is for falling out of work, the second for being away.',
  ),
  table(
    ['Kind', 'Days', 'Asked from', 'Notice'],
    ['Holiday', '30', 'your lead', 'as long as the absence'],
    ['Moving house', '2', 'nobody, tell @Ravi', 'a week'],
    ['Birth or adoption', '20 weeks, each parent', '@Ravi', 'three months if you can'],
    ['Death of someone close', 'as long as it takes', 'nobody', 'none'],
    ['Volunteering, sea rescue', '5', 'your lead', 'none when the pager rings'],
  ),
  h2('Sick'),
  p(
    'Say so before ten, by any means, to anyone. No reason, no symptoms. A certificate from the fourth day, because the insurance wants it.',
  ),
  note('Being at sea counts as work from the moment you leave your bed to the moment you are back in it.'),
);

const onCallPay = page(
  'On-call pay and rest time',
  'Ravi',
  440,
  {
    labels: ['policy', 'on-call'],
    comments: [
      reopened(
        on(
          'eleven hours',
          'Freya',
          'What if two calls come in one night?',
          says('Ravi', 'It counts from the last one.'),
          says('Freya', 'Last week’s payroll counted from the first.'),
        ),
      ),
    ],
  },
  facts(
    ['A week on call', '420 € flat'],
    ['A call at night', '65 € and the time, doubled'],
    ['Rest afterwards', 'eleven hours, even if that takes away the next morning'],
    ['Most in a row', 'one week in four'],
  ),
  p(
    'The flat sum is for the phone on the bedside table. The rest is for what it does. If your week was quiet, good: you are paid the same.',
  ),
  h2('Worked example'),
  code(
    'text',
    'Wed 10:00 – Wed 10:00       420.00\nSun 02:10 – 03:05 call       65.00\n  55 min, doubled, 41.20/h   75.53\n                           -------\n                            560.53',
  ),
  p('Rules for engineers are on [[ENG:On call]]; support has its own rota but the same money.'),
);

const travel = page(
  'Travelling to sites',
  'Ravi',
  365,
  {
    labels: ['policy', 'travel'],
    comments: [
      says(
        'Ingrid',
        'The hotel limit in Lisbon does not buy a window any more.',
        says('Lena', 'Take the window. I will change the table in January.'),
        says('Ravi', 'Changed: 150.'),
      ),
      dangling(
        on(
          'second class only',
          'Samuel',
          'Eight hours with a tool bag, seriously?',
          says('Lena', 'Sentence deleted. Take a seat you can sleep in.'),
        ),
      ),
    ],
  },
  p('Train before plane if it takes less than nine hours. Ferry before both if there is a cabin. Nobody shares a room.'),
  table(
    ['Where', 'Hotel up to', 'Daily allowance', 'Remember'],
    ['Skarvsund', '110 €', '38 €', 'last ferry 18:40, and it does leave'],
    ['Orrin', '120 €', '40 €', 'survival course must be valid'],
    ['Southern site', '150 €', '34 €', 'socket adapter, sun hat'],
    ['Kaiyo, control room', '160 €', '52 €', 'indoor shoes, business cards, patience with us'],
  ),
  h2('Before a journey to a site'),
  tasks(
    todo('Offshore medical valid for two weeks beyond the return'),
    todo('Survival course valid'),
    todo('Somebody ashore knows the plan and when to worry'),
  ),
  h2('Money'),
  p('Bills within thirty days, as photographs, into the tool. What you forget is on you after ninety; we are sorry, the auditors are not.'),
);

const remote = page(
  'Working from elsewhere',
  'Lena',
  350,
  { labels: ['policy', 'remote'] },
  p('Work where you work well. Two things limit this: a tax law that none of us wrote, and the sea, which does not come to you.'),
  ul(
    'Up to 40 days a year in another country of the treaty list: tell @Ravi two weeks before.',
    'Longer, or elsewhere: ask first. We have said yes nine times out of eleven.',
    'Bench and boat work is on site. We do not pretend otherwise in adverts.',
  ),
  warning(
    'Do not take a laptop with customer data to a country on the red list, not even to read mail at the airport. Ask @Ada for an empty one.',
  ),
  macro('contentbylabel', { cql: 'label = "remote" and space = "PEO"', max: '10' }),
);

const conduct = page(
  'How we treat each other',
  'Lena',
  630,
  { labels: ['policy'], comments: [on('the person with less power', 'Mei', 'The best rule on this page.')] },
  p('Short, because long ones are not read. It applies on the quay, on a boat, in chat, and at the winter party.'),
  ol(
    'Assume that the other person has a reason. Ask for it.',
    'Disagree in the room, then keep what was decided.',
    'Nobody has to be funny, drink, touch or be touched, or explain their body, faith or family.',
    'If two people disagree about whether something was a joke, the person with less power is right.',
    'On a boat the skipper is right, immediately, and the discussion is ashore.',
  ),
  h2('If it goes wrong'),
  p(
    'Talk to @Lena, to the works council, or to the outside ombudsperson, whose number is on the door of each toilet so that you can read it alone. You decide what happens next, except where someone is in danger.',
  ),
);

const learning = page(
  'Learning budget',
  'Lena',
  255,
  { labels: ['policy', 'learning'] },
  p(
    '1,500 euros and five days a year for each of us. You choose; your lead may advise but not refuse, unless it is the fourth sailing course.',
  ),
  table(
    ['Name', 'What', 'Would they do it again?'],
    ['@Mei', 'Metrology summer school', 'yes, with better shoes'],
    ['@Samuel', 'Sign language, first level', 'yes, second one booked'],
    ['@Tomas', 'Course on public speaking', '“I said nothing for two days. Yes.”'],
    ['@Oscar', 'Japanese, beginners', 'はい'],
  ),
  tip('Write three sentences here afterwards. That is the receipt we care about.'),
  decisions(
    { text: 'Books do not count against the budget' },
    { text: 'Conferences where you speak do not count either' },
    { text: 'Whether unused money moves to the next year', decided: false },
  ),
);

const worksCouncil = page(
  'Works council: what it does and who is in it',
  'Samuel',
  230,
  { labels: ['works-council'] },
  p(
    'Five of us, elected each four years, next in spring 2028. We are asked before rotas, cameras, evaluation tools or moves are decided, and we may say no.',
  ),
  h3('Current agreements'),
  table(
    ['Agreement', 'Since', 'In one sentence'],
    ['Rotas', '{2025-01-01}', 'Published three weeks ahead, swaps are free'],
    ['Location of boats', '{2024-05-01}', 'The tracker is for rescue, never for working time'],
    ['Language models at work', '{2026-09-01}', 'You may use them, nobody is measured by it, and no page labelled `no-ai` goes in'],
  ),
  p('Office hours: Tuesdays at eleven, in the shed, with biscuits.'),
);

const noAi = page(
  'Notes on a mediation (confidential)',
  'Lena',
  105,
  { labels: ['no-ai', 'confidential'] },
  p(
    'Labelled so that it goes into no machine. Two colleagues agreed that their case may stay in this wiki in general words, because what they found may help others.',
  ),
  p(
    'What had looked like a quarrel about tidiness on the bench was one about credit: whose name stands on a design that three people made on four evenings. They agreed on a line in the page’s properties, “made by”, in alphabetical order, and on a dinner.',
  ),
  ul(
    'Ask early who should be named.',
    'Ask again at the end.',
    'A thank-you in a demo is remembered for longer than a bonus. (So is its absence.)',
  ),
  h2('How it was done'),
  ol(
    'Each told the story without being interrupted, with the clock on the table.',
    'Each told the *other’s* story, until the other said “yes, that is it”.',
    'Only then: what would have to be different on Monday?',
  ),
  p('It took three afternoons. Nobody had to apologise, and both did.'),
);

const languageModels = page(
  'Language models at work',
  'Mei',
  82,
  {
    labels: ['policy', 'security'],
    comments: [
      on('you answer for it', 'Tomas', 'Also for code?', says('Mei', 'Especially for code.')),
      says(
        'Ingrid',
        'Is a customer’s name personal data in this sense?',
        says('Mei', 'A company’s name is not. Their engineer’s is.'),
        says('Ingrid', 'Clear, thanks.'),
      ),
    ],
  },
  p(
    'Use them. They are good at first drafts, at finding the page you cannot find, and at translating; they are bad at tides, at numbers with units, and at saying “I do not know”.',
  ),
  h2('Rules'),
  ol(
    'What you send under your name, you answer for it, whoever typed it.',
    'Only through the tools on the list: they keep nothing and learn nothing from us.',
    'Pages with the label `no-ai` and restricted pages stay out. The connection to the context repository respects that by itself; your clipboard does not.',
    'Nobody is evaluated by how much they use them.',
  ),
  expand(
    'What is on the list today',
    table(
      ['Tool', 'For', 'Ask'],
      ['Editor assistant', 'code', '@Mei'],
      ['Context repository', 'questions over this wiki', '@Ada'],
      ['Translator', 'German, Japanese, Portuguese', '@Freya'],
    ),
  ),
  info('Works council and management signed this together on {2026-08-27}: [[Works council: what it does and who is in it]].'),
  tasks(done('Training for everyone who wants one @Mei {2026-10-15}'), todo('Review after half a year @Mei @Lena {2027-03-01}')),
);

export const policies = folder(
  'Policies',
  'Lena',
  640,
  under(conduct, noAi),
  leave,
  onCallPay,
  travel,
  remote,
  learning,
  worksCouncil,
  languageModels,
);
