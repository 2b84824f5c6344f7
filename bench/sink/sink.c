/* An SMTP server that takes everything and keeps only counts, light enough not to be what is measured.
   It listens on a free port of loopback and says which: {"port":N}. Each line on standard input asks:
   "reset" starts counting anew, "report" answers the counts, both as one line of JSON. It ends with its
   standard input. One thread, epoll; sink.ts beside it does the same where there is no C compiler. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BUFFER = 128 * 1024, EVENTS = 128 };
enum mode { COMMANDS, HEADER, BODY };

struct session {
  int fd;
  enum mode mode;
  uint64_t message;     /* hash of the Message-ID */
  uint64_t *recipients; /* hashes */
  size_t count, room;
  size_t held;          /* bytes of an unfinished line */
  char input[BUFFER];
  size_t said;
  char output[BUFFER];
};

struct hashes { uint64_t *slots; size_t size, used; };

static struct {
  unsigned long connections, open, parallel, transactions, recipients, most, bytes;
  double began, first, last; /* first MAIL; first and last message taken; seconds since 1970 */
  struct hashes people, copies;
} counts;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static uint64_t hash_of(const char *text, size_t length) { /* FNV-1a, without case; never 0 */
  uint64_t hash = 0xcbf29ce484222325u;
  for (size_t i = 0; i < length; i++) hash = (hash ^ (uint64_t)(text[i] | 0x20)) * 0x100000001b3u;
  return hash == 0 ? 1 : hash;
}

/* What stands between angle brackets, hashed; the whole when there are none. */
static uint64_t bracketed(const char *line, size_t length) {
  const char *open = memchr(line, '<', length);
  const char *close = open ? memchr(open, '>', length - (size_t)(open - line)) : NULL;
  return close ? hash_of(open + 1, (size_t)(close - open - 1)) : hash_of(line, length);
}

static void remember(struct hashes *set, uint64_t hash) {
  if (set->used * 2 >= set->size) {
    struct hashes larger = {NULL, set->size ? set->size * 2 : 1 << 15, 0};
    larger.slots = calloc(larger.size, sizeof *larger.slots);
    if (!larger.slots) abort();
    for (size_t i = 0; i < set->size; i++)
      if (set->slots[i]) remember(&larger, set->slots[i]);
    free(set->slots);
    *set = larger;
  }
  size_t at = (hash ^ hash >> 29) & (set->size - 1);
  while (set->slots[at] && set->slots[at] != hash) at = (at + 1) & (set->size - 1);
  if (!set->slots[at]) {
    set->slots[at] = hash;
    set->used++;
  }
}

static void say(struct session *s, const char *reply) {
  size_t length = strlen(reply);
  if (s->said + length > BUFFER) return; /* nobody pipelines so much */
  memcpy(s->output + s->said, reply, length);
  s->said += length;
}

static int sent(struct session *s) {
  for (size_t at = 0; at < s->said;) {
    ssize_t wrote = write(s->fd, s->output + at, s->said - at);
    if (wrote <= 0) return 0;
    at += (size_t)wrote;
  }
  s->said = 0;
  return 1;
}

static int begins(const char *line, size_t length, const char *word) {
  return length >= strlen(word) && strncasecmp(line, word, strlen(word)) == 0;
}

static void taken(struct session *s) {
  counts.last = now();
  if (counts.first == 0) counts.first = counts.last;
  counts.transactions++;
  counts.recipients += s->count;
  if (s->count > counts.most) counts.most = s->count;
  for (size_t i = 0; i < s->count; i++) {
    remember(&counts.people, s->recipients[i]);
    remember(&counts.copies, (s->recipients[i] * 0x9e3779b97f4a7c15u ^ s->message) | 1);
  }
  s->count = 0;
  s->mode = COMMANDS;
  say(s, "250 2.0.0 taken\r\n");
}

