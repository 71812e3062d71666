/* The yardstick of all uploads: stores the rows that the program has stored, as fast as SQLite
   takes them.

     bare-writer TARGET SOURCE CERTIFICATIONS_PER_COMMIT SECONDS_MAX

   SOURCE is a register after the program took uploads, TARGET a copy of it from before. What the
   change log of SOURCE has more than TARGET's is read into memory; the clock runs while it is
   stored in TARGET by one connection with the program's settings and prepared statements: the
   same tables, indexes, triggers and values in the same order. Reading requests, matching and
   everything else that makes a register is left out.

   The write-ahead log is emptied as the program does it: by a second connection beside the writing,
   and by the writer where that doesn't keep up. */
#include "rows.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Those of `SQLiteConfiguration`. */
static const char *writer_cache = "PRAGMA cache_size = -32768";
static const char *checkpointer_cache = "PRAGMA cache_size = -8192";
enum { CHECKPOINT_PAGES = 1000, CHECKPOINT_PAGES_MAX = 16384, BUSY_MILLISECONDS = 5000 };

static void run(sqlite3 *database, const char *sql) {
    check(database, sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK, sql);
}

static sqlite3 *open_database(const char *path, int flags, const char *cache) {
    sqlite3 *database = NULL;
    int code = sqlite3_open_v2(path, &database, flags | SQLITE_OPEN_NOMUTEX, NULL);
    check(database, code, SQLITE_OK, path);
    sqlite3_busy_timeout(database, BUSY_MILLISECONDS);
    run(database, cache);
    run(database, "PRAGMA temp_store = MEMORY");
    run(database, "PRAGMA secure_delete = OFF");
    run(database, "PRAGMA foreign_keys = ON");
    return database;
}

/* MARK: The write-ahead log */

static struct {
    pthread_mutex_t mutex;
    pthread_cond_t wakes;
    int is_due, is_closed;
    const char *path;
} checkpoints = {.mutex = PTHREAD_MUTEX_INITIALIZER, .wakes = PTHREAD_COND_INITIALIZER};

