"""The account. Its e-mail address signs in; letter case makes no difference."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Creates accounts and finds them by e-mail address, without regard to case."""

    use_in_migrations = True

    def get_by_natural_key(self, username: str | None) -> "User":
        # As the constraint compares them, by its index.
        return self.alias(folded=Lower("email")).get(folded=Lower(models.Value(username or "")))

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new account.

        Raises ``ValueError`` if the address is empty, ``IntegrityError`` if an account has it in any letter case.
        """
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})


class User(AbstractUser):
    """An account without a user name: the e-mail address is the name, and each person has one account."""

    username = None  # type: ignore[assignment]
    # `unique` is what Django's own checks ask of a sign-in name; the constraint below is what people need.
    email = models.EmailField(_("e-mail address"), unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="users_user_email_unique_without_case",
                violation_error_message=_("An account with this e-mail address exists already."),
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email
