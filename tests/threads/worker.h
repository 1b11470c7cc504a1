// SPDX-License-Identifier: GPL-3.0-or-later
// Threads without Qt, for the tests that look for data races.
#pragma once

#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>

namespace tuneboard::test {

/// Ends the program where `holds` is false.
inline void require(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

/// A thread that does what is posted to it, in order; its end waits for all of it. The archive's thread and
/// the pool's are like it.
class Worker
{
public:
    Worker()
        : m_thread([this] { run(); })
    {
    }
    ~Worker()
    {
        post({});
        m_thread.join();
    }
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    void post(std::function<void()> work)
    {
        const std::lock_guard lock(m_mutex);
        m_work.push_back(std::move(work));
        m_posted.notify_one();
    }

    /// `work()` on the thread; its value comes by the future.
    template<class Work>
    auto ask(Work work)
    {
        auto task = std::make_shared<std::packaged_task<decltype(work())()>>(std::move(work));
        auto answer = task->get_future();
        post([task] { (*task)(); });
        return answer;
    }

private:
    void run()
    {
        while (true) {
            std::unique_lock lock(m_mutex);
            m_posted.wait(lock, [this] { return !m_work.empty(); });
            const std::function<void()> work = std::move(m_work.front());
            m_work.pop_front();
            lock.unlock();
            if (!work)
                return;
            work();
        }
    }

    std::mutex m_mutex;
    std::condition_variable m_posted;
    std::deque<std::function<void()>> m_work; ///< an empty one is the end
    std::thread m_thread;                     ///< the last one: it uses the others
};

} // namespace tuneboard::test