static void *move_log(void *unused) {
    (void)unused;
    sqlite3 *database = open_database(
        checkpoints.path, SQLITE_OPEN_READWRITE, checkpointer_cache);
    pthread_mutex_lock(&checkpoints.mutex);
    while (!checkpoints.is_closed) {
        if (!checkpoints.is_due) {
            pthread_cond_wait(&checkpoints.wakes, &checkpoints.mutex);
            continue;
        }
        checkpoints.is_due = 0;
        pthread_mutex_unlock(&checkpoints.mutex);
        sqlite3_wal_checkpoint_v2(database, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
        pthread_mutex_lock(&checkpoints.mutex);
    }
    pthread_mutex_unlock(&checkpoints.mutex);
    sqlite3_close(database);
    return NULL;
}

static int observe_log(void *pages, sqlite3 *database, const char *name, int count) {
    (void)database, (void)name;
    *(int *)pages = count;
    return SQLITE_OK;
}

static void keep_log_short(sqlite3 *database, int pages) {
    if (pages >= CHECKPOINT_PAGES_MAX) {
        sqlite3_wal_checkpoint_v2(database, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    } else if (pages >= CHECKPOINT_PAGES) {
        pthread_mutex_lock(&checkpoints.mutex);
        checkpoints.is_due = 1;
        pthread_cond_signal(&checkpoints.wakes);
        pthread_mutex_unlock(&checkpoints.mutex);
    }
}

static void end_checkpoints(pthread_t thread) {
    pthread_mutex_lock(&checkpoints.mutex);
    checkpoints.is_closed = 1;
    pthread_cond_signal(&checkpoints.wakes);
    pthread_mutex_unlock(&checkpoints.mutex);
    pthread_join(thread, NULL);
}

/* MARK: Writing */

static void step(sqlite3 *database, sqlite3_stmt *statement, const char *doing) {
    check(database, sqlite3_step(statement), SQLITE_DONE, doing);
    sqlite3_reset(statement);
}

static sqlite3_stmt *prepare(sqlite3 *database, const char *sql) {
    sqlite3_stmt *statement = NULL;
    check(database, sqlite3_prepare_v2(database, sql, -1, &statement, NULL), SQLITE_OK, sql);
    return statement;
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

typedef struct {
    sqlite3 *database;
    sqlite3_stmt *begin, *commit, *count;
    int log_pages;
    /* Of the open transaction: the account whose certifications are counted. */
    sqlite3_int64 account;
    long counted;
    long rows, certifications, commits;
} Writer;

static void count_account(Writer *writer) {
    if (!writer->counted) return;
    sqlite3_bind_int64(writer->count, 1, writer->counted);
    sqlite3_bind_int64(writer->count, 2, writer->account);
    step(writer->database, writer->count, "counting");
    writer->counted = 0;
}

static void commit(Writer *writer) {
    count_account(writer);
    step(writer->database, writer->commit, "COMMIT");
    writer->commits++;
    keep_log_short(writer->database, writer->log_pages);
}

/* Stores rows until all are stored or the time is over. */
static double write_rows(Writer *writer, const Rows *rows, long per_commit, double seconds_max) {
    double start = seconds();
    long in_commit = 0;
    int is_open = 0;
    /* What follows a certification in its transaction: its other rows, up to its change. */
    int is_complete = 0;
    for (long index = 0; index < rows->count; index++) {
        const Row *row = &rows->rows[index];
        if (!is_open) {
            if (seconds() - start >= seconds_max) break;
            step(writer->database, writer->begin, "BEGIN");
            is_open = 1;
        }
        row_insert(row, writer->database);
        writer->rows++;
        if (row_is_certification(row)) {
            sqlite3_int64 account = row->values[row->table->account].integer;
            if (account != writer->account) count_account(writer);
            writer->account = account;
            writer->counted++;
            writer->certifications++;
            is_complete = ++in_commit == per_commit;
        }
        if (is_complete && row->table == &rows->tables[0]) {
            commit(writer);
            is_open = is_complete = 0;
            in_commit = 0;
        }
    }
    if (is_open) commit(writer);
    return seconds() - start;
}

int main(int count, char **arguments) {
    if (count != 5) {
        fputs("bare-writer TARGET SOURCE CERTIFICATIONS_PER_COMMIT SECONDS_MAX\n", stderr);
        return 64;
    }
    sqlite3 *source = open_database(arguments[2], SQLITE_OPEN_READONLY, checkpointer_cache);
    Writer writer = {
        .database = open_database(arguments[1], SQLITE_OPEN_READWRITE, writer_cache)};
    sqlite3 *target = writer.database;
    run(target, "PRAGMA journal_mode = WAL");
    run(target, "PRAGMA synchronous = FULL");
    Rows rows = {0};
    rows_load(
        &rows, source, target, number(target, "SELECT ifnull(max(sequence), 0) FROM changes"));
    if (rows.certifications == 0) {
        fputs("bare-writer: the source has no certification that the target lacks\n", stderr);
        return 1;
    }
    sqlite3_wal_hook(target, observe_log, &writer.log_pages);
    checkpoints.path = arguments[1];
    pthread_t thread;
    if (pthread_create(&thread, NULL, move_log, NULL)) return 1;
    writer.begin = prepare(target, "BEGIN IMMEDIATE");
    writer.commit = prepare(target, "COMMIT");
    writer.count = prepare(
        target, "UPDATE accounts SET certifications = certifications + ? WHERE id = ?");

    double duration = write_rows(&writer, &rows, atol(arguments[3]), atof(arguments[4]));

    end_checkpoints(thread);
    if (writer.rows == rows.count) rows_compare(source, target);
    printf(
        "{\"certifications\": %ld, \"rows\": %ld, \"commits\": %ld, \"seconds\": %.6f, "
        "\"sqlite\": \"%s\"}\n",
        writer.certifications, writer.rows, writer.commits, duration, sqlite3_libversion());
    return 0;
}
