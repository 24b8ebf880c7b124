using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Organization.SignIn;

/// <summary>Passwords tried for one account from one place: a network, a device its owner is known to use, or anywhere.</summary>
public sealed class SignInTries
{
    public const int KeyLength = 64;

    private SignInTries()
    {
    }

    /// <param name="key">Account and place, hashed.</param>
    /// <param name="userId">Null where no account has the name that was typed: it is counted all the same, so that it looks alike.</param>
    /// <param name="until">When these tries are forgotten (UTC).</param>
    public SignInTries(string key, int? userId, DateTime until) => (Key, UserId, Until, Count) = (key, userId, until, 1);

    public int Id { get; private set; }

    /// <summary>Account and place, hashed: neither names nor addresses are kept.</summary>
    public string Key { get; private set; } = "";

    public int? UserId { get; private set; }

    /// <summary>Tries since the window began, right ones excepted.</summary>
    public int Count { get; private set; }

    /// <summary>When these tries are forgotten (UTC); while there are too many, the end of the lock-out.</summary>
    public DateTime Until { get; private set; }

    /// <summary>Whether the lock-out has been noted.</summary>
    public bool IsTold { get; private set; }
}

internal sealed class SignInTriesConfiguration : IEntityTypeConfiguration<SignInTries>
{
    public void Configure(EntityTypeBuilder<SignInTries> builder)
    {
        builder.Property(t => t.Key).HasMaxLength(SignInTries.KeyLength);
        builder.HasIndex(t => t.Key).IsUnique();
        builder.HasIndex(t => t.UserId);
        builder.HasIndex(t => t.Until);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(t => t.UserId);
    }
}
