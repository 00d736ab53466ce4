/*
 * What Debian's libstdc++ and libgcc ask of glibc and musl does not have, so that a program for musl finds them here. Debian has musl, but
 * no libstdc++ that was built for it. The library that this becomes has the name of glibc's loader, which libstdc++ wants to be there.
 */
#define _GNU_SOURCE
#include <link.h>
#include <locale.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>

char __libc_single_threaded = 0;
unsigned __cpu_model[4];

int __cpu_indicator_init(void)
{
    return 0;
}

/* Objects of a thread are not destroyed at its end: memory that the end of the process gives back. */
int __cxa_thread_atexit_impl(void (*destroy)(void *), void *object, void *library)
{
    return 0;
}

unsigned arc4random(void)
{
    unsigned number;
    if (getrandom(&number, sizeof number, 0) != sizeof number)
        abort();
    return number;
}

size_t __strftime_l(char *text, size_t size, const char *format, const struct tm *time, locale_t locale)
{
    return strftime_l(text, size, format, time, locale);
}

struct search {
    char *address;
    struct dl_find_object *found;
};

static int holds(struct dl_phdr_info *library, size_t size, void *data)
{
    const struct search *search = data;
    char *start = NULL, *end = NULL, *frames = NULL;
    for (int index = 0; index < library->dlpi_phnum; index++) {
        const ElfW(Phdr) *part = &library->dlpi_phdr[index];
        char *address = (char *)library->dlpi_addr + part->p_vaddr;
        if (part->p_type == PT_GNU_EH_FRAME)
            frames = address;
        if (part->p_type == PT_LOAD && search->address >= address && search->address < address + part->p_memsz) {
            start = address;
            end = address + part->p_memsz;
        }
    }
    if (start == NULL || frames == NULL)
        return 0;
    *search->found = (struct dl_find_object) { .dlfo_map_start = start, .dlfo_map_end = end, .dlfo_eh_frame = frames };
    return 1;
}

/* Where the tables are by which an exception finds its handler. */
int _dl_find_object(void *address, struct dl_find_object *found)
{
    struct search search = { address, found };
    return dl_iterate_phdr(holds, &search) ? 0 : -1;
}
