/* The rows that uploads have stored in a register, in memory, in the order of their storing. */
#ifndef ROWS_H
#define ROWS_H

#include <sqlite3.h>

/* A value as it is bound again: nothing is copied. */
typedef struct {
    int type;
    sqlite3_int64 integer;
    double real;
    void *bytes;
    int length;
} Value;

/* A table that uploads write to. */
typedef struct {
    char name[128];
    int columns;
    /* Where the account stands, or -1. */
    int account;
    /* Reads a record's rows from the source, by its id. */
    sqlite3_stmt *select;
    /* Writes a row to the target. */
    sqlite3_stmt *insert;
} Table;

typedef struct {
    Table *table;
    Value *values;
} Row;

enum { TABLES_MAX = 32 };

typedef struct {
    Table tables[TABLES_MAX];
    int table_count;
    Row *rows;
    long count;
    long capacity;
    long certifications;
} Rows;

/* Ends the program with SQLite's message unless the code is the expected one. */
void check(sqlite3 *database, int code, int expected, const char *doing);

/* The one integer that a query answers. */
sqlite3_int64 number(sqlite3 *database, const char *sql);

/* Reads what was stored in the source after the change with a sequence number; prepares the
   statements that store it in the target. */
void rows_load(Rows *rows, sqlite3 *source, sqlite3 *target, sqlite3_int64 after);

/* Stores a row. */
void row_insert(const Row *row, sqlite3 *target);

/* Whether a row is a certification, which is what a commit's size and the rate count. */
int row_is_certification(const Row *row);

/* Ends the program if any table of the two databases differs in its count of rows. */
void rows_compare(sqlite3 *source, sqlite3 *target);

#endif
