// The practitioner hands over this phone: the form fills the screen until the phone is given back. What is said is
// sealed at once, and only the sealed bytes are kept (A2).
import { useLocation } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import type { HandOver as HandOverFacts, Said } from '../contract/say.ts';
import { onChange } from '../device/changes.ts';
import { keepHanded, listHandOvers } from '../device/handed.ts';
import { type Handed, readChoices } from '../device/inbox.ts';
import type { Phone } from '../device/phone.ts';
import { sealedHere } from '../device/push-apart.ts';
import { seal } from '../device/seal.ts';
import { keepSealed } from '../device/sealed-outbox.ts';
import { Head } from '../service-user/leave/head.tsx';
import { Code } from '../service-user/say/code.tsx';
import { SayForm, type Taken } from '../service-user/say/say-form.tsx';
import '../service-user/service-user.css';
import { Frame } from './frame.tsx';
import { GiveBack } from './give-back.tsx';
import { BeforeHandOver } from './before-hand-over.tsx';
import { sendSealedNow } from './sealed-sending.ts';

/** `handed` is null until the practitioner has chosen, where there is anything to choose. */
export const HandOver = ({ phone, handed }: { phone: Phone; handed: Handed | null }) => {
  const { route } = useLocation();
  const [facts, setFacts] = useState<HandOverFacts[] | null>(null);
  const [code, setCode] = useState<string | null>(null);
  const [isBlank, setBlank] = useState(false);
  const keep = (next: Handed | null): Promise<void> => keepHanded(phone.known, next);

  const isToChoose = handed === null;
  useEffect(() => {
    let isBegun = false;
    const begin = async (): Promise<void> => {
      const all = await listHandOvers(phone.known);
      const { programmeId } = await readChoices(phone.known, phone.identity.personId);
      const chosen = all.find(({ form }) => form.programmeId === programmeId) ?? onlyOne(all);
      // One tap hands it over, where the programme is known.
      if (isToChoose && chosen !== undefined && !isBegun) {
        isBegun = true;
        await keep({ programmeId: chosen.form.programmeId, isBlank: false });
      }
      setFacts(all);
    };
    const beginOrSay = (): void => void begin().catch(() => setFacts([]));
    beginOrSay();
    // What was asked of the server may arrive while somebody looks at this.
    return isToChoose ? onChange(beginOrSay) : undefined;
  }, [isToChoose]);

  if (facts === null) return <Frame />;
  const here = facts.find(({ form }) => form.programmeId === handed?.programmeId);
  if (handed === null) {
    return (
      <BeforeHandOver
        forms={facts.map(({ form }) => form)}
        onChoose={(programmeId) => keep({ programmeId, isBlank: false })}
        onBack={() => route('/new', true)}
      />
    );
  }
  const goBlank = (): void => {
    // At once, whether or not this phone's storage answers.
    setBlank(true);
    setCode(null);
    keep({ ...handed, isBlank: true }).catch(() => undefined);
  };
  if (isBlank || handed.isBlank || here === undefined) {
    return (
      <GiveBack
        onReturn={async () => {
          await keep(null);
          route('/new', true);
        }}
      />
    );
  }
  const take = async (said: Said): Promise<Taken> => {
    try {
      const entry = await seal(said, here.key);
      const { now } = phone.means();
      await keepSealed(sealedHere(), entry, {
        isUrgent: said.mayBeAtRisk,
        now,
        random: Math.random,
      });
    } catch {
      return 'not-kept';
    }
    void sendSealedNow();
    return 'taken';
  };
  return (
    <div class="say-page">
      <Head name={here.form.organisationName} onLeave={goBlank} />
      <main class="say-main">
        {code === null ? (
          <SayForm
            facts={here.form}
            phone="handed"
            take={take}
            onTaken={({ receiptCode }) => {
              if (receiptCode === null) goBlank();
              else setCode(receiptCode);
            }}
          />
        ) : (
          <div class="column say-stopped">
            <Code code={code} onKept={goBlank} />
          </div>
        )}
      </main>
    </div>
  );
};

const onlyOne = <Each,>(all: readonly Each[]): Each | undefined =>
  all.length === 1 ? all[0] : undefined;
