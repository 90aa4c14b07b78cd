#include "comments.hpp"

#include <charconv>
#include <kvali/plugin.hpp>
#include <vector>

#include "shared_strings.hpp"
#include "text.hpp"

namespace kvali::xlsx {

namespace {

constexpr size_t most_comments = 1'000'000;
constexpr size_t most_total_bytes = size_t{64} << 20;

/// Counts what is kept, so that comments cannot fill the memory.
class Budget {
 public:
  void take(const std::string& text) {
    bytes_ += text.size();
    if (++count_ > most_comments || bytes_ > most_total_bytes)
      throw Error("the sheet has more than 64 MiB of comments; it was not read\nhint: remove them");
  }

 private:
  size_t count_ = 0;
  size_t bytes_ = 0;
};

class NoteHandler : public XmlHandler {
 public:
  NoteHandler(Comments& out, Budget& budget) : out_(out), budget_(budget) {}

  void start(std::string_view name, const Attributes& attributes) override {
    if (name == "author") {
      in_author_ = true;
      authors_.emplace_back();
      budget_.take("");
    }
    if (name == "comment") {
      at_ = parse_cell(attributes.get("ref")).value_or(CellAddress{});
      author_ = 0;
      const std::string_view author = attributes.get("authorId");
      std::from_chars(author.data(), author.data() + author.size(), author_);
      rich_.clear();
    }
    rich_.start(name);
  }
  void end(std::string_view name) override {
    rich_.end(name);
    if (name == "author") in_author_ = false;
    if (name == "comment" && at_.row != 0) add();
  }
  void text(std::string_view piece) override {
    if (in_author_)
      append_piece(authors_.back(), piece);
    else
      rich_.text(piece);
  }

 private:
  void add() {
    std::string text = clean_text(rich_.raw());
    const std::string prefix = author_ < authors_.size() ? clean_text(authors_[author_]) + ":" : "";
    if (prefix.size() > 1 && text.starts_with(prefix))
      text = std::string(trim(std::string_view(text).substr(prefix.size())));
    budget_.take(text);
    if (!text.empty()) out_[at_] = std::move(text);
  }

  Comments& out_;
  Budget& budget_;
  std::vector<std::string> authors_;
  size_t author_ = 0;
  RichText rich_;
  CellAddress at_;
  bool in_author_ = false;
};

class ThreadHandler : public XmlHandler {
 public:
  ThreadHandler(Comments& out, Budget& budget) : out_(out), budget_(budget) {}

  void start(std::string_view name, const Attributes& attributes) override {
    if (name == "threadedComment") {
      at_ = parse_cell(attributes.get("ref")).value_or(CellAddress{});
      raw_.clear();
    }
    if (name == "text") in_text_ = true;
  }
  void end(std::string_view name) override {
    if (name == "text") in_text_ = false;
    if (name != "threadedComment" || at_.row == 0) return;
    const std::string text = clean_text(raw_);
    budget_.take(text);
    std::string& thread = out_[at_];
    thread += (thread.empty() || text.empty() ? "" : "\n") + text;
  }
  void text(std::string_view piece) override {
    if (in_text_) append_piece(raw_, piece);
  }

 private:
  Comments& out_;
  Budget& budget_;
  CellAddress at_;
  std::string raw_;
  bool in_text_ = false;
};

}  // namespace

Comments read_comments(const Archive& archive, const std::string& sheet_part, const Progress& progress) {
  Comments notes;
  Comments threads;
  Budget budget;
  NoteHandler note_handler(notes, budget);
  ThreadHandler thread_handler(threads, budget);
  for (const Relation& relation : read_relations(archive, sheet_part, progress)) {
    if (relation.type == "comments") parse_part(archive, relation.target, note_handler, progress);
    if (relation.type == "threadedComment") parse_part(archive, relation.target, thread_handler, progress);
  }
  // A thread also stands among the old comments, with a text about old versions of Excel around it.
  for (auto& [cell, text] : threads)
    if (!text.empty()) notes[cell] = std::move(text);
  return notes;
}

}  // namespace kvali::xlsx
