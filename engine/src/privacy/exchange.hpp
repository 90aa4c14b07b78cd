#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "privacy/count_system.hpp"

namespace kvali {

/// Persons moved between cells so that no equation notices: cell and how many it gains each time.
struct Exchange {
  std::vector<std::pair<std::uint32_t, std::int64_t>> steps;  ///< By cell, without zeros.
  std::int64_t times = 0;  ///< How often it can be repeated before a count would fall below zero.
  std::int64_t cost = 0;   ///< What is lost to the reader by withholding the cells it needs.
};

/// Finds exchanges in a system: the integer vectors that every equation maps to zero.
///
/// A search from the cheapest on, over states that are told apart by which equations are out of
/// balance.  In a table with two margins that is the shortest path from a row to a column; in linked
/// tables it finds rectangles, boxes and the like.  It may miss an exchange in a large system of
/// many margins; what it finds is exact.
class ExchangeSearch {
 public:
  /// Which cells may be drawn in: of each equation the largest that nobody sees; besides, the most
  /// suitable of those that are shown; all.
  enum class Reach { hidden, near, all };

  explicit ExchangeSearch(const CountSystem& system);

  /// What is looked for: an exchange by which `cell` gains (direction +1) or loses (-1) persons, at a cost
  /// below `below`.
  struct Wanted {
    std::uint32_t cell = 0;
    int direction = 1;
    std::int64_t need = 1;
    std::int64_t below = std::numeric_limits<std::int64_t>::max();
  };

  /// The cheapest such exchange, beginning at the counts `at`; of several the one that can be repeated
  /// `need` times.
  [[nodiscard]] std::optional<Exchange> find(const std::vector<std::int64_t>& at, const Wanted& wanted,
                                             Reach reach);

  /// The cell is hidden from now on.
  void hide(std::uint32_t cell);
  /// No search finds anything once the work is used up; time is bounded for every system.
  [[nodiscard]] bool exhausted() const { return work_left_ <= 0; }

 private:
  struct State {
    std::uint64_t imbalance = 0;  ///< Hash of the equations out of balance; 0 = none.
    std::int64_t cost = 0;
    std::uint32_t parent = 0;
    std::uint32_t cell = 0;
    std::int32_t step = 0;
    std::uint32_t length = 0;
  };
  struct Use {
    std::uint32_t equation = 0;
    std::int32_t coefficient = 0;
  };
  /// What has been reached, and how cheaply; emptied by counting up `search`.
  struct Reached {
    std::uint64_t imbalance = 0;
    std::int64_t cost = 0;
    std::uint32_t search = 0;
  };

  /// The cell that takes up what the others of an equation leave, and whether it may in the current search.
  struct Slack {
    std::uint32_t equation = 0;
    CountEquation::Term term;
    bool loose = false;
  };

  static std::uint64_t change_of(const Use& use);
  void find_slacks();
  void loosen();
  void take_up(std::map<std::uint32_t, std::int64_t>& gains) const;
  [[nodiscard]] std::optional<CountEquation::Term> out_of_balance(const State& state);
  void expand(const State& state, std::uint32_t index);
  /// True where the term balances everything at no cost: no other can do better.
  bool consider(const State& state, std::uint32_t index, const CountEquation::Term& term,
                std::int64_t residual);
  [[nodiscard]] std::int64_t cost_of(std::uint32_t cell, int step) const;
  [[nodiscard]] bool improves(std::uint64_t imbalance, std::int64_t cost);
  [[nodiscard]] std::size_t slot_of(std::uint64_t imbalance) const;
  [[nodiscard]] bool is_overtaken(const State& state) const;
  void grow_reached();
  [[nodiscard]] std::optional<Exchange> exchange_of(const State& state) const;
  [[nodiscard]] bool cheaper(std::uint32_t a, std::uint32_t b) const;
  [[nodiscard]] bool smaller(const CountEquation::Term& a, const CountEquation::Term& b) const;

  const CountSystem& system_;
  std::vector<std::vector<Use>> uses_;                    ///< Of each cell.
  std::vector<std::uint64_t> hashes_;                     ///< Of each cell: what one person more does.
  std::vector<std::vector<CountEquation::Term>> hidden_;  ///< Of each equation, the largest first.
  std::vector<std::vector<CountEquation::Term>> shown_;   ///< Of each equation, the smallest first.
  std::vector<std::int64_t> residual_;                    ///< Scratch, of each equation.
  std::vector<std::uint32_t> touched_;                    ///< Scratch: equations in residual_.
  std::vector<Slack> slacks_;
  std::vector<const CountEquation::Term*> slack_of_;  ///< Of each equation; null where it needs balance.
  std::vector<State> states_;
  std::vector<std::uint32_t> queue_;  ///< A heap of indices into states_.
  std::vector<Reached> reached_;      ///< A hash table.
  std::size_t reached_count_ = 0;
  std::uint32_t search_ = 0;
  std::int64_t work_left_;
  // Of the current search:
  const std::vector<std::int64_t>* at_ = nullptr;
  Wanted wanted_;
  Reach reach_ = Reach::all;
};

}  // namespace kvali
