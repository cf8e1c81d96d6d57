import { blogPost, on, says } from '../page';
import { h2, image, p, table, ul } from '../storage';

export const operationsBlog = [
  blogPost(
    'Ten minutes, measured honestly',
    'Samuel',
    61,
    {
      labels: ['support'],
      comments: [
        on(
          'when a person reads it',
          'Ingrid',
          'Two customers quoted this sentence back to me.',
          says('Samuel', 'Then we must not miss it now.'),
        ),
      ],
    },
    p(
      'Our gold plan promises an answer in ten minutes. For years the clock stopped when the system acknowledged the alert, which takes it four hundred milliseconds. Since July it stops when a person reads it.',
    ),
    table(['', 'Before', 'Honest'], ['Median', '0.4 s', '4 min'], ['Worst of the month', '0.9 s', '11 min']),
    p(
      'Yes, we missed one. We told the customer before they noticed, and paid the credit of two percent. It was the cheapest advertising of the year.',
    ),
    h2('How we measure'),
    ul(
      'The clock starts when the rule becomes true, not when the message is sent.',
      'It stops when somebody opens the alert on a screen that is unlocked.',
      'Nights count as days. Test alarms do not count.',
    ),
  ),
  blogPost(
    'A day on the boat for everyone',
    'Freya',
    103,
    {
      labels: ['field'],
      comments: [
        says(
          'Oscar',
          'I was the one who was sick. Twice. Would go again.',
          says('Freya', 'You held the torch the whole time. You are booked for April.'),
        ),
      ],
    },
    p(
      'On Friday, sales, payroll and half of the platform team went out with the crew to change one node. It takes eighteen minutes of still water, three hours of preparation, and nine people who know when to be quiet.',
    ),
    ul(
      '@Oscar now knows why “can you quickly” is not a unit of time.',
      '@Ravi has rewritten the travel policy on the way back.',
      '@Tomas saw a graph of his own on a wet tablet and found the font too small.',
    ),
    image('boat-day.jpg', 'Nine people in orange suits on a small boat, one of them greenish', { caption: 'Before.' }),
  ),
  blogPost(
    '海洋電力様 三周年',
    'Oscar',
    81,
    { labels: ['customer', '日本語'] },
    p(
      '9月1日で、海洋電力様とのお取引が三周年を迎えました。最初の一台から46台へ。夜間当直の皆様の丁寧な記録に、私たちは何度も助けられました。',
    ),
    p(
      'Three years with Kaiyo: from one turbine to forty-six. We sent a cake shaped like a buoy; they sent a photograph of it with a mooring drawn in icing, correctly galvanised.',
    ),
    h2('三年間の歩み'),
    table(
      ['年月', 'できごと'],
      ['2023年9月', '最初のゲートウェイ設置。台風のため二日遅れ'],
      ['2024年4月', '二番目のサイト。夜間当直の手順書を共同で作成'],
      ['2025年11月', 'ひずみ警報により、翼のひび割れを早期に発見'],
      ['2026年6月', '警報の個別送信に対応'],
    ),
    p('一番の学びは、記録の書き方です。「たぶん」「少し」を使わず、時刻と数値と名前を書く。私たちの回答の基準も、ここから生まれました。'),
    p('The last paragraph says where “no adjectives” in [[How we answer tickets]] comes from. Thank you for that.'),
  ),
];
