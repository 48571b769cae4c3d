from taxonomy.forms.page import TermsFormMixin, TermsPageForm

__all__ = ["TermsFormMixin", "TermsPageForm"]
