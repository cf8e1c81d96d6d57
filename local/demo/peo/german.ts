import { on, page, says, under } from '../page';
import { facts, h2, info, ol, p, table, ul, warning } from '../storage';
import { done, tasks, todo } from '../tasks';

const start = page(
  'Deutsche Seiten',
  'Yuki',
  410,
  { labels: ['deutsch'] },
  p(
    'Unser Werk in der Lagerhalle spricht Deutsch, und manches Amt auch. Diese Seiten sind keine Übersetzungen: Sie gelten nur dort, wo deutsches Recht gilt.',
  ),
  ul('[[Arbeitsschutz in der Werkhalle]]', '[[Überstunden, Gleitzeit & Brückentage]]', '[[Größenangaben für Schutzanzüge]]'),
  info('Fragen auf Deutsch beantworten @Yuki und @Ada; auf Englisch antworten wir alle.'),
);

const safety = page(
  'Arbeitsschutz in der Werkhalle',
  'Yuki',
  400,
  {
    labels: ['deutsch', 'safety'],
    comments: [
      on(
        'Schutzbrille',
        'Freya',
        'Gilt das auch für Gäste mit eigener Brille?',
        says('Yuki', 'Ja. Überbrillen liegen in der roten Kiste neben der Tür.'),
      ),
    ],
  },
  p(
    'Die Halle ist klein, der Kran ist es nicht. Wer hier arbeitet, hat die Unterweisung dieses Jahres unterschrieben; Gäste gehen nur in Begleitung.',
  ),
  h2('Immer'),
  ul(
    'Sicherheitsschuhe S3, auch „nur kurz“.',
    'Schutzbrille an Drehbank, Schleifbock und Drucktank.',
    'Gehörschutz, solange der Kompressor läuft.',
    'Lange Haare zusammen, Ringe ab.',
  ),
  h2('Drucktank'),
  warning(
    'Der Tank hält 10 bar. Der Deckel wird erst geöffnet, wenn das Manometer **und** das Ventil „null“ sagen. Eines allein genügt nicht; 2023 klebte ein Zeiger.',
  ),
  table(
    ['Gefahr', 'Maßnahme', 'Zuständig'],
    ['Quetschen am Deckel', 'Zweihandbedienung, nie zu zweit bedienen', '@Yuki'],
    ['Stickstoff', 'Sauerstoffwarner am Gürtel, Tür offen', '@Mei'],
    ['Lithiumzellen', 'Metallkiste, Sand, Abstand 2,5 m', '@Yuki'],
    ['Kran', 'Niemand unter der Last, auch nicht die Möwe', '@Freya'],
  ),
  tasks(
    done('Jährliche Unterweisung @Yuki {2026-02-02}'),
    todo('Prüfung der Leitern und Tritte @Yuki {2026-12-14}'),
    todo('Feuerlöscher CO₂ wiegen @Ada {2027-01-11}'),
  ),
);

const overtime = page(
  'Überstunden, Gleitzeit & Brückentage',
  'Ada',
  275,
  { labels: ['deutsch', 'policy'] },
  p(
    'Gleitzeit heißt: Kernzeit von zehn bis fünfzehn Uhr, der Rest nach Absprache und Ebbe. Überstunden werden aufgeschrieben, auch die freiwilligen, denn die unfreiwilligen verstecken sich gern dazwischen.',
  ),
  facts(
    ['Wochenarbeitszeit', '38 Stunden'],
    ['Höchststand des Kontos', '60 Stunden, darüber redet @Lena mit Ihnen'],
    ['Abbau', 'tageweise, ohne Begründung'],
    ['Brückentage 2027', 'Freitag, 7. Mai; Freitag, 28. Mai'],
  ),
  h2('Auf See'),
  ol(
    'Eine Schicht dauert höchstens zwölf Stunden, An- und Rückfahrt eingerechnet.',
    'Danach elf Stunden Ruhe. Das Wetter ist kein Grund, sie zu kürzen, sondern einer, sie zu verlängern.',
    'Sonntagsfahrten nur, wenn Ingenieurin und Kapitän unabhängig voneinander „muss sein“ sagen.',
  ),
);

const sizes = page(
  'Größenangaben für Schutzanzüge',
  'Ada',
  180,
  { labels: ['deutsch', 'equipment'] },
  p('Hersteller messen verschieden. Die Tabelle stammt aus unserem Lager und wurde an zwölf geduldigen Kolleginnen und Kollegen erprobt.'),
  table(
    ['Körpergröße', 'Brustumfang', 'Hersteller A', 'Hersteller B', 'Bemerkung'],
    ['158–165 cm', '84–92 cm', 'S', '46', 'Ärmel umschlagen'],
    ['166–174 cm', '90–98 cm', 'M', '48/50', ''],
    ['175–183 cm', '96–106 cm', 'L', '52', 'Stiefel eine Nummer größer'],
    ['184–195 cm', '104–116 cm', 'XL', '56', 'nur auf Bestellung, sechs Wochen'],
  ),
  p(
    'Ein Anzug, der drückt, wird nicht getragen, und ein Anzug, der nicht getragen wird, rettet niemanden. Bitte probieren Sie ihn **im Wasser** an: Übungsbecken, mittwochs ab 17 Uhr.',
  ),
);

export const german = under(start, safety, overtime, sizes);
