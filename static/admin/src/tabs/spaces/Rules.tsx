import { RulesFields } from '../../policy/fields';
import { Policy } from '../../policy/Policy';
import { Back } from './Back';

/** Rules by which spaces come in by themselves, present and future ones: the part of the policy that chooses. */
export default function Rules({ paused, onBack, onSaved }: { paused: boolean; onBack(): void; onSaved(): void }) {
  return (
    <>
      <Back title="Rules" back="Back to all spaces" onBack={onBack} />
      <p className="prose">
        Spaces can come in by themselves, those of the future too. What single spaces have of choices goes before these rules.
      </p>
      <Policy paused={paused} fields={RulesFields} onSaved={onSaved} />
    </>
  );
}
