#include "tables.hpp"

#include <set>

namespace kvali::minutes {
namespace {

using Languages = std::set<std::string>;

Cell cell(const Maybe& text) {
  return text ? Cell(*text) : Cell();
}
Cell cell(const std::string& text) {
  return text.empty() ? Cell() : Cell(text);
}
Cell cell(const std::optional<int64_t>& number) {
  return number ? Cell(*number) : Cell();
}
Cell cell(const std::optional<bool>& truth) {
  return truth ? Cell(*truth) : Cell();
}
Cell cell(const std::optional<Date>& day) {
  return day ? Cell(*day) : Cell();
}
Cell number(size_t n) {
  return Cell(int64_t(n));
}

// Builds one table: columns first, then rows cell by cell in the same order.
class Builder {
 public:
  explicit Builder(std::string name) { table_.name = std::move(name); }
  Builder& column(const std::string& name, const char* format = utf8) {
    table_.columns.push_back({name, format});
    return *this;
  }
  Builder& texts(const std::string& name, const Languages& languages) {
    for (const std::string& lang : languages) column(name + "@" + lang);
    return *this;
  }
  /// The columns every table ends with.
  Builder& places() { return column("as_of", date32).column("kvali_row", int64).column("kvali_file"); }

  void row(std::vector<Cell> cells) { table_.rows.push_back(std::move(cells)); }
  Table take() { return std::move(table_); }

 private:
  Table table_;
};

class Row {
 public:
  template <class T>
  Row& add(const T& value) {
    cells_.push_back(cell(value));
    return *this;
  }
  Row& add(Cell value) {
    cells_.push_back(std::move(value));
    return *this;
  }
  Row& texts(const Texts& texts, const Languages& languages) {
    for (const std::string& lang : languages) {
      const auto found = texts.find(lang);
      cells_.push_back(found == texts.end() ? Cell() : Cell(found->second));
    }
    return *this;
  }
  std::vector<Cell> at(const Record& record, size_t line) {
    add(record.meeting.start).add(number(line)).add(record.file);
    return std::move(cells_);
  }

