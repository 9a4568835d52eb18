import { Component } from 'preact';
import type { DeskMoment } from '../../contract/desk.ts';
import type { InboxFilter } from '../../contract/desk-inbox.ts';
import { say } from '../../words/manager-inbox.ts';
import { addressOf } from './filter.ts';
import { MomentCard } from './moment-card.tsx';

interface Props {
  moment: DeskMoment;
  filter: InboxFilter;
  /** Its place in the list, from 1, and how long that is; -1 where nobody knows yet. */
  place: number;
  size: number;
  isOpened: boolean;
  isChoosing: boolean;
  isChosen: boolean;
  now: number;
  onOpen: (event: MouseEvent, momentId: string) => void;
  onToggle: (momentId: string) => void;
}

/** One row of the list. While the list is scrolled, one that is drawn already is left as it is. */
export class MomentRow extends Component<Props> {
  override shouldComponentUpdate(next: Readonly<Props>): boolean {
    const names = Object.keys(next) as (keyof Props)[];
    return names.some((name) => next[name] !== this.props[name]);
  }

  override render() {
    const { moment, isChoosing, onOpen, onToggle } = this.props;
    const { momentId } = moment;
    return (
      <li
        class={isChoosing ? 'moment-row moment-row-choosing' : 'moment-row'}
        aria-posinset={this.props.place}
        aria-setsize={this.props.size}
      >
        {isChoosing && (
          <label class="moment-choose">
            <input
              type="checkbox"
              checked={this.props.isChosen}
              onChange={() => onToggle(momentId)}
            />
            <span class="unseen-label">{say('several.choose')}</span>
          </label>
        )}
        <MomentCard
          moment={moment}
          href={addressOf(this.props.filter, momentId)}
          isOpened={this.props.isOpened}
          now={this.props.now}
          onOpen={(event) => onOpen(event, momentId)}
        />
      </li>
    );
  }
}
