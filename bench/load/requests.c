/* Sends prepared HTTP/1.1 requests over some connections, each the next one as soon as its answer
   is there, and measures every one.

     requests PORT CONNECTIONS FILE

   FILE holds requests one after the other, each with its length in front (four bytes, little
   endian). Prints the seconds of it all, then a line for each request: its number, the answer's
   status, microseconds until the answer's last byte, bytes of the answer's body. */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { ANSWER_SECONDS_MAX = 120, BUFFER = 1 << 18 };

typedef struct {
    const char *bytes;
    size_t length;
    int status;
    double microseconds;
    long answered;
} Request;

static Request *requests;
static long request_count;
static atomic_long next_request;
static int port;

static void fail(const char *message) {
    fprintf(stderr, "requests: %s\n", message);
    exit(1);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

/* MARK: One connection */

typedef struct {
    int socket;
    /* What has arrived and is not used: from `start` to `end`; a zero stands behind it. */
    char buffer[BUFFER + 1];
    size_t start, end;
} Connection;

static void connect_to_server(Connection *connection) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    struct timeval limit = {ANSWER_SECONDS_MAX, 0};
    int on = 1;
    connection->socket = socket(AF_INET, SOCK_STREAM, 0);
    connection->start = connection->end = 0;
    setsockopt(connection->socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(connection->socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    if (connect(connection->socket, (struct sockaddr *)&address, sizeof address))
        fail("the server refuses a connection");
}

static void send_all(Connection *connection, const Request *request) {
    size_t sent = 0;
    while (sent < request->length) {
        ssize_t count = send(
            connection->socket, request->bytes + sent, request->length - sent, MSG_NOSIGNAL);
        if (count <= 0) fail("the server closed a connection before it had read a request");
        sent += (size_t)count;
    }
}

static void receive(Connection *connection) {
    if (connection->start > 0) {
        memmove(
            connection->buffer, connection->buffer + connection->start,
            connection->end - connection->start);
        connection->end -= connection->start;
        connection->start = 0;
    }
    if (connection->end == BUFFER) fail("the head of an answer is too long");
    ssize_t count = recv(
        connection->socket, connection->buffer + connection->end, BUFFER - connection->end, 0);
    if (count <= 0) fail("an answer did not come to its end");
    connection->end += (size_t)count;
    connection->buffer[connection->end] = 0;
}

/* Skips as many bytes. */
static void skip(Connection *connection, size_t count) {
    while (count > connection->end - connection->start) {
        count -= connection->end - connection->start;
        connection->start = connection->end;
        receive(connection);
    }
    connection->start += count;
}

/* The next line, without its end; valid until more is read. */
static char *line(Connection *connection) {
    char *end;
    while (!(end = strstr(connection->buffer + connection->start, "\r\n"))) receive(connection);
    char *begin = connection->buffer + connection->start;
    *end = 0;
    connection->start = (size_t)(end + 2 - connection->buffer);
    return begin;
}

static long skip_chunks(Connection *connection) {
    long total = 0;
    while (1) {
        size_t size = strtoul(line(connection), NULL, 16);
        if (size == 0) break;
        total += (long)size;
        skip(connection, size);
        line(connection);
    }
    while (*line(connection)) continue;
    return total;
}

static void read_answer(Connection *connection, Request *request) {
    if (sscanf(line(connection), "HTTP/1.1 %d", &request->status) != 1)
        fail("an answer does not begin as HTTP/1.1 does");
    int is_chunked = 0, closes = 0;
    long length = 0;
    char *header;
    while (*(header = line(connection))) {
        if (strncasecmp(header, "content-length:", 15) == 0) length = atol(header + 15);
        if (strncasecmp(header, "transfer-encoding:", 18) == 0) is_chunked = 1;
        if (strncasecmp(header, "connection: close", 17) == 0) closes = 1;
    }
    if (is_chunked) length = skip_chunks(connection);
    else skip(connection, (size_t)length);
    request->answered = length;
    if (!closes) return;
    close(connection->socket);
    connect_to_server(connection);
}

static void *work(void *pointer) {
    Connection *connection = pointer;
    long index;
    while ((index = atomic_fetch_add(&next_request, 1)) < request_count) {
        double start = now();
        send_all(connection, &requests[index]);
        read_answer(connection, &requests[index]);
        requests[index].microseconds = now() - start;
    }
    return NULL;
}

/* MARK: All of it */

static void load(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) fail("the file of requests can't be read");
    long capacity = 0;
    unsigned char head[4];
    while (fread(head, 1, 4, file) == 4) {
        if (request_count == capacity) {
            capacity = capacity ? capacity * 2 : 1024;
            requests = realloc(requests, (size_t)capacity * sizeof *requests);
            if (!requests) fail("out of memory");
        }
        size_t length = head[0] | head[1] << 8 | head[2] << 16 | (size_t)head[3] << 24;
        char *bytes = malloc(length);
        if (!bytes || fread(bytes, 1, length, file) != length) fail("a request is cut off");
        requests[request_count++] = (Request){.bytes = bytes, .length = length};
    }
    fclose(file);
}

int main(int count, char **arguments) {
    if (count != 4) {
        fputs("requests PORT CONNECTIONS FILE\n", stderr);
        return 64;
    }
    port = atoi(arguments[1]);
    int connections = atoi(arguments[2]);
    load(arguments[3]);
    pthread_t *threads = calloc((size_t)connections, sizeof *threads);
    Connection *all = calloc((size_t)connections, sizeof *all);
    if (!threads || !all) fail("out of memory");
    for (int index = 0; index < connections; index++) connect_to_server(&all[index]);
    double start = now();
    for (int index = 0; index < connections; index++)
        if (pthread_create(&threads[index], NULL, work, &all[index])) fail("no thread");
    for (int index = 0; index < connections; index++) pthread_join(threads[index], NULL);
    printf("%.6f\n", (now() - start) / 1e6);
    for (long index = 0; index < request_count; index++)
        printf(
            "%ld %d %.1f %ld\n", index, requests[index].status, requests[index].microseconds,
            requests[index].answered);
    return 0;
}