 private:
  std::vector<Cell> cells_;
};

void collect(Languages& languages, const Texts& texts) {
  for (const auto& entry : texts) languages.insert(entry.first);
}

// The languages of one text in all rows of a list.
template <class List, class Item>
Languages languages_of(const std::vector<Record>& records, const std::string& lang, List list,
                       Texts Item::*text) {
  Languages languages{lang};
  for (const Record& record : records)
    for (const Item& item : record.*list) collect(languages, item.*text);
  return languages;
}

Table meetings(const std::vector<Record>& records, const std::string& lang, const std::string& project) {
  Languages titles{lang};
  Languages called{lang};
  Languages notes{lang};
  for (const Record& record : records) {
    collect(titles, record.meeting.title);
    collect(called, record.meeting.as_called);
    collect(notes, record.meeting.note);
  }
  Builder table("meeting");
  table.column("meeting_id")
      .column("project")
      .column("series")
      .column("number", int64)
      .texts("title", titles);
  table.texts("as_called", called)
      .column("type")
      .column("date", date32)
      .column("start", date32)
      .column("end", date32)
      .column("mode");
  table.column("loc").column("organiser").column("status").column("uid").column("att_total", int64);
  table.column("att_quality").texts("note", notes).places();
  for (const Record& record : records) {
    const Meeting& m = record.meeting;
    Row row;
    row.add(m.id).add(project).add(m.series).add(m.number).texts(m.title, titles).texts(m.as_called, called);
    row.add(m.type)
        .add(m.start)
        .add(m.start)
        .add(m.end)
        .add(m.mode)
        .add(m.location)
        .add(m.organiser)
        .add(m.status)
        .add(m.uid);
    row.add(m.att_total).add(m.att_quality).texts(m.note, notes);
    table.row(row.at(record, m.line));
  }
  return table.take();
}

Table attendance(const std::vector<Record>& records) {
  Builder table("attendance");
  table.column("meeting").column("seq", int64).column("person").column("org").column("sex").column("role");
  table.column("count", int64).column("partstat").places();
  for (const Record& record : records) {
    size_t seq = 0;
    for (const Attendance& a : record.attendance) {
      Row row;
      row.add(record.meeting.id).add(number(++seq)).add(a.person).add(a.org).add(a.sex).add(a.role);
      table.row(row.add(a.count).add(a.partstat).at(record, a.line));
    }
  }
  return table.take();
}

Table agenda(const std::vector<Record>& records, const std::string& lang) {
  const Languages titles = languages_of(records, lang, &Record::agenda, &AgendaItem::title);
  Builder table("agenda_item");
  table.column("meeting").column("seq", int64).texts("title", titles).column("presenter").places();
  for (const Record& record : records) {
    size_t seq = 0;
    for (const AgendaItem& a : record.agenda) {
      Row row;
      row.add(record.meeting.id).add(number(++seq)).texts(a.title, titles);
      table.row(row.add(a.presenter).at(record, a.line));
    }
  }
  return table.take();
}

std::string id_of(const Record& record, const Maybe& given, char kind, size_t sequence) {
  return given.value_or(record.meeting.id + "-" + kind + std::to_string(sequence));
}

Table statements(const std::vector<Record>& records, const std::string& lang) {
  const Languages texts = languages_of(records, lang, &Record::statements, &Statement::text);
  Builder table("statement");
  table.column("stmt_id").column("meeting").column("person").column("org").column("kind").texts("text",
                                                                                                texts);
  table.column("verbatim", boolean)
      .column("indicator")
      .column("value")
      .column("period")
      .column("about")
      .places();
  for (const Record& record : records) {
    size_t sequence = 0;
    for (const Statement& s : record.statements) {
      Row row;
      row.add(id_of(record, {}, 's', ++sequence)).add(record.meeting.id).add(s.person).add(s.org).add(s.kind);
      row.texts(s.text, texts).add(Cell(s.verbatim)).add(s.indicator).add(s.value).add(s.period);
      table.row(row.add(s.about).at(record, s.line));
    }
  }
  return table.take();
}

Table decisions(const std::vector<Record>& records, const std::string& lang) {
  const Languages texts = languages_of(records, lang, &Record::decisions, &Decision::text);
  Builder table("decision");
  table.column("dec_id")
      .column("meeting")
      .texts("text", texts)
      .column("status")
      .column("supersedes")
      .column("about")
      .places();
  for (const Record& record : records) {
    size_t sequence = 0;
    for (const Decision& d : record.decisions) {
      Row row;
      row.add(id_of(record, d.explicit_id, 'd', ++sequence)).add(record.meeting.id).texts(d.text, texts);
      table.row(row.add(d.status).add(d.supersedes).add(d.about).at(record, d.line));
    }
  }
  return table.take();
}

Table actions(const std::vector<Record>& records, const std::string& lang) {
  const Languages texts = languages_of(records, lang, &Record::actions, &ActionPoint::text);
  const Languages news = languages_of(records, lang, &Record::actions, &ActionPoint::history);
  Builder table("action_point");
  table.column("action_id").column("meeting").texts("text", texts).column("owner_org").column("owner_person");
  table.column("due", date32)
      .column("due_text")
      .column("firm", boolean)
      .column("priority")
      .column("status")
      .column("closed_on", date32);
  table.column("about").texts("history", news).places();
  for (const Record& record : records) {
    for (const ActionPoint& a : record.actions) {
      Row row;
      row.add(a.id)
          .add(a.origin)
          .texts(a.text, texts)
          .add(a.owner_org)
          .add(a.owner_person)
          .add(a.due)
          .add(a.due_text);
      table.row(row.add(a.firm)
                    .add(a.priority)
                    .add(a.status)
                    .add(a.closed_on)
                    .add(a.about)
                    .texts(a.history, news)
                    .at(record, a.line));
    }
  }
  return table.take();
}

Table needs(const std::vector<Record>& records, const std::string& lang) {
  const Languages texts = languages_of(records, lang, &Record::needs, &Need::text);
  Builder table("need");
  table.column("need_id")
      .column("meeting")
      .column("raised_by")
      .column("population")
      .column("sector")
      .column("loc");
  table.texts("text", texts).column("status").column("about").places();
  for (const Record& record : records) {
    size_t sequence = 0;
    for (const Need& n : record.needs) {
      Row row;
      row.add(id_of(record, n.explicit_id, 'n', ++sequence))
          .add(record.meeting.id)
          .add(n.raised_by)
          .add(n.population);
      row.add(n.sector).add(n.location).texts(n.text, texts).add(n.status);
      table.row(row.add(n.about).at(record, n.line));
    }
  }
  return table.take();
}

}  // namespace

std::vector<Table> to_tables(const std::vector<Record>& records, const std::string& lang,
                             const std::string& project) {
  return {meetings(records, lang, project),
          attendance(records),
          agenda(records, lang),
          statements(records, lang),
          decisions(records, lang),
          actions(records, lang),
          needs(records, lang)};
}

}  // namespace kvali::minutes
