using CrmWeb.Core.Customers;
using CrmWeb.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Urging;

/// <summary>A manager urged somebody (催办) on an overdue task or a silent customer.</summary>
public sealed class Urge
{
    public const int NoteMax = 500;

    private Urge()
    {
    }

    /// <param name="followUpId">The overdue task; null for a silent customer.</param>
    /// <param name="escalatedToId">Whoever was told as well because it was urged often enough.</param>
    /// <param name="at">Now, UTC.</param>
    public Urge(int customerId, int? followUpId, int byId, int toId, string? note, int? escalatedToId, DateTime at)
    {
        CustomerId = customerId;
        FollowUpId = followUpId;
        ById = byId;
        ToId = toId;
        Note = note;
        EscalatedToId = escalatedToId;
        At = at;
    }

    public int Id { get; private set; }

    public int CustomerId { get; private set; }

    /// <summary>The overdue task; null for a silent customer.</summary>
    public int? FollowUpId { get; private set; }

    public int ById { get; private set; }

    public int ToId { get; private set; }

    public string? Note { get; private set; }

    /// <summary>The next manager up, where this urging reached them too.</summary>
    public int? EscalatedToId { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }
}

internal sealed class UrgeConfiguration : IEntityTypeConfiguration<Urge>
{
    public void Configure(EntityTypeBuilder<Urge> builder)
    {
        builder.ToTable("Urges");
        builder.Property(u => u.Note).HasMaxLength(Urge.NoteMax);
        builder.HasOne<Customer>().WithMany().HasForeignKey(u => u.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(u => u.ById);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(u => u.ToId);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(u => u.EscalatedToId);

        // The timeline and the rate limit of a customer; the count of a task.
        builder.HasIndex(u => new { u.CustomerId, u.At });
        builder.HasIndex(u => u.FollowUpId);
    }
}
