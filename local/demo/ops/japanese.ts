import { on, page, says, under } from '../page';
import { code, facts, h2, info, ol, p, properties, table, ul, warning } from '../storage';
import { done, tasks, todo } from '../tasks';

const kaiyo = page(
  'Kaiyo Denryoku(海洋電力)',
  'Oscar',
  330,
  {
    labels: ['customer', 'gold', '日本語'],
    comments: [
      on(
        'the night desk',
        'Freya',
        'They have `group: none` since June, so each alarm reaches them singly.',
        says('Oscar', 'They thanked me for it, twice.'),
      ),
      says('Ingrid', 'よろしくお願いします — I learned to type it!', says('Oscar', '素晴らしい!')),
    ],
  },
  properties(['Plan', '{yellow:GOLD}'], ['Since', '{2023-09-01}'], ['Turbines', '46 at 3 sites'], ['Contact with us', '@Oscar']),
  p(
    'Three sites, one control room, and the best-kept logs we know. Alarms go by mail and phone to the night desk; everything else in the weekly call, Thursday, 17:00 their time.',
  ),
  h2('Pages in Japanese'),
  ul('[[監視システム運用手順書]]', '[[障害連絡テンプレート]]', '[[潮流データの見方]]'),
  tasks(
    done('Raise the API limit to 2,400 an hour @Tomas {2026-10-20}'),
    todo('Explain the bulk export to their vendor @Tomas {2026-12-08}'),
    todo('New year’s card, in time this year @Oscar {2026-12-18}'),
  ),
);

const manual = page(
  '監視システム運用手順書',
  'Oscar',
  195,
  {
    labels: ['日本語', 'manual'],
    comments: [
      on(
        '夜間当直',
        'Oscar',
        '二名体制に変更されたか確認してください。',
        says('Samuel', 'Confirmed by mail: two people in turns since August.'),
      ),
      says('Mei', 'The table reads well in the mirror, even the units.'),
    ],
  },
  p(
    '本手順書は、潮流発電監視システム(Kelp センサーおよび Pelican ゲートウェイ)の日常運用をまとめたものです。夜間当直の方は、まず「警報を受けたとき」をお読みください。',
  ),
  h2('日常点検'),
  table(
    ['項目', '頻度', '正常値', '異常時の対応'],
    ['ゲートウェイの電池残量', '毎日', '40%以上', '冬季モードに切り替え、当社へ連絡'],
    ['データの遅延', '毎日', '5分以内', '30分待って改善しない場合は連絡'],
    ['ひずみのゼロ点', '毎週', '±15 µε以内', '連絡'],
    ['係留位置', '常時', '80 m以内', '**直ちに**港長へ連絡'],
  ),
  h2('警報を受けたとき'),
  ol(
    '警報の内容と時刻(UTC)を記録する。',
    '同じサイトの他のタービンを確認する。',
    '現場に作業員がいるかどうかを確認する。いる場合は無線連絡を最優先とする。',
    '当社の当直(英語・日本語可)に電話する。',
  ),
  warning('潜水作業中は、必ず現場の目視確認を優先してください。画面の値だけで判断しないこと。'),
  code('bash', '# ゲートウェイの応答を確認する\nebbctl gateway ping PEL-0502 --via satellite --wait 10m'),
);

const outage = page(
  '障害連絡テンプレート',
  'Oscar',
  190,
  { labels: ['日本語', 'template'] },
  p('障害が発生した際に、海洋電力様の夜間当直へ送るメールの雛形です。件名は必ず【重要】で始めてください。'),
  code(
    'text',
    '件名:【重要】{サイト名} データ受信停止のお知らせ\n\n海洋電力株式会社\n夜間当直 ご担当者様\n\n平素よりお世話になっております。\n{時刻}(日本時間)より、{サイト名}のデータを受信できておりません。\n機器は測定を継続しており、少なくとも9日間のデータを保持しております。\n次回のご連絡は{時刻}を予定しております。',
  ),
  ul(
    '「原因は調査中です」は一度だけ使う。二度目は分かったことを書く。',
    '時刻は必ず日本時間で書き、UTC を括弧に入れる。',
    '謝罪は一回、事実は全部。',
  ),
  info('The English sibling is in [[Site is offline]]. If you change one, change the other, or ask @Oscar.'),
);

const tideData = page(
  '潮流データの見方',
  'Oscar',
  95,
  { labels: ['日本語'] },
  p(
    'グラフの横軸は時刻ではなく「潮」です。一回の潮は約12時間25分で、風や気圧によって少し伸び縮みします。日付をまたいで比べるときは、潮の番号で比べてください。',
  ),
  facts(
    ['大潮', '新月・満月の頃。流速が最大になります'],
    ['小潮', '上弦・下弦の頃。流速が小さく、点検に適します'],
    ['憩流', '流れが止まる約20分間。潜水作業はこの間に限ります'],
  ),
  h2('よくあるご質問'),
  table(
    ['ご質問', '回答'],
    ['値の横の「9分前」とは何ですか', '測定してからの経過時間です。古い値は灰色で表示されます'],
    ['黄色の表示は警報ですか', 'いいえ。「一度ご覧ください」という意味です'],
    ['データを表として保存できますか', 'はい。グラフ右上の「表としてコピー」をお使いください'],
  ),
);

export const japanese = under(kaiyo, under(manual, under(outage)), tideData);
