/* A disk that loses what was not synced, for one database of one process; loaded with LD_PRELOAD.

   Beside the database file and its write-ahead log stand "twins": what of them would be there
   after a power cut. A write changes the file only; fsync or fdatasync brings the twin up to date.
   When the process has been killed, the test puts the twins in place of the files.

   The environment says what it does:
     DISK_FILE      the database, as an absolute path without symbolic links
     DISK_TWINS     the folder of the twins, "main" and "log"
     DISK_DEAF      syncs report success and do nothing
     DISK_EARLY     of 1,000 pieces of unsynced writes so many reach the twin at once, as a kernel
                    may write back any page at any time; a piece ends where a page of the file does
     DISK_SEED      by which these pieces are chosen
     DISK_CAPACITY  bytes that both files and DISK_BALLAST may take together; more is ENOSPC
   A file "cut" in the folder of the twins holds a number: the process kills itself at that write
   to the main file, counted from the first one that finds the file.

   What the kernel would do with directories is simplified: a new file has its name from its first
   sync on, and until then an unlinked one of the same name is still there. Files are recognised
   when they are opened; nothing else than the calls below may change them. */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { DESCRIPTORS = 65536, PAGE = 4096, NONE = 0, MAIN = 1, LOG = 2 };

struct range {
    off_t start, end;
};

