from demo.texts import plain, rich


def test_prose_becomes_paragraphs_lists_and_headings():
    text = """
    ## First

    One line
    and its rest.

    - an item
      that goes on
    - another
    """
    assert rich(text) == (
        "<h2>First</h2><p>One line and its rest.</p><ul><li>an item that goes on</li><li>another</li></ul>"
    )


def test_markup_is_text_and_addresses_are_links():
    assert rich("<b>a</b> & https://example.org/x") == (
        '<p>&lt;b&gt;a&lt;/b&gt; &amp; <a href="https://example.org/x">https://example.org/x</a></p>'
    )


def test_plain_text_is_one_line_a_paragraph():
    assert plain("\n one\n two\n\n three \n") == "one two\n\nthree"


def test_no_break_spaces_stay():
    assert plain("«\u202foui\u202f»\n non") == "«\u202foui\u202f» non"


def test_an_item_of_title_and_address_is_a_link_that_says_where_it_leads():
    assert rich("- Le titre\u00a0: https://www.example.org/x?a=1&b=2") == (
        '<ul><li><a href="https://www.example.org/x?a=1&amp;b=2">Le titre</a> (example.org)</li></ul>'
    )
    assert rich("- Example.org, rules: https://example.org/x") == (
        '<ul><li><a href="https://example.org/x">Example.org, rules</a></li></ul>'
    )
