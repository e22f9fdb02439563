# Run at build time: cmake -DDIRECTORY=dir -DNAMES=file -DOUTPUT=file.cpp -DNAMESPACE=ns -P NomsHash.cmake
#
# SHA-256 over, for every file that NAMES lists (one a line, sorted): its name, a line feed, its bytes. Written as the function
# that noms/cli/embedded.h declares.
file(STRINGS "${NAMES}" names)
set(all "${OUTPUT}.bytes")
file(WRITE "${all}" "")
foreach(name IN LISTS names)
  file(APPEND "${all}" "${name}\n")
  file(READ "${DIRECTORY}/${name}" text)
  file(APPEND "${all}" "${text}")
endforeach()
file(SHA256 "${all}" hash)
file(REMOVE "${all}")
file(WRITE "${OUTPUT}" "#include \"noms/cli/embedded.h\"

namespace ${NAMESPACE} {

std::string_view embedded_knowledge_sha256() { return \"${hash}\"; }

}  // namespace ${NAMESPACE}
")
