// Workbooks for the tests, written part by part: also the ones that no spreadsheet program writes.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace kvali::xlsx {

/// A zip archive made by hand.
class ZipMaker {
 public:
  void add(const std::string& name, const std::string& content, bool deflated = false) {
    Entry entry{name, static_cast<uint32_t>(bytes_.size()), static_cast<uint32_t>(content.size()), 0, 0, 0};
    const auto* plain = reinterpret_cast<const Bytef*>(content.data());
    entry.crc = static_cast<uint32_t>(crc32(0, plain, static_cast<uInt>(content.size())));
    const std::string packed = deflated ? deflate_raw(content) : content;
    entry.packed = static_cast<uint32_t>(packed.size());
    entry.method = deflated ? 8 : 0;
    put(0x04034b50, 4);
    put_common(entry);
    bytes_ += name + packed;
    entries_.push_back(entry);
  }

  std::string finish() {
    const size_t start = bytes_.size();
    for (const Entry& entry : entries_) {
      put(0x02014b50, 4);
      put(20, 2);
      put_common(entry);
      put(0, 2);  // Comment.
      put(0, 8);  // Disk and attributes.
      put(entry.offset, 4);
      bytes_ += entry.name;
    }
    const size_t size = bytes_.size() - start;
    put(0x06054b50, 4);
    put(0, 4);
    put(entries_.size(), 2);
    put(entries_.size(), 2);
    put(size, 4);
    put(start, 4);
    put(0, 2);
    return bytes_;
  }

 private:
  struct Entry {
    std::string name;
    uint32_t offset, plain, packed, crc;
    uint16_t method;
  };

  void put(uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) bytes_.push_back(static_cast<char>(value >> (8 * i)));
  }
  void put_common(const Entry& entry) {
    put(20, 2);
    put(0, 2);
    put(entry.method, 2);
    put(0, 4);  // Time and date.
    put(entry.crc, 4);
    put(entry.packed, 4);
    put(entry.plain, 4);
    put(entry.name.size(), 2);
    put(0, 2);
  }
  static std::string deflate_raw(const std::string& content) {
    z_stream zip{};
    deflateInit2(&zip, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&zip, content.size()), '\0');
    zip.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    zip.avail_in = static_cast<uInt>(content.size());
    zip.next_out = reinterpret_cast<Bytef*>(out.data());
    zip.avail_out = static_cast<uInt>(out.size());
    deflate(&zip, Z_FINISH);
    out.resize(zip.total_out);
    deflateEnd(&zip);
    return out;
  }

  std::string bytes_;
  std::vector<Entry> entries_;
};

/// The parts of a workbook with one sheet; tests put into them what they are about.
struct BookParts {
  std::string sheet_data;  ///< Rows.
  std::string before;      ///< Between <worksheet> and <sheetData>.
  std::string after;       ///< Behind </sheetData>.
  std::string strings;     ///< <si> elements.
  std::string formats = "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"9\"/><xf numFmtId=\"17\"/>";
  std::string workbook_extra;  ///< In <workbook>, before the sheets.
  std::string sheets = "<sheet name=\"Plan\" sheetId=\"1\" r:id=\"r1\"/>";
  std::string sheet_relations;                            ///< Relationship elements of the sheet.
  std::vector<std::pair<std::string, std::string>> more;  ///< Other parts: name and content.
  bool deflated = false;

  [[nodiscard]] std::string make() const {
    const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const auto relation = [&](const std::string& id, const std::string& type, const std::string& target) {
      return "<Relationship Id=\"" + id + "\" Type=\"" + office + "/" + type + "\" Target=\"" + target +
             "\"/>";
    };
    ZipMaker zip;
    zip.add("_rels/.rels",
            "<Relationships>" + relation("r1", "officeDocument", "xl/workbook.xml") + "</Relationships>");
    zip.add("xl/_rels/workbook.xml.rels", "<Relationships>" +
                                              relation("r1", "worksheet", "worksheets/sheet1.xml") +
                                              relation("r2", "worksheet", "/xl/worksheets/sheet2.xml") +
                                              relation("r8", "sharedStrings", "sharedStrings.xml") +
                                              relation("r9", "styles", "styles.xml") + "</Relationships>");
    zip.add("xl/workbook.xml", "<workbook xmlns:r=\"" + office + "\">" + workbook_extra + "<sheets>" +
                                   sheets + "</sheets></workbook>");
    zip.add("xl/styles.xml", "<styleSheet><cellXfs>" + formats + "</cellXfs></styleSheet>");
    zip.add("xl/sharedStrings.xml", "<sst>" + strings + "</sst>", deflated);
    zip.add("xl/worksheets/_rels/sheet1.xml.rels", "<Relationships>" + sheet_relations + "</Relationships>");
    zip.add("xl/worksheets/sheet1.xml",
            "<worksheet>" + before + "<sheetData>" + sheet_data + "</sheetData>" + after + "</worksheet>",
            deflated);
    for (const auto& [name, content] : more) zip.add(name, content, deflated);
    return zip.finish();
  }
};

/// A row of inline strings and numbers: cells that begin with "=" go in as XML.
inline std::string row(int number, const std::vector<std::string>& cells,
                       const std::string& attributes = "") {
  std::string out = "<row r=\"" + std::to_string(number) + "\" " + attributes + ">";
  char letter = 'A';
  for (const std::string& cell : cells) {
    const std::string at = std::string(1, letter++) + std::to_string(number);
    if (cell.empty()) continue;
    if (cell.front() == '=')
      out += "<c r=\"" + at + "\" " + cell.substr(1) + "</c>";
    else if (cell.find_first_not_of("0123456789.-") == std::string::npos)
      out += "<c r=\"" + at + "\"><v>" + cell + "</v></c>";
    else
      out += "<c r=\"" + at + "\" t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
  }
  return out + "</row>";
}

inline std::string book(const std::string& rows) {
  BookParts parts;
  parts.sheet_data = rows;
  return parts.make();
}

}  // namespace kvali::xlsx
