using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Persistence;

/// <summary>
/// A data-protection key (cookies, form tokens, sealed settings) on a server database, where several web processes share it.
/// On SQLite the keys are files in the data folder.
/// </summary>
public sealed class ProtectionKey
{
    /// <summary>Longest key, in characters; they take about a thousand.</summary>
    public const int XmlMax = 8000;

    private ProtectionKey()
    {
    }

    /// <param name="createdAt">Now, UTC.</param>
    public ProtectionKey(string friendlyName, string xml, DateTime createdAt)
    {
        FriendlyName = friendlyName;
        Xml = xml;
        CreatedAt = createdAt;
    }

    public int Id { get; private set; }

    public string FriendlyName { get; private set; } = "";

    public string Xml { get; private set; } = "";

    public DateTime CreatedAt { get; private set; }
}

internal sealed class ProtectionKeyConfiguration : IEntityTypeConfiguration<ProtectionKey>
{
    public void Configure(EntityTypeBuilder<ProtectionKey> builder)
    {
        builder.ToTable("ProtectionKeys");
        builder.Property(k => k.Xml).HasMaxLength(ProtectionKey.XmlMax);
        builder.HasIndex(k => k.FriendlyName).IsUnique();
    }
}
