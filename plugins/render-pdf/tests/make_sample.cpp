// Writes the sample reports into a folder, to be looked at.
#include <string>

#include "samples.hpp"

int main(int argc, char** argv) {
  const std::string folder = argc > 1 ? argv[1] : ".";
  int failed = 0;
  for (const bool georgian : {false, true}) {
    kvali::pdf::test::Script script(folder + (georgian ? "/sample-ka.pdf" : "/sample-en.pdf"),
                                    georgian ? "ka" : "en");
    kvali::pdf::test::play_sample(script, georgian);
    failed |= script.finish();
    for (const std::string& report : script.reports) fprintf(stderr, "%s\n", report.c_str());
  }
  return failed ? 1 : 0;
}
