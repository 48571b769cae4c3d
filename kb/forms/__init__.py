from kb.forms.page import NEW_PAGE_KEY, BasePageForm

__all__ = ["NEW_PAGE_KEY", "BasePageForm"]
