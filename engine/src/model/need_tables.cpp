#include "model/joined_records.hpp"
#include "model/need_response.hpp"

namespace kvali {

namespace {

Scalar list_or_none(const std::vector<std::string>& items, const char* separator) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : separator) + item;
  return items.empty() ? Scalar{Mark::not_applicable} : Scalar{text};
}

class NeedTables {
 public:
  explicit NeedTables(JoinedRecords& records) : records_(records) {
    for (const char* name : {"need", "meeting"}) response_.add(name, Type::text);
    response_.add("date", Type::date);
    for (const char* name :
         {"text", "population", "sector", "location", "response", "indicators", "activities"})
      response_.add(name, Type::text);
    response_.add("carried", Type::boolean);
    for (const char* name : {"need", "indicator", "code", "title"}) figures_.add(name, Type::text);
    figures_.add("period_actual", Type::decimal);
    figures_.add("decimals", Type::integer);
  }

  void run() {
    for (const NeedResponse& need : respond_to_needs(records_.merged, records_.meetings, records_.links,
                                                     records_.figures, records_.frame)) {
      add(need);
      for (const NeedResponse::Figure& figure : need.figures) add(need, figure);
    }
    records_.out.tables.insert_or_assign("need_response", std::move(response_));
    records_.out.tables.insert_or_assign("need_figures", std::move(figures_));
  }

 private:
  [[nodiscard]] const Table& needs() const { return *records_.merged.find("need"); }

  void add(const NeedResponse& need) {
    const Table& from = needs();
    response_.at("need").append_scalar(from.scalar("need_id", need.row));
    response_.at("meeting").append_scalar(from.scalar("meeting", need.row));
    response_.at("date").append_scalar(
        JoinedRecords::date_of(records_.meetings.find(from.scalar("meeting", need.row))));
    response_.at("text").append_scalar(records_.language.text(from, "text", need.row));
    for (const char* name : {"population", "sector"})
      response_.at(name).append_scalar(from.scalar(name, need.row));
    response_.at("location").append_scalar(records_.names.place(from.scalar("loc", need.row)));
    response_.at("response").append(need.response);
    std::vector<std::string> titles;
    for (const NeedResponse::Figure& figure : need.figures) titles.push_back(title_of(figure));
    response_.at("indicators").append_scalar(list_or_none(titles, "; "));
    std::vector<std::string> activities;
    for (const std::size_t row : need.activities)
      activities.push_back(canonical_text(
          records_.names.activity(records_.merged.find("activity")->scalar("activity_id", row))));
    response_.at("activities").append_scalar(list_or_none(activities, "; "));
    response_.at("carried").append(need.carried);
    response_.row_evidence.push_back(from.row_evidence[need.row]);
  }

  void add(const NeedResponse& need, const NeedResponse::Figure& figure) {
    const Table& results = *records_.out.find("results");
    const std::size_t row = records_.result_row(*figure.indicator);
    figures_.at("need").append_scalar(needs().scalar("need_id", need.row));
    for (const char* name : {"indicator", "code", "title", "decimals"})
      figures_.at(name).append_scalar(results.scalar(name, row));
    figures_.at("period_actual").append_scalar(figure.value.scalar());
    figures_.at("period_actual").set_evidence(figure.value.evidence);
    figures_.row_evidence.push_back(results.row_evidence[row]);
  }

  [[nodiscard]] std::string title_of(const NeedResponse::Figure& figure) const {
    return canonical_text(
        records_.out.find("results")->scalar("title", records_.result_row(*figure.indicator)));
  }

  JoinedRecords& records_;
  Table response_{"need_response"};
  Table figures_{"need_figures"};
};

}  // namespace

void add_need_tables(JoinedRecords& records) {
  NeedTables(records).run();
}

}  // namespace kvali
