using CrmWeb.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.FollowUps.Calendar;

/// <summary>A user's subscription of their planned follow-ups (iCalendar) under a secret address, which making a new one revokes.</summary>
public sealed class CalendarFeed
{
    /// <summary>Length of a SHA-256 in hexadecimal digits.</summary>
    public const int HashLength = 64;

    private CalendarFeed()
    {
    }

    /// <param name="tokenHash">SHA-256 of the secret part of the address; the secret itself is not kept.</param>
    /// <param name="createdAt">Now, UTC.</param>
    public CalendarFeed(int userId, string tokenHash, DateTime createdAt)
    {
        UserId = userId;
        TokenHash = tokenHash;
        CreatedAt = createdAt;
    }

    public int UserId { get; private set; }

    public string TokenHash { get; private set; } = "";

    public DateTime CreatedAt { get; private set; }

    /// <summary>When a calendar last fetched it (UTC), to the hour; null where none has.</summary>
    public DateTime? LastReadAt { get; private set; }

    /// <summary>Another address from now on.</summary>
    public void Renew(string tokenHash, DateTime at)
    {
        TokenHash = tokenHash;
        CreatedAt = at;
        LastReadAt = null;
    }
}

internal sealed class CalendarFeedConfiguration : IEntityTypeConfiguration<CalendarFeed>
{
    public void Configure(EntityTypeBuilder<CalendarFeed> builder)
    {
        builder.ToTable("CalendarFeeds");
        builder.HasKey(f => f.UserId);
        builder.Property(f => f.UserId).ValueGeneratedNever();
        builder.Property(f => f.TokenHash).HasMaxLength(CalendarFeed.HashLength);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(f => f.UserId);
        builder.HasIndex(f => f.TokenHash).IsUnique();
    }
}
