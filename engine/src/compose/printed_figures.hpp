#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <unordered_set>
#include <vector>

#include "compose/datum.hpp"
#include "document/document.hpp"

namespace kvali {

/// How the figure in a cell of a report's table was computed.
using ComputationOf = std::function<Computation(const FigureCell&)>;

/// The figures that a document prints: each has an id that people can type, and a name of its own for the
/// records behind it, so that its value can be linked to its row of the annex.
class PrintedFigures {
 public:
  /// Of more than `most` figures the first are kept; `how` may be empty.
  PrintedFigures(Evidence& evidence, std::size_t most, ComputationOf how)
      : evidence_(evidence), most_(most), how_(std::move(how)) {}

  /// How a figure is called.
  struct Label {
    std::string id;           ///< Where the figure is no cell of a table; numbered if another one has it.
    std::string what;         ///< In words.
    std::string value;        ///< As it is shown.
    std::string format = {};  ///< Number format code.
    std::string only = {};    ///< Name of the only renderer that prints it.
  };
  /// The id under which the figure's records are linked; what has no records gets 0.  The same figure
  /// printed again is the same figure.
  EvidenceId add(const Datum& datum, const Label& label);

  /// In the order of printing.
  [[nodiscard]] const std::vector<PrintedFigure>& all() const { return all_; }
  /// Are there no more to be kept?  Then nobody needs to think of names.
  [[nodiscard]] bool closed() const { return most_ == 0; }
  [[nodiscard]] std::size_t left_out() const { return left_out_.size(); }

 private:
  [[nodiscard]] bool is_same(const PrintedFigure& figure, const Datum& datum) const;
  /// The id of the figure that has this name, or "".
  [[nodiscard]] std::string id_of(EvidenceId evidence) const;
  [[nodiscard]] Computation computation_of(const Datum& datum) const;

  Evidence& evidence_;
  std::size_t most_;
  ComputationOf how_;
  std::vector<PrintedFigure> all_;
  std::map<std::string, std::size_t, std::less<>> numbers_;  ///< Id -> place in all_.
  std::unordered_set<std::string> left_out_;
};

}  // namespace kvali
