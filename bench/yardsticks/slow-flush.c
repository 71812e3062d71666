/* Preloaded into a process, makes each of its flushes take longer, as on a network disk:

     SLOW_FLUSH_MICROSECONDS=2000 LD_PRELOAD=slow-flush.so PROGRAM ...

   The flush itself is still done. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static void wait_longer(void) {
    const char *text = getenv("SLOW_FLUSH_MICROSECONDS");
    long microseconds = text ? atol(text) : 0;
    if (microseconds <= 0) return;
    struct timespec rest = {microseconds / 1000000, microseconds % 1000000 * 1000};
    while (nanosleep(&rest, &rest)) continue;
}

static int flush(const char *name, int file) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    wait_longer();
    return real(file);
}

int fsync(int file) { return flush("fsync", file); }

int fdatasync(int file) { return flush("fdatasync", file); }
