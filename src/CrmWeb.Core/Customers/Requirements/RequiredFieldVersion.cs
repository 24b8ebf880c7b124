using CrmWeb.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Customers.Requirements;

/// <summary>
/// Which fields the company requires from a day on: all of them, so that a version is read by itself. None is ever changed or removed; a
/// later one takes its place, and of two for the same day the one saved later.
/// </summary>
public sealed class RequiredFieldVersion
{
    /// <summary>Of all fillers together, in characters.</summary>
    public const int FillersMax = 4000;

    private readonly List<RequiredFieldRule> rules = [];

    private RequiredFieldVersion()
    {
    }

    /// <param name="previousId">The version the form was opened with; 0 for none. Unique, so that of two forms opened with the same one only one is saved.</param>
    /// <param name="fillers">One in a line; null for those that come with the product.</param>
    public RequiredFieldVersion(int previousId, DateOnly validFrom, string? fillers, IEnumerable<RequiredFieldRule> rules, int? by, DateTime at)
    {
        (PreviousId, ValidFrom, Fillers, CreatedById, CreatedAt) = (previousId, validFrom, fillers, by, at);
        this.rules.AddRange(rules);
    }

    public int Id { get; private set; }

    public int PreviousId { get; private set; }

    /// <summary>The first day on which it holds.</summary>
    public DateOnly ValidFrom { get; private set; }

    /// <summary>Words that say nothing, one in a line; null for those that come with the product.</summary>
    public string? Fillers { get; private set; }

    public int? CreatedById { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    public IReadOnlyCollection<RequiredFieldRule> Rules => rules;
}

/// <summary>A field that is required in one version.</summary>
public sealed class RequiredFieldRule
{
    private RequiredFieldRule()
    {
    }

    /// <param name="categories">Separated by commas.</param>
    /// <param name="fromStage">Code of the stage; null from the beginning.</param>
    public RequiredFieldRule(string fieldKey, string categories, string? fromStage) => (FieldKey, Categories, FromStage) = (fieldKey, categories, fromStage);

    public int Id { get; private set; }

    public int VersionId { get; private set; }

    /// <summary>The key among those of all fields of the customer; custom ones begin with <see cref="CustomFields.CustomFieldEntry.Prefix"/>.</summary>
    public string FieldKey { get; private set; } = "";

    /// <summary>For which categories of customers, separated by commas.</summary>
    public string Categories { get; private set; } = "";

    /// <summary>Code of the stage from which on it is required; null from the beginning.</summary>
    public string? FromStage { get; private set; }
}

internal sealed class RequiredFieldVersionConfiguration : IEntityTypeConfiguration<RequiredFieldVersion>
{
    public void Configure(EntityTypeBuilder<RequiredFieldVersion> builder)
    {
        builder.ToTable("RequiredFieldVersions");
        builder.Property(v => v.Fillers).HasMaxLength(RequiredFieldVersion.FillersMax);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(v => v.CreatedById);
        builder.HasMany(v => v.Rules).WithOne().HasForeignKey(r => r.VersionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(v => v.PreviousId).IsUnique();
    }
}

internal sealed class RequiredFieldRuleConfiguration : IEntityTypeConfiguration<RequiredFieldRule>
{
    public void Configure(EntityTypeBuilder<RequiredFieldRule> builder)
    {
        builder.ToTable("RequiredFieldRules");
        builder.Property(r => r.FieldKey).HasMaxLength(60);
        builder.Property(r => r.Categories).HasMaxLength(60);
        builder.Property(r => r.FromStage).HasMaxLength(40);
    }
}
