# As HTML: one page that stands alone, findings in words, publications linked and listed, well formed.
. "$(dirname "$0")/../expect.sh"
run knowledge show treatment_2023 --format html --output "$work/t.html"
expect_code 0
expect_no_out
cp "$work/t.html" "$work/out"
expect_out '<!DOCTYPE html>' '<html lang="en">' 'Content-Security-Policy' 'Moderately sensitive' '<a href="#evidence-newman-2023">' '<tr id="evidence-newman-2023">' \
  'https://doi.org/' 'sha256' '>T05M<'
expect_not_in_out '<script' 'src=' 'text_es'
expect_sound_html
run knowledge show treatment_2023 --format html --language es
expect_out '<html lang="es">' 'Moderadamente sensible' 'Tumor radiosensible' 'Publicaciones'
run knowledge show urgency --format html --output "$work/none/u.html"
expect_code 7
finish
