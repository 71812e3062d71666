#include "rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *message, const char *detail) {
    fprintf(stderr, "bare-writer: %s%s%s\n", message, detail ? ": " : "", detail ? detail : "");
    exit(1);
}

void check(sqlite3 *database, int code, int expected, const char *doing) {
    if (code == expected) return;
    fail(doing, sqlite3_errmsg(database));
}

static sqlite3_stmt *prepare(sqlite3 *database, const char *sql) {
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v3(
        database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
    check(database, code, SQLITE_OK, sql);
    return statement;
}

sqlite3_int64 number(sqlite3 *database, const char *sql) {
    sqlite3_stmt *statement = prepare(database, sql);
    check(database, sqlite3_step(statement), SQLITE_ROW, sql);
    sqlite3_int64 value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return value;
}

static void *allocate(size_t size) {
    void *memory = calloc(1, size ? size : 1);
    if (!memory) fail("out of memory", NULL);
    return memory;
}

/* MARK: Tables */

static void append(char *text, size_t size, const char *more) {
    size_t length = strlen(text);
    if (length + strlen(more) >= size) fail("a table has too many columns", NULL);
    strcpy(text + length, more);
}

/* A table whose rows belong to a record by the column `key`. Columns that SQLite computes are left
   out, as is `unstored`, which it gives out itself. */
static Table *add_table(
    Rows *rows, sqlite3 *source, sqlite3 *target, const char *name, const char *key,
    const char *unstored
) {
    if (rows->table_count == TABLES_MAX) fail("there are too many tables", NULL);
    Table *table = &rows->tables[rows->table_count++];
    snprintf(table->name, sizeof table->name, "%s", name);
    table->account = -1;
    char columns[4096] = "", marks[1024] = "", sql[8192];
    sqlite3_stmt *info = prepare(
        source, "SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0 ORDER BY cid");
    sqlite3_bind_text(info, 1, name, -1, SQLITE_STATIC);
    while (sqlite3_step(info) == SQLITE_ROW) {
        const char *column = (const char *)sqlite3_column_text(info, 0);
        if (unstored && strcmp(column, unstored) == 0) continue;
        if (strcmp(column, "account_id") == 0) table->account = table->columns;
        append(columns, sizeof columns, table->columns ? ", \"" : "\"");
        append(columns, sizeof columns, column);
        append(columns, sizeof columns, "\"");
        append(marks, sizeof marks, table->columns ? ", ?" : "?");
        table->columns++;
    }
    sqlite3_finalize(info);
    snprintf(sql, sizeof sql, "SELECT %s FROM \"%s\" WHERE \"%s\" = ?", columns, name, key);
    table->select = prepare(source, sql);
    snprintf(sql, sizeof sql, "INSERT INTO \"%s\" (%s) VALUES (%s)", name, columns, marks);
    table->insert = prepare(target, sql);
    return table;
}

/* Every table but one that refers to a record by a column of this name. */
static void add_children(
    Rows *rows, sqlite3 *source, sqlite3 *target, const char *key, const char *except
) {
    sqlite3_stmt *statement = prepare(
        source,
        "SELECT t.name FROM sqlite_schema t, pragma_table_xinfo(t.name) c "
        "WHERE t.type = 'table' AND c.name = ? AND t.name <> ? ORDER BY t.name");
    sqlite3_bind_text(statement, 1, key, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, except, -1, SQLITE_STATIC);
    while (sqlite3_step(statement) == SQLITE_ROW)
        add_table(
            rows, source, target, (const char *)sqlite3_column_text(statement, 0), key, NULL);
    sqlite3_finalize(statement);
}

/* MARK: Rows */

static Value value(sqlite3_stmt *statement, int column) {
    Value value = {.type = sqlite3_column_type(statement, column)};
    if (value.type == SQLITE_INTEGER) value.integer = sqlite3_column_int64(statement, column);
    if (value.type == SQLITE_FLOAT) value.real = sqlite3_column_double(statement, column);
    if (value.type == SQLITE_TEXT || value.type == SQLITE_BLOB) {
        const void *bytes = sqlite3_column_blob(statement, column);
        value.length = sqlite3_column_bytes(statement, column);
        value.bytes = allocate((size_t)value.length);
        if (value.length) memcpy(value.bytes, bytes, (size_t)value.length);
    }
    return value;
}

/* Reads a table's rows of a record. */
static long add_rows(Rows *rows, Table *table, sqlite3 *source, sqlite3_int64 id) {
    long before = rows->count;
    sqlite3_bind_int64(table->select, 1, id);
    int code;
    while ((code = sqlite3_step(table->select)) == SQLITE_ROW) {
        if (rows->count == rows->capacity) {
            rows->capacity = rows->capacity ? rows->capacity * 2 : 4096;
            rows->rows = realloc(rows->rows, (size_t)rows->capacity * sizeof(Row));
            if (!rows->rows) fail("out of memory", NULL);
        }
        Row *row = &rows->rows[rows->count++];
        row->table = table;
        row->values = allocate((size_t)table->columns * sizeof(Value));
        for (int column = 0; column < table->columns; column++)
            row->values[column] = value(table->select, column);
    }
    check(source, code, SQLITE_DONE, "reading rows");
    sqlite3_reset(table->select);
    return rows->count - before;
}

static void add_record(Rows *rows, int first, int end, sqlite3 *source, sqlite3_int64 id) {
    if (add_rows(rows, &rows->tables[first], source, id) != 1)
        fail("a record of the change log is not there", rows->tables[first].name);
    for (int table = first + 1; table < end; table++)
        add_rows(rows, &rows->tables[table], source, id);
}

void rows_load(Rows *rows, sqlite3 *source, sqlite3 *target, sqlite3_int64 after) {
    add_table(rows, source, target, "changes", "sequence", "sequence");
    int entities = rows->table_count;
    add_table(rows, source, target, "certified_entities", "id", NULL);
    add_children(rows, source, target, "entity_id", "certifications");
    int certifications = rows->table_count;
    add_table(rows, source, target, "certifications", "id", NULL);
    add_children(rows, source, target, "certification_id", "certifications");
    int end = rows->table_count;

    sqlite3_stmt *changes = prepare(
        source,
        "SELECT sequence, action, kind, record_id FROM changes WHERE sequence > ? "
        "ORDER BY sequence");
    sqlite3_bind_int64(changes, 1, after);
    int code;
    while ((code = sqlite3_step(changes)) == SQLITE_ROW) {
        const char *action = (const char *)sqlite3_column_text(changes, 1);
        const char *kind = (const char *)sqlite3_column_text(changes, 2);
        sqlite3_int64 id = sqlite3_column_int64(changes, 3);
        if (strcmp(action, "created") != 0) fail("only uploads of what is new are known", action);
        if (strcmp(kind, "certified_entity") == 0) {
            add_record(rows, entities, certifications, source, id);
        } else if (strcmp(kind, "certification") == 0) {
            add_record(rows, certifications, end, source, id);
            rows->certifications++;
        } else {
            fail("only uploads of certifications are known", kind);
        }
        add_rows(rows, &rows->tables[0], source, sqlite3_column_int64(changes, 0));
    }
    check(source, code, SQLITE_DONE, "reading the change log");
    sqlite3_finalize(changes);
    for (int table = 0; table < end; table++) sqlite3_finalize(rows->tables[table].select);
}

void row_insert(const Row *row, sqlite3 *target) {
    sqlite3_stmt *statement = row->table->insert;
    for (int column = 0; column < row->table->columns; column++) {
        const Value *value = &row->values[column];
        switch (value->type) {
        case SQLITE_INTEGER:
            sqlite3_bind_int64(statement, column + 1, value->integer);
            break;
        case SQLITE_FLOAT:
            sqlite3_bind_double(statement, column + 1, value->real);
            break;
        case SQLITE_TEXT:
            sqlite3_bind_text(statement, column + 1, value->bytes, value->length, SQLITE_STATIC);
            break;
        case SQLITE_BLOB:
            sqlite3_bind_blob(statement, column + 1, value->bytes, value->length, SQLITE_STATIC);
            break;
        default:
            sqlite3_bind_null(statement, column + 1);
        }
    }
    check(target, sqlite3_step(statement), SQLITE_DONE, row->table->name);
    sqlite3_reset(statement);
}

int row_is_certification(const Row *row) {
    return strcmp(row->table->name, "certifications") == 0;
}

/* MARK: Comparing */

void rows_compare(sqlite3 *source, sqlite3 *target) {
    sqlite3_stmt *tables = prepare(
        source,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' "
        "ESCAPE '\\'");
    while (sqlite3_step(tables) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(tables, 0);
        char sql[256], detail[512];
        snprintf(sql, sizeof sql, "SELECT count(*) FROM \"%s\"", name);
        sqlite3_int64 theirs = number(source, sql), ours = number(target, sql);
        if (theirs == ours) continue;
        snprintf(detail, sizeof detail, "%s: %lld instead of %lld", name, ours, theirs);
        fail("the bare writer stored other rows than the program", detail);
    }
    sqlite3_finalize(tables);
    const char *sum = "SELECT sum(certifications) FROM accounts";
    if (number(source, sum) != number(target, sum))
        fail("the accounts' counts differ from the program's", NULL);
}
