import { useState } from 'preact/hooks';
import type { Programme } from '../../contract/pull.ts';
import { Mark } from '../../ui/mark.tsx';
import { useWayBack } from '../../ui/use-way-back.ts';
import { say } from '../../words/manager.ts';
import { AskName } from './ask-name.tsx';
import type { PeopleDesk } from './people-desk.ts';

/** The programmes that moments belong to, each with the way to its page, and a way to add one. */
export const Programmes = (props: {
  desk: PeopleDesk;
  programmes: readonly Programme[];
  mayAdd: boolean;
}) => {
  const [isAdding, setAdding] = useState(false);
  const [done, setDone] = useState('');
  const button = useWayBack(isAdding);

  const add = async (name: string) => {
    const answer = await props.desk.act((client) => client.addProgramme(name));
    if (answer.ok) {
      setDone(say('people.programmes.added', { name }));
      setAdding(false);
    }
    return answer;
  };

  return (
    <section class="people-part" aria-labelledby="programmes-title">
      <h2 id="programmes-title">{say('people.programmes')}</h2>
      {props.programmes.length === 0 ? (
        <p class="device-soft">{say('people.programmes.none')}</p>
      ) : (
        <p class="device-soft">{say('people.programmes.says')}</p>
      )}
      {props.programmes.length > 0 && (
        <ul class="programmes">
          {props.programmes.map(({ programmeId, name }) => (
            <li key={programmeId}>
              <a href={`/people/${programmeId}`}>
                <Mark name="qr" />
                <bdi>{name}</bdi>
              </a>
            </li>
          ))}
        </ul>
      )}
      <p class="device-soft" role="status">
        {done}
      </p>
      {isAdding ? (
        <AskName
          title={say('people.programmes.add')}
          label={say('people.programmes.name')}
          missing={say('people.programmes.name.missing')}
          confirm={say('people.programmes.save')}
          onSend={add}
          onCancel={() => setAdding(false)}
        />
      ) : (
        props.mayAdd && (
          <button class="button" type="button" ref={button} onClick={() => setAdding(true)}>
            <Mark name="plus" />
            {say('people.programmes.add')}
          </button>
        )
      )}
    </section>
  );
};
