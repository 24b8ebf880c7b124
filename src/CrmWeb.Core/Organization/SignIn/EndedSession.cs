using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Organization.SignIn;

/// <summary>A session somebody has signed out of: a copy of its cookie opens nothing, in whichever process.</summary>
public sealed class EndedSession
{
    public const int KeyLength = 64;

    private EndedSession()
    {
    }

    /// <param name="key">The random name the session was opened with.</param>
    /// <param name="until">When its cookie would be too old anyway (UTC).</param>
    public EndedSession(int userId, string key, DateTime until) => (UserId, Key, Until) = (userId, key, until);

    public int Id { get; private set; }

    public int UserId { get; private set; }

    /// <summary>The random name the session was opened with; opens nothing by itself.</summary>
    public string Key { get; private set; } = "";

    /// <summary>When its cookie would be too old anyway (UTC), so that the row may go.</summary>
    public DateTime Until { get; private set; }
}

internal sealed class EndedSessionConfiguration : IEntityTypeConfiguration<EndedSession>
{
    public void Configure(EntityTypeBuilder<EndedSession> builder)
    {
        builder.Property(s => s.Key).HasMaxLength(EndedSession.KeyLength);
        builder.HasIndex(s => s.Key).IsUnique();
        builder.HasIndex(s => s.UserId);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(s => s.UserId);
    }
}
