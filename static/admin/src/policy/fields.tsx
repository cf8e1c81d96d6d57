import Heading from '@atlaskit/heading';
import type { ReactNode } from 'react';
import type { PolicyView, SelfService } from '../../../../src/api/selection';
import { Radios, Switch, TextArea, TextField } from '../parts/Field';
import type { PolicyDraft, PolicyProblems } from './draft';

export interface FieldsProps {
  draft: PolicyDraft;
  problems: PolicyProblems;
  change(change: Partial<PolicyDraft>): void;
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="section">
      <Heading size="small" as="h3">
        {title}
      </Heading>
      {children}
    </section>
  );
}

export function RulesFields({ draft, problems, change }: FieldsProps) {
  return (
    <Group title="Spaces that come in by themselves">
      <TextArea
        label="Keywords, one on each line"
        rows={4}
        value={draft.keywords}
        problem={problems.keywords}
        help="Every space with one of these texts in its key or its name is included, those of the future too."
        onChange={(keywords) => change({ keywords })}
      />
      <Switch
        label="Personal spaces"
        isOn={draft.personalSpaces}
        help="Off: personal spaces stay in Confluence, whatever else is chosen. On: they can be chosen like any other space."
        onChange={(personalSpaces) => change({ personalSpaces })}
      />
      <Switch
        label="Archived spaces and pages"
        isOn={draft.archived}
        help="Off: what is archived in Confluence is withdrawn from Qontext. On: archived spaces can be chosen, and archived pages stay in."
        onChange={(archived) => change({ archived })}
      />
    </Group>
  );
}

const offers: { value: PolicyView['offered']['kind']; label: string }[] = [
  { value: 'all', label: 'Every space' },
  { value: 'only', label: 'Only these spaces' },
  { value: 'except', label: 'Every space but these' },
];
const selfServices: { value: SelfService; label: string; help: string }[] = [
  { value: 'none', label: 'Nothing', help: 'Only site admins choose. Space admins see what is mirrored of their space.' },
  { value: 'narrow', label: 'What stays out', help: 'Space admins may leave out parts of what site admins included, and nothing more.' },
  { value: 'decide', label: 'What is mirrored', help: 'Space admins include and leave out, within this policy.' },
];
const restrictions: { value: PolicyView['restricted']; label: string; help: string }[] = [
  {
    value: 'never',
    label: 'Restricted content never leaves Confluence',
    help: 'A page with a view restriction stays out, and so does all below it. A page that becomes restricted is withdrawn.',
  },
  {
    value: 'audiences',
    label: 'Restricted content goes into a folder for its audience',
    help: 'Each group of people who may read such content in Confluence gets a folder under “Confluence restricted”. Who may open that folder is for Qontext to say: give access to each folder there to the same people. Until you do, the folder has the access of the folder above it.',
  },
];

export function PolicyFields(props: FieldsProps) {
  const { draft, problems, change } = props;
  return (
    <>
      <Group title="Which spaces may be mirrored at all">
        <Radios legend="Offered to Qontext" options={offers} value={draft.offered} onChange={(offered) => change({ offered })} />
        {draft.offered !== 'all' && (
          <TextArea
            label="Space keys"
            rows={3}
            value={draft.keys}
            problem={problems.keys}
            help="One on each line, or with commas between. What is not offered cannot be included by anybody, and is withdrawn."
            onChange={(keys) => change({ keys })}
          />
        )}
      </Group>
      <RulesFields {...props} />
      <Group title="Space admins">
        <Radios
          legend="What space admins may decide for their space"
          options={selfServices}
          value={draft.selfService}
          onChange={(selfService) => change({ selfService })}
        />
      </Group>
      <Group title="Labels">
        <TextField
          label="Labels that keep out"
          value={draft.labelsOut}
          help="On a page they keep out the page and all below it; on a space the whole space. Separate them by spaces."
          onChange={(labelsOut) => change({ labelsOut })}
        />
        <TextField
          label="Labels that include"
          value={draft.labelsIn}
          help="Optional. In a chosen space, a page with one of these labels comes in where no choice is about it."
          onChange={(labelsIn) => change({ labelsIn })}
        />
      </Group>
      <Group title="Restricted content">
        <Radios
          legend="View restrictions"
          options={restrictions}
          value={draft.restricted}
          onChange={(restricted) => change({ restricted })}
        />
        <TextField
          label="Grace time in minutes"
          isNumeric
          value={draft.graceMinutes}
          problem={problems.graceMinutes}
          help="When it cannot be established who may read a content, nothing of it is sent, and what was sent is withdrawn after this time."
          onChange={(graceMinutes) => change({ graceMinutes })}
        />
      </Group>
      <Group title="Instructions">
        <TextArea
          label="For readers of the repository"
          value={draft.instructions}
          problem={problems.instructions}
          help="What people and agents who read the mirror should know. It is in the file “About this source”."
          onChange={(instructions) => change({ instructions })}
        />
      </Group>
    </>
  );
}
