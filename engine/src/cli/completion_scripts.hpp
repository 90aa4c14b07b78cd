#pragma once

#include <string>

#include "cli/completion_words.hpp"

namespace kvali {

// Each script completes commands, options, reports (a folder or a .toml file), files and folders.

/// For bash-completion: the file completions/kvali.
[[nodiscard]] std::string bash_completion(const CommandWords& program);

/// For fish: the file vendor_completions.d/kvali.fish. Shows what each word is for.
[[nodiscard]] std::string fish_completion(const CommandWords& program);

/// For zsh: the function _kvali in a folder of fpath. Shows what each word is for.
[[nodiscard]] std::string zsh_completion(const CommandWords& program);

}  // namespace kvali
