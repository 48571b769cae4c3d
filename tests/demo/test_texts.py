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
