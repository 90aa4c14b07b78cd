#include "deliver/mime_parameter.hpp"

#include "base/error.hpp"
#include "catch.hpp"

namespace kvali {

TEST_CASE("an ASCII name is quoted", "[deliver]") {
  const NameParameters named = name_parameters("report \"Q4\".pdf");
  CHECK(named.name == ";\r\n name=\"report \\\"Q4\\\".pdf\"");
  CHECK(named.filename == ";\r\n filename=\"report \\\"Q4\\\".pdf\"");
}

TEST_CASE("a Georgian name is there twice, for those who read RFC 2231 and for those who do not",
          "[deliver]") {
  const NameParameters named = name_parameters("ანგარიში.pdf");
  CHECK(named.name == ";\r\n name=\"=?UTF-8?B?4YOQ4YOc4YOS4YOQ4YOg4YOY4YOo4YOYLnBkZg==?=\"");
  CHECK(named.filename ==
        ";\r\n filename*0*=UTF-8''%E1%83%90%E1%83%9C%E1%83%92%E1%83%90%E1%83%A0"
        ";\r\n filename*1*=%E1%83%98%E1%83%A8%E1%83%98.pdf");
  CHECK(name_parameters("ა.pdf").filename == ";\r\n filename*=UTF-8''%E1%83%90.pdf");
}

TEST_CASE("what is no plain file name is refused", "[deliver]") {
  const std::string name =
      GENERATE(as<std::string>{}, "", "../etc/passwd", "a/b.pdf", "a\\b.pdf", "c:x.pdf", ".hidden", " a.pdf",
               "a.pdf ", "a.", "a\r\nX-Inj: 1.pdf", "report\u202Efdp.exe", "a\tb.pdf", std::string(201, 'x'));
  CHECK_THROWS_AS(check_file_name(name), Error);
}

TEST_CASE("names in any script are taken", "[deliver]") {
  CHECK_NOTHROW(check_file_name("ანგარიში – 2026 წლის ოქტომბერი.pdf"));
  CHECK_NOTHROW(check_file_name("تقرير.xlsx"));
}

}  // namespace kvali
