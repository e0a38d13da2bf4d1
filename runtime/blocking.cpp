#include "runtime/blocking.hpp"

#include "runtime/program_run.hpp"

namespace coroscope::detail {

using trace::Kind;
using trace::Word;

namespace {

class Report {
public:
    explicit Report(const Blocking& call)
        : trace_{call.is_internal ? nullptr : trace::writer()},
          other_{call.other},
          site_{site_id(call.where)} {}
    void begin(std::optional<Nanoseconds> deadline, Word text) const {
        emit(Kind::block_begin, deadline ? deadline->count() : trace::no_value, text);
    }
    void end(Word how) const {
        emit(Kind::block_end, trace::no_value, how);
        if (trace_ != nullptr) {
            after_beat();
        }
    }

private:
    void emit(Kind kind, std::int64_t value, Word text) const {
        if (trace_ != nullptr) {
            trace_->emit(kind,
                         {.value = value, .text = id_of(text), .site = site_, .other = other_});
        }
    }
    trace::Writer* trace_;
    trace::Party other_;
    trace::SiteId site_;
};

}  // namespace

bool block_until(const Blocking& call, const std::function<bool()>& is_over) {
    ProgramRun& run = current_run();
    const Report report{call};
    const auto deadline =
        call.timeout ? std::optional{run.clock().time() + *call.timeout} : std::nullopt;
    report.begin(deadline, call.text);
    while (!is_over()) {
        WaitEnd end{};
        try {
            end = run.wait(ProgramRun::WaitKind::block, {.deadline = deadline, .what = call.what});
        } catch (const DeadlockError&) {
            report.end(Word::deadlock);
            throw;
        } catch (...) {
            report.end(Word::interrupted);
            throw;
        }
        if (end == WaitEnd::deadline) {
            const bool in_time = is_over();
            report.end(call.is_sleep || in_time ? Word::none : Word::timeout);
            return in_time;
        }
        if (end == WaitEnd::interrupted) {
            const bool goes_on = run.survives_interrupt();
            if (!goes_on) {
                report.end(Word::interrupted);
            }
            try {
                run.act(ProgramRun::WaitKind::block, end);
            } catch (...) {
                // The first of several at this instant went well, a later one raised.
                if (goes_on) {
                    report.end(Word::interrupted);
                }
                throw;
            }
        }
    }
    report.end(Word::none);
    return true;
}

}  // namespace coroscope::detail