/* False when the session is over. */
static int command(struct session *s, const char *line, size_t length) {
  if (begins(line, length, "RCPT TO:")) {
    if (s->count == s->room) {
      s->room = s->room ? s->room * 2 : 16;
      s->recipients = realloc(s->recipients, s->room * sizeof *s->recipients);
      if (!s->recipients) abort();
    }
    s->recipients[s->count++] = bracketed(line, length);
    say(s, "250 2.1.5 ok\r\n");
  } else if (begins(line, length, "MAIL FROM:")) {
    if (counts.began == 0) counts.began = now();
    s->count = 0;
    s->message = 0;
    say(s, "250 2.1.0 ok\r\n");
  } else if (begins(line, length, "DATA")) {
    if (s->count) s->mode = HEADER;
    say(s, s->count ? "354 go on\r\n" : "503 5.5.1 no recipient\r\n");
  } else if (begins(line, length, "EHLO")) {
    say(s, "250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n250 SIZE\r\n");
  } else if (begins(line, length, "QUIT")) {
    say(s, "221 2.0.0 bye\r\n");
    return 0;
  } else if (begins(line, length, "RSET")) {
    s->count = 0;
    say(s, "250 2.0.0 ok\r\n");
  } else if (begins(line, length, "HELO") || begins(line, length, "NOOP")) {
    say(s, "250 sink\r\n");
  } else {
    say(s, "500 5.5.2 what\r\n");
  }
  return 1;
}

static int read_line(struct session *s, const char *line, size_t length) {
  if (s->mode == COMMANDS) return command(s, line, length);
  counts.bytes += length + 2;
  if (length == 1 && *line == '.') taken(s);
  else if (s->mode == HEADER) {
    if (length == 0) s->mode = BODY;
    else if (begins(line, length, "Message-ID:")) s->message = bracketed(line, length);
  }
  return 1;
}

/* False when the session is over, whoever ended it. */
static int hear(struct session *s) {
  ssize_t got = read(s->fd, s->input + s->held, BUFFER - s->held);
  if (got <= 0) return 0;
  char *line = s->input, *end = s->input + s->held + got, *feed;
  int goes_on = 1;
  while (goes_on && (feed = memchr(line, '\n', (size_t)(end - line)))) {
    size_t length = (size_t)(feed - line);
    if (length && line[length - 1] == '\r') length--;
    goes_on = read_line(s, line, length);
    line = feed + 1;
    if (s->said > BUFFER / 2 && !sent(s)) return 0;
  }
  s->held = (size_t)(end - line);
  memmove(s->input, line, s->held);
  return sent(s) && goes_on && s->held < BUFFER;
}

static void answer(const char *question) {
  if (!strncmp(question, "reset", 5)) {
    unsigned long open = counts.open;
    free(counts.people.slots);
    free(counts.copies.slots);
    memset(&counts, 0, sizeof counts);
    counts.open = counts.parallel = open;
    printf("{}\n");
  } else {
    printf("{\"connections\":%lu,\"parallel\":%lu,\"transactions\":%lu,\"recipients\":%lu,\"people\":%zu,"
           "\"copies\":%zu,\"most\":%lu,\"bytes\":%lu,\"began\":%.6f,\"first\":%.6f,\"last\":%.6f}\n",
           counts.connections, counts.parallel, counts.transactions, counts.recipients, counts.people.used,
           counts.copies.used, counts.most, counts.bytes, counts.began, counts.first, counts.last);
  }
  fflush(stdout);
}

static void watch(int poll, int fd, void *what) {
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = what};
  epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event);
}

int main(void) {
  static char door, asking; /* their addresses tell these two from sessions */
  signal(SIGPIPE, SIG_IGN);
  struct sockaddr_in place = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof place;
  int listener = socket(AF_INET, SOCK_STREAM, 0), poll = epoll_create1(0), yes = 1;
  if (bind(listener, (struct sockaddr *)&place, size) || listen(listener, 1024)) return perror("sink"), 1;
  getsockname(listener, (struct sockaddr *)&place, &size);
  printf("{\"port\":%d}\n", ntohs(place.sin_port));
  fflush(stdout);
  watch(poll, listener, &door);
  watch(poll, STDIN_FILENO, &asking);
  for (;;) {
    struct epoll_event events[EVENTS];
    int ready = epoll_wait(poll, events, EVENTS, -1);
    for (int i = 0; i < ready; i++) {
      struct session *s = events[i].data.ptr;
      if ((void *)s == &asking) {
        char question[64];
        ssize_t got = read(STDIN_FILENO, question, sizeof question - 1);
        if (got <= 0) return 0;
        answer(question);
      } else if ((void *)s == &door) {
        s = calloc(1, sizeof *s);
        if (!s) abort();
        s->fd = accept(listener, NULL, NULL);
        setsockopt(s->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        counts.connections++;
        if (++counts.open > counts.parallel) counts.parallel = counts.open;
        say(s, "220 sink ESMTP\r\n");
        sent(s);
        watch(poll, s->fd, s);
      } else if (!hear(s)) {
        counts.open--;
        close(s->fd);
        free(s->recipients);
        free(s);
      }
    }
  }
}
