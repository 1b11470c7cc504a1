// SPDX-License-Identifier: GPL-3.0-or-later
// Ends threads of Windows' own and of the C++ library that have a thread_local object. Exits 0 if each
// destructor found its object as it was.
#ifdef WITH_WORKAROUND
#    include "app/mingwthreads.h"
#endif

#include <atomic>
#include <cstdint>
#include <thread>

#include <windows.h>

#include <process.h>

namespace {

constexpr std::uint64_t kWord = 0x1122334455667788;
constexpr int kThreads = 10;
std::atomic<int> intact = 0;

struct Object
{
    Object()
    {
        for (std::uint64_t &word : words)
            word = kWord;
    }
    ~Object()
    {
        bool isIntact = true;
        for (volatile std::uint64_t &word : words) // memory that was freed has the heap's own words in it
            isIntact = isIntact && word == kWord;
        intact += isIntact;
    }
    std::uint64_t words[64];
};
thread_local Object object;

#ifdef WITH_EARLY_USE
// Before the workaround, as the initialisers of a library do.
thread_local int early = 0;
[[gnu::constructor(100)]] void useEarly()
{
    volatile int *use = &early;
    *use = 1;
}
#endif

unsigned __stdcall use(void * /*unused*/)
{
    return object.words[0] == kWord ? 0 : 1;
}

} // namespace

int wmain()
{
    for (int i = 0; i < kThreads; ++i) {
        const auto thread = reinterpret_cast<HANDLE>(_beginthreadex(nullptr, 0, use, nullptr, 0, nullptr));
        WaitForSingleObject(thread, INFINITE);
        CloseHandle(thread);
        std::thread([] { use(nullptr); }).join();
    }
    return intact == 2 * kThreads ? 0 : 1;
}
