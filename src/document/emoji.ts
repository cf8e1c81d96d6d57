/** The emoticons of the classic editor, by `ac:name`: storage gives no character for them. */
const classic: Readonly<Record<string, string>> = {
  smile: '🙂',
  sad: '🙁',
  cheeky: '😛',
  laugh: '😄',
  wink: '😉',
  'thumbs-up': '👍',
  'thumbs-down': '👎',
  information: 'ℹ️',
  tick: '✅',
  cross: '❌',
  warning: '⚠️',
  plus: '➕',
  minus: '➖',
  question: '❓',
  'light-on': '💡',
  'light-off': '💡',
  'yellow-star': '⭐',
  'red-star': '⭐',
  'green-star': '⭐',
  'blue-star': '⭐',
  heart: '❤️',
  'broken-heart': '💔',
};

/** Short names of the same characters, as ADF and the new editor write them when they give no character. */
const shortNames: Readonly<Record<string, string>> = {
  check_mark: '✅',
  white_check_mark: '✅',
  cross_mark: '❌',
  info: 'ℹ️',
  thumbsup: '👍',
  thumbsdown: '👎',
  slight_smile: '🙂',
  star: '⭐',
  bulb: '💡',
  atlassian_warning: '⚠️',
};

export interface EmojiSource {
  /** The character, or the short name again where there is none. */
  fallback: string;
  /** Code points in hexadecimal, joined by `-`; or an id of Atlassian's own pictures. */
  id: string;
  name: string;
  shortName: string;
}

function fromId(id: string): string {
  if (!/^[0-9a-f]{2,6}(?:-[0-9a-f]{2,6})*$/i.test(id)) return '';
  const codes = id.split('-').map((part) => Number.parseInt(part, 16));
  return codes.every((code) => code > 0x1f && code <= 0x10ffff) ? String.fromCodePoint(...codes) : '';
}

/** The character of an emoji; where it is a picture of Atlassian's or the site's own, its short name such as `:team-wave:`. */
export function emoji(source: EmojiSource): string {
  const { fallback, id, name, shortName } = source;
  if (fallback !== '' && !/^:.*:$/.test(fallback)) return fallback;
  const bare = shortName.replace(/^:|:$/g, '');
  // The new editor writes `blue-star` as the name of every emoji that has a short name.
  const known = fromId(id) || (bare === '' ? classic[name] : (shortNames[bare] ?? classic[bare]));
  if (known !== undefined && known !== '') return known;
  const label = bare || fallback.replace(/^:|:$/g, '') || name;
  return label === '' ? '' : `:${label}:`;
}
