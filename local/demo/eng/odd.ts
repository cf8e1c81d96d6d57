import { pageLink } from '../inline';
import { folder, on, page, says, under } from '../page';
import { code, h2, info, macro, noformat, ol, p, table, ul, warning } from '../storage';

/** Titles as people really write them: each has tripped an export, a file name, or a parser somewhere. */

export const planTitle = 'R&D: "Q3" <plan> [draft] a/b?';

const plan = page(
  planTitle,
  'Yuki',
  130,
  {
    labels: ['planning', 'q3'],
    comments: [
      says(
        'Tomas',
        'Could the title be a little less adventurous? The export script wept.',
        says('Yuki', 'The script should learn. Keep it, as a test.'),
      ),
    ],
  },
  p(
    'What research wanted from the third quarter, in the words of the whiteboard. a/b means: either the new transducer or the second wave maker, not both.',
  ),
  table(
    ['Idea', 'Cost', 'Verdict'],
    ['Second source for the transducer', '22 k€', 'yes, see [[Second sources and end-of-life parts]]'],
    ['Wave maker no. 2', '31 k€', 'next year'],
    ['Camera in the nacelle', '4 k€', 'yes; the first picture was of a lobster'],
    ['Machine learning on bursts', '“a student”', 'only with a baseline that is not a student'],
  ),
  h2('Left over'),
  p(
    'The formula `x < y && y > z` on the whiteboard is a filter condition, not HTML, although two tools have tried to render it. So is <plan>.',
  ),
);

const arabic = page(
  'دليل السلامة للغواصين',
  'Freya',
  160,
  { labels: ['safety', 'translation'] },
  p('هذه الصفحة ملخص لقواعد السلامة للغواصين الذين يعملون بالقرب من التوربينات. النسخة الكاملة بالإنجليزية موجودة في دليل العمليات.'),
  ul(
    'لا يدخل أحد الماء قبل تأكيد توقف التوربين كتابةً.',
    'نافذة المياه الراكدة عشرون دقيقة؛ العودة بعد خمس عشرة دقيقة.',
    'إشارة التوقف: ثلاث شدات على الحبل.',
  ),
  p(
    'Translated for the crew of the southern site by a colleague of theirs; the English original is [[OPS:Diver safety near turbines]]. The identifier `PEL-0417` stays in Latin letters within the Arabic text: الجهاز PEL-0417 أصفر اللون.',
  ),
);

const emoji = page(
  '🌊 Wave tank wishlist 🦭',
  'Mei',
  85,
  { kind: 'live', labels: ['fun'] },
  p('Put your wish below the last one. Sensible wishes are allowed too.'),
  ol(
    'A window. People come to look at a tank and see a wall.',
    'Salt dispenser with a scale, so that Mondays stop being “about salty”. :ocean:',
    'A second hook, since the first is Yuki’s coat rack.',
    'A seal. :seal: (Vetoed by @Lena, insurance.)',
    'A warning light outside the door; the horn is heard in the next village.',
  ),
  table(
    ['Wish', 'From', 'Votes'],
    ['Window', '@Freya', '11'],
    ['Dispenser with a scale', '@Mei', '9'],
    ['Hook', '@Yuki', '4'],
    ['Seal', 'anonymous', '23'],
  ),
  p('The window is ordered. {green:APRIL}'),
);

const veryLong = page(
  'Minutes of the meeting in which we tried to agree how long a page title may be before somebody, somewhere, in some tool that was written on a Friday, truncates it in the middle of a word and sends the customer a link that leads to the wrong page',
  'Ravi',
  210,
  { labels: ['minutes'] },
  p(
    'Present: @Ravi, @Freya, @Tomas, and for the first half @Oscar. The title of this page is its main result: it has 245 characters, Confluence allows 255, and four of our tools did not.',
  ),
  table(
    ['Tool', 'Limit', 'What it did'],
    ['Release notes generator', '80', 'cut, silently'],
    ['Mail digest', '120', 'cut, with three dots'],
    ['Export to disk', '255 *bytes*', 'failed for Japanese titles at 85 characters'],
    ['Slide macro', '—', 'made the text very, very small'],
  ),
  p('Agreed: count bytes where a file system is involved, characters where a person is, and cut neither within an emoji.'),
);