struct file {
    char path[4096], twin[4096];
    int is_new; /* since it was made, it has not been synced */
    off_t cut_to; /* the smallest size since the last sync; -1: it was not cut */
    struct range *dirty;
    size_t count, room;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int is_set_up;
static struct file files[3];
static unsigned char kinds[DESCRIPTORS];
static char folder[4096];
static const char *ballast;
static int is_deaf, early;
static uint64_t random_state;
static long long capacity, writes_left = -1;

/* The C library's own functions are ours here. */
static int raw_open(const char *path, int flags, mode_t mode) {
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}
static int raw_close(int descriptor) { return (int)syscall(SYS_close, descriptor); }
static ssize_t raw_write(int descriptor, const void *bytes, size_t count, off_t offset) {
    return syscall(SYS_pwrite64, descriptor, bytes, count, offset);
}

/* The disk of the test itself must not fail unnoticed. */
static void require(int condition, const char *what) {
    if (condition) return;
    fprintf(stderr, "power-cut: %s: %s\n", what, strerror(errno));
    abort();
}

static long long number(const char *name, long long otherwise) {
    const char *text = getenv(name);
    return text ? atoll(text) : otherwise;
}

static void set_up(void) {
    if (is_set_up) return;
    is_set_up = 1;
    const char *database = getenv("DISK_FILE"), *twins = getenv("DISK_TWINS");
    if (!database || !twins) return;
    snprintf(folder, sizeof folder, "%s", twins);
    snprintf(files[MAIN].path, sizeof files[MAIN].path, "%s", database);
    snprintf(files[LOG].path, sizeof files[LOG].path, "%s-wal", database);
    snprintf(files[MAIN].twin, sizeof files[MAIN].twin, "%s/main", twins);
    snprintf(files[LOG].twin, sizeof files[LOG].twin, "%s/log", twins);
    files[MAIN].cut_to = files[LOG].cut_to = -1;
    is_deaf = (int)number("DISK_DEAF", 0);
    early = (int)number("DISK_EARLY", 0);
    random_state = (uint64_t)number("DISK_SEED", 1);
    capacity = number("DISK_CAPACITY", -1);
    ballast = getenv("DISK_BALLAST");
}

static int kind_of(const char *path) {
    if (files[MAIN].path[0] == 0) return NONE;
    if (strcmp(path, files[MAIN].path) == 0) return MAIN;
    return strcmp(path, files[LOG].path) == 0 ? LOG : NONE;
}

static struct file *file_of(int descriptor) {
    if (descriptor < 0 || descriptor >= DESCRIPTORS || kinds[descriptor] == NONE) return NULL;
    return &files[kinds[descriptor]];
}

static int open_twin(struct file *file, int flags) {
    int twin = raw_open(file->twin, O_RDWR | O_CLOEXEC | flags, 0600);
    require(twin >= 0, "a twin can't be opened");
    return twin;
}

static void copy(int from, int to, off_t start, off_t end) {
    static char bytes[1 << 16];
    while (start < end) {
        size_t wanted = end - start < (off_t)sizeof bytes ? (size_t)(end - start) : sizeof bytes;
        ssize_t count = pread(from, bytes, wanted, start);
        if (count <= 0) return; /* the file has become shorter */
        require(raw_write(to, bytes, (size_t)count, start) == count, "a twin can't be written");
        start += count;
    }
}

static off_t size_of(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 ? status.st_size : 0;
}

/* What is there before the first sync counts as durable. */
static void note_open(int descriptor, int kind, int existed) {
    struct file *file = &files[kind];
    if (descriptor >= DESCRIPTORS) return;
    kinds[descriptor] = (unsigned char)kind;
    if (!existed) {
        file->is_new = 1;
        file->count = 0;
        file->cut_to = -1;
    } else if (!file->is_new && access(file->twin, F_OK) != 0) {
        int own = raw_open(file->path, O_RDONLY | O_CLOEXEC, 0);
        int twin = open_twin(file, O_CREAT);
        copy(own, twin, 0, size_of(file->path));
        raw_close(twin);
        raw_close(own);
    }
}

static void note_dirty(struct file *file, off_t start, off_t end) {
    struct range *last = file->count ? &file->dirty[file->count - 1] : NULL;
    if (last && last->end == start) {
        last->end = end;
        return;
    }
    if (file->count == file->room) {
        file->room = file->room ? 2 * file->room : 1024;
        file->dirty = realloc(file->dirty, file->room * sizeof *file->dirty);
        require(file->dirty != NULL, "no memory");
    }
    file->dirty[file->count++] = (struct range){start, end};
}

/* xorshift64* */
static unsigned draw(void) {
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return (unsigned)((random_state * 0x2545F4914F6CDD1DULL) >> 33);
}

static void write_early(struct file *file, const char *bytes, off_t start, off_t end) {
    /* The name of a new one would be another file's still. */
    if (!early || file->is_new) return;
    int twin = open_twin(file, 0);
    for (off_t at = start; at < end;) {
        off_t next = (at / PAGE + 1) * PAGE < end ? (at / PAGE + 1) * PAGE : end;
        if ((int)(draw() % 1000) < early)
            require(
                raw_write(twin, bytes + (at - start), (size_t)(next - at), at) == next - at,
                "a twin can't be written");
        at = next;
    }
    raw_close(twin);
}

static void count_down(void) {
    if (writes_left < 0) {
        char path[4200], text[32] = "";
        snprintf(path, sizeof path, "%s/cut", folder);
        int order = raw_open(path, O_RDONLY | O_CLOEXEC, 0);
        if (order < 0) return;
        ssize_t count = read(order, text, sizeof text - 1);
        raw_close(order);
        if (count <= 0) return;
        writes_left = atoll(text);
    }
    if (writes_left-- == 0) kill(getpid(), SIGKILL);
}

static int has_room(struct file *file, off_t end) {
    off_t own = size_of(file->path);
    if (capacity < 0 || end <= own) return 1;
    off_t taken = size_of(files[MAIN].path) + size_of(files[LOG].path);
    if (ballast) taken += size_of(ballast);
    return taken - own + end <= capacity;
}

static ssize_t write_to(struct file *file, int descriptor, const void *bytes, size_t count,
                        off_t offset) {
    if (file == &files[MAIN]) count_down();
    if (!has_room(file, offset + (off_t)count)) {
        errno = ENOSPC;
        return -1;
    }
    ssize_t written = raw_write(descriptor, bytes, count, offset);
    if (written > 0) {
        note_dirty(file, offset, offset + written);
        write_early(file, bytes, offset, offset + written);
    }
    return written;
}

static void sync_twin(struct file *file, int descriptor) {
    int twin = open_twin(file, file->is_new ? O_CREAT | O_TRUNC : 0);
    if (file->cut_to >= 0) require(syscall(SYS_ftruncate, twin, file->cut_to) == 0, "cut");
    for (size_t index = 0; index < file->count; index++)
        copy(descriptor, twin, file->dirty[index].start, file->dirty[index].end);
    raw_close(twin);
    file->is_new = 0;
    file->cut_to = -1;
    file->count = 0;
}

/* Entry points. Each holds the lock over the real call too, so that a sync covers exactly the
   writes that had returned before it. */

static int opened(const char *path, int flags, mode_t mode) {
    pthread_mutex_lock(&lock);
    set_up();
    int kind = kind_of(path);
    int existed = kind != NONE && access(path, F_OK) == 0;
    int descriptor = raw_open(path, flags, mode);
    if (descriptor >= 0 && kind != NONE) note_open(descriptor, kind, existed);
    int error = descriptor < 0 ? errno : 0;
    pthread_mutex_unlock(&lock);
    if (error) errno = error;
    return descriptor;
}

int open64(const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? (mode_t)va_arg(arguments, int) : 0;
    va_end(arguments);
    return opened(path, flags | O_LARGEFILE, mode);
}

int open(const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? (mode_t)va_arg(arguments, int) : 0;
    va_end(arguments);
    return opened(path, flags, mode);
}

int close(int descriptor) {
    pthread_mutex_lock(&lock);
    if (file_of(descriptor)) kinds[descriptor] = NONE;
    int result = raw_close(descriptor);
    pthread_mutex_unlock(&lock);
    return result;
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
    pthread_mutex_lock(&lock);
    struct file *file = file_of(descriptor);
    ssize_t written = file ? write_to(file, descriptor, bytes, count, offset)
                           : raw_write(descriptor, bytes, count, offset);
    pthread_mutex_unlock(&lock);
    return written;
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    return pwrite64(descriptor, bytes, count, offset);
}

int ftruncate64(int descriptor, off64_t size) {
    pthread_mutex_lock(&lock);
    struct file *file = file_of(descriptor);
    int result = (int)syscall(SYS_ftruncate, descriptor, size);
    if (file && result == 0 && (file->cut_to < 0 || size < file->cut_to)) file->cut_to = size;
    pthread_mutex_unlock(&lock);
    return result;
}

int ftruncate(int descriptor, off_t size) { return ftruncate64(descriptor, size); }

int fdatasync(int descriptor) {
    pthread_mutex_lock(&lock);
    struct file *file = file_of(descriptor);
    int result = 0;
    if (!file)
        result = (int)syscall(SYS_fdatasync, descriptor);
    else if (!is_deaf)
        sync_twin(file, descriptor);
    pthread_mutex_unlock(&lock);
    return result;
}

int fsync(int descriptor) { return fdatasync(descriptor); }

int unlink(const char *path) {
    /* Its twin stays: that the name is gone is not on the disk yet. */
    return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}
