import { ColumnDefinitionNode, Kysely, PostgresDialect, PostgresQueryCompiler, sql } from 'kysely';
import type { DataTypeNode, PostgresPool } from 'kysely';
import type { Database, Engine } from './engine.ts';
import { postgresSearch } from './postgres-search.ts';
import type { Tables } from './tables.ts';

/** Every column of text that a migration makes compares by its bytes, as SQLite's do, whatever the database's language. */
class QueryCompiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    super.visitDataType(node);
    const isColumn = this.parentNode !== undefined && ColumnDefinitionNode.is(this.parentNode);
    if (isColumn && node.dataType === 'text') this.append(' collate "C"');
  }
}

class Dialect extends PostgresDialect {
  override createQueryCompiler(): QueryCompiler {
    return new QueryCompiler();
  }
}

export const openPostgresDatabase = (pool: PostgresPool): Kysely<Tables> =>
  new Kysely<Tables>({ dialect: new Dialect({ pool }) });

/** The shared queries on PostgreSQL: on any free connection, or in a transaction. */
export const postgresEngine = <On extends Database>(db: On): Engine & { db: On } => ({
  db,
  search: postgresSearch(db),
  oneOf: (column, values) => sql<boolean>`${sql.ref(column)} = any(${values})`,
  // All rows in one parameter: one trip, and the same statement however many they are.
  insertAll: async (table, rows, orUpdate) => {
    const first = rows[0];
    if (first === undefined) return;
    const columns = namesOf(Object.keys(first));
    const insert = sql`insert into ${sql.table(table)} (${columns}) select ${columns}
      from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)})`;
    const update =
      orUpdate === undefined
        ? sql``
        : sql` on conflict (${namesOf(orUpdate.key)}) do update set ${sql.join(
            orUpdate.columns.map((name) => sql`${sql.id(name)} = ${sql.id('excluded', name)}`),
          )}`;
    await sql`${insert}${update}`.execute(db);
  },
});

const namesOf = (columns: readonly string[]) => sql.join(columns.map((name) => sql.id(name)));
