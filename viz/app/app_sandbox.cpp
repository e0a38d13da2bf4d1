// The app and the sandbox: the part of App (app.hpp) where programs are put together.
#include <stdexcept>

#include "lessons/sandbox/listing.hpp"
#include "viz/app/app.hpp"
#include "viz/app/scenario_files.hpp"
#include "viz/panels/strings.hpp"

namespace coroscope::viz {

namespace {

bool is_program(const std::string& text) {
    try {
        sandbox::parse(text);
        return true;
    } catch (const std::invalid_argument&) {
        return false;
    }
}

}  // namespace

// What is put together, as the scenario has it now; null where the lesson is another.
const Sandbox* App::sandbox() {
    if (!file_.empty() || !sandbox::is_sandbox(*lesson_)) {
        return nullptr;
    }
    const std::string& text = experiment_.scenario().program;
    if (text != sandbox_text_) {
        sandbox_.program = text.empty() ? sandbox::first_program() : sandbox::parse(text);
        sandbox_.source = sandbox::source(sandbox_.program);
        sandbox_text_ = text;
    }
    return &sandbox_;
}

std::string App::last_sandbox() const {
    const bool here = lesson_ != nullptr && sandbox::is_sandbox(*lesson_) && file_.empty();
    return here ? experiment_.scenario().program : last_sandbox_;
}

// What the person had put together when the sandbox was left.
Scenario App::with_last_sandbox(Scenario scenario) const {
    if (!last_sandbox_.empty() && is_program(last_sandbox_)) {
        scenario.program = last_sandbox_;
    }
    return scenario;
}

void App::build(const std::string& program) {
    Scenario scenario = experiment_.scenario();
    const bool is_first = program.empty() || sandbox::parse(program) == sandbox::first_program();
    scenario.program = is_first ? std::string{} : program;
    view_.notice = {};
    experiment_.edit(std::move(scenario));
}

void App::save_listing(const std::string& path) {
    tell_saved(path, write_text_file(path, program_->python_source));
}

}  // namespace coroscope::viz
