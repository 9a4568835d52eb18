import type { DeskPeople } from '../../contract/desk.ts';
import type { DeskClient } from '../desk-client.ts';
import { createDeskReading, type DeskReading } from '../desk-reading.ts';

/** The people of the organisation, and its programmes. */
export type PeopleDesk = DeskReading<DeskPeople>;

export const createPeopleDesk = (client: DeskClient): PeopleDesk =>
  createDeskReading(client, (desk) => desk.people());