const upper = page(
  'README',
  'Tomas',
  450,
  {
    labels: ['meta'],
    comments: [
      says('Freya', 'There is also “Readme”. Are they the same?', says('Tomas', 'No, and that is why I linked them to each other.')),
    ],
  },
  p(
    'About this space: who may edit what, and how we name pages. Its sibling [[Readme]] is about the repositories. Confluence sees two titles here; a file system that ignores case sees one.',
  ),
  ul(
    'Pages about a thing carry the thing’s name, in the singular.',
    'Incidents and minutes begin with the date, year first.',
    'Do not number pages by hand. You will insert one.',
  ),
  info('Everyone may edit every page of this space. If something is wrong and you know better, correct it; the history forgives.'),
  table(
    ['Where', 'Who edits', 'Who decides in a quarrel'],
    ['Handbook', 'everyone', '@Tomas'],
    ['Designs', 'everyone', 'the owner in the page’s properties'],
    ['Incidents', 'who was there', 'the person who led'],
    ['Odds & ends', 'the bold', 'nobody'],
  ),
);

const lower = page(
  'Readme',
  'Yuki',
  449,
  { labels: ['meta'] },
  p(
    'About our repositories: each has a file of this name with the same five headings. The page [[README]], in capitals, is about this space.',
  ),
  code(
    'markdown',
    '# name\nOne sentence: what it is, for whom.\n\n## Run it\n## Test it\n## Release it\n## Who to ask\n## What it is not',
    'The five headings',
  ),
  p(
    'The last heading is the most useful one. “Not a library”, “not for production”, “not maintained since Anna left” save more hours than any tutorial.',
  ),
);

const dots = page(
  '...and other names beginning with dots.md',
  'Yuki',
  140,
  { labels: ['meta'] },
  p(
    'A title that starts with three dots and ends in “.md”. Made after the first export of this wiki produced a hidden file that nobody could find for a week.',
  ),
  noformat('$ ls\nREADME.md\n$ ls -a\n.  ..  ...and other names beginning with dots.md.md  README.md'),
  p(
    'Other names we now test with: `CON`, `aux.txt`, a single space, `..`, `~`, a name of 255 bytes, and “naïve” in both of its Unicode spellings.',
  ),
  table(
    ['Name', 'What it broke', 'Since'],
    ['`CON`', 'checkout on one laptop', '2023'],
    ['a single space', 'a link that could not be clicked', '2024'],
    ['`..`', 'nothing, to our surprise; to our shame we had expected it', '2024'],
    ['255 bytes', 'the backup, on the night when we needed it', '2025'],
  ),
  p('The list is part of the test data of each tool that writes files. Adding a name costs a line and has paid for itself each time.'),
);

const dashes = page(
  '--- front: matter? ---',
  'Mei',
  138,
  { labels: ['meta'] },
  p(
    'A title that looks like the fence of YAML front matter. It is here for the same reason as its neighbours: if a tool can be confused, better by us than by a customer.',
  ),
  macro('code', {}, { plain: '---\ntitle: "--- front: matter? ---"\nlabels: [meta]\n---\n\n# A body that contains a fence\n\n---\n' }),
  p('# This is not a heading, and 1. this is not a list. *Neither* is - this, at least not where it stands.'),
  warning(
    'Text such as <script>alert("tide")</script> and [a link](javascript:void) and | pipes | in | prose | are words here, nothing else.',
  ),
);

const nested = page(
  'Why is this page here?',
  'Freya',
  137,
  { labels: ['meta'], comments: [on('question mark', 'Tomas', 'And colons, on that other system.')] },
  p(
    'Because a title may end in a question mark, and because on some systems a folder may not. Its child has the same words with a different ending.',
  ),
  h2('What an ending can do'),
  table(
    ['System', 'Title', 'Becomes'],
    ['Old file share', '`Why is this page here?`', '`Why is this page here`, and then “file exists”'],
    ['Ticket mail', '`Re: Why is this page here?`', 'a question that our bot answered'],
    ['Shell script', '`Why is this page her?`', 'a pattern that matched “here” and “hero”'],
  ),
  p('The bot’s answer was “because of its title”, which is correct.'),
);

const nestedChild = page(
  'Why is this page here',
  'Freya',
  136,
  {},
  p(
    'The child of a page whose title differs by one character. If an export drops the question mark, one of us disappears. See also ',
    pageLink(planTitle, { words: 'the plan with all the characters' }),
    ' and ',
    pageLink('Why is this page here?'),
    '.',
  ),
  p(
    'Between the two of us there is a link in each direction, so that a tool which mixes us up gets a circle and, with luck, notices. One did not notice and ran for a night; its log has 40,000 lines that say “following”.',
  ),
  code('text', 'following Why is this page here\nfollowing Why is this page here\nfollowing Why is this page here'),
);

export const oddPages = folder(
  'Odds & ends',
  'Yuki',
  455,
  plan,
  arabic,
  emoji,
  veryLong,
  upper,
  lower,
  dots,
  dashes,
  under(nested, nestedChild),
);
