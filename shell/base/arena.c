/* arena: chained blocks of memory that die together. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "shell/base/arena.h"

enum { BLOCK_FIRST = 4096, BLOCK_LARGEST = 1 << 20, SPARE_LARGEST = 1 << 16 };
/* An arena that holds HUGE_AFTER goes on in blocks of the size of the machine's huge pages: one fault instead of
 * 512. */
enum { HUGE_BLOCK = 1 << 21, HUGE_AFTER = 1 << 22 };

/* Blocks hang newest first.  Everything past `used` is zero (but see scrub), so that an allocation need not clear. */
typedef struct Block {
	struct Block *next;
	size_t used, size;
	bool mapped; /* from the system, not from the heap */
	_Alignas(max_align_t) char data[];
} Block;

/* One small block is kept when it empties: marks are set and released for every object in a pipeline. */
struct Arena {
	Block *block, *spare;
	size_t limit, held; /* held counts the blocks in use */
};

Arena *arena_new(size_t limit)
{
	Arena *arena = MEM_NEW(Arena);
	arena->limit = limit;
	return arena;
}

void arena_free(Arena *arena)
{
	if (!arena)
		return;
	arena_release(arena, (ArenaMark){ 0 });
	free(arena->spare);
	free(arena);
}

/* Released memory is zeroed for the next use; a stress build poisons it and zeroes at the next use instead. */
#ifdef STRESS
static void scrub(void *p, size_t n)
{
	memset(p, 0xa5, n);
}
static void *zeroed(void *p, size_t n)
{
	return memset(p, 0, n);
}
#else
static void scrub(void *p, size_t n)
{
	memset(p, 0, n);
}
static inline void *zeroed(void *p, size_t n)
{
	(void)n;
	return p;
}
#endif

/* Blocks double, so that few are needed; the last one is cut to what the limit leaves. */
static size_t block_size(const Arena *arena, size_t need)
{
	size_t size = arena->block ? arena->block->size * 2 : BLOCK_FIRST;
	if (size > BLOCK_LARGEST)
		size = BLOCK_LARGEST;
	if (size < need)
		size = need;
	if (!arena->limit)
		return size;
	size_t room = arena->limit > arena->held ? arena->limit - arena->held : 0;
	if (need > room)
		return SIZE_MAX;
	return size < room ? size : room;
}

/* HUGE_BLOCK bytes on a border of such; NULL when there are none. */
static Block *map_block(void)
{
	char *p = mmap(NULL, 2 * (size_t)HUGE_BLOCK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	size_t before;

	if (p == MAP_FAILED)
		return NULL;
	before = -(uintptr_t)p & (HUGE_BLOCK - 1);
	if (before)
		munmap(p, before);
	munmap(p + before + HUGE_BLOCK, HUGE_BLOCK - before);
	madvise(p + before, HUGE_BLOCK, MADV_HUGEPAGE);
	return (Block *)(void *)(p + before);
}

/* Past the limit mem_alloc is asked for the impossible, which ends the program. */
static Block *new_block(const Arena *arena, size_t need)
{
	size_t size = block_size(arena, need);
	size_t bytes = size > SIZE_MAX / 2 ? SIZE_MAX : sizeof(Block) + size;
	Block *block = size == BLOCK_LARGEST && arena->held >= HUGE_AFTER && !arena->limit ? map_block() : NULL;
	if (block) {
		block->mapped = true;
		block->size = HUGE_BLOCK - sizeof(Block);
		return block;
	}
	block = mem_alloc(bytes, 1);
	block->size = size;
	return block;
}

static void add_block(Arena *arena, size_t need)
{
	Block *block = arena->spare;
	bool within = !arena->limit || (block && arena->held + block->size <= arena->limit);
	if (block && block->size >= need && within)
		arena->spare = NULL;
	else
		block = new_block(arena, need);
	block->next = arena->block;
	arena->block = block;
	arena->held += block->size;
}

void *arena_alloc(Arena *arena, size_t size, size_t align)
{
	for (;;) {
		Block *block = arena->block;
		if (block) {
			uintptr_t free_at = (uintptr_t)(block->data + block->used);
			size_t skip = (size_t)(-free_at & (align - 1));
			size_t left = block->size - block->used;
			if (skip <= left && size <= left - skip) {
				void *p = block->data + block->used + skip;
				block->used += skip + size;
				return zeroed(p, size);
			}
		}
		add_block(arena, size > SIZE_MAX - align ? SIZE_MAX : size + align);
	}
}

Str arena_copy(Arena *arena, Str s)
{
	char *p = arena_alloc(arena, s.n + 1, 1);
	if (s.n)
		memcpy(p, s.p, s.n);
	return (Str){ p, s.n };
}

Str arena_printf(Arena *arena, const char *fmt, ...)
{
	va_list args, again;
	va_start(args, fmt);
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	size_t length = n < 0 ? 0 : (size_t)n;
	char *p = arena_alloc(arena, length + 1, 1);
	if (length)
		vsnprintf(p, length + 1, fmt, again);
	va_end(again);
	return (Str){ p, length };
}

ArenaMark arena_mark(const Arena *arena)
{
	return (ArenaMark){ arena->block, arena->block ? arena->block->used : 0 };
}

static void drop_block(Arena *arena)
{
	Block *block = arena->block;
	arena->block = block->next;
	arena->held -= block->size;
	if (block->mapped) {
		munmap(block, HUGE_BLOCK);
		return;
	}
	if (arena->spare || block->size > SPARE_LARGEST) {
		free(block);
		return;
	}
	scrub(block->data, block->used);
	block->used = 0;
	arena->spare = block;
}

void arena_release(Arena *arena, ArenaMark mark)
{
	while (arena->block && arena->block != mark.block)
		drop_block(arena);
	Block *block = arena->block;
	if (block && block->used > mark.used) {
		scrub(block->data + mark.used, block->used - mark.used);
		block->used = mark.used;
	}
}

size_t arena_size(const Arena *arena)
{
	return arena->held;
}
