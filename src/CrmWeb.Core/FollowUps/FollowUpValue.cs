using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.FollowUps;

/// <summary>What a follow-up carries in a custom field.</summary>
public sealed class FollowUpValue : TypedValue
{
    private FollowUpValue()
    {
    }

    internal FollowUpValue(FollowUp followUp, int fieldId)
        : this(followUp.Id, fieldId) => FollowUp = followUp;

    /// <summary>Of a follow-up that is stored already.</summary>
    internal FollowUpValue(int followUpId, int fieldId)
    {
        OwnerId = followUpId;
        FieldId = fieldId;
    }

    public FollowUp FollowUp { get; private set; } = null!;
}

internal sealed class FollowUpValueConfiguration : IEntityTypeConfiguration<FollowUpValue>
{
    public void Configure(EntityTypeBuilder<FollowUpValue> builder)
    {
        builder.ToTable("FollowUpValues");
        TypedValueConfiguration.Describe(builder, "FollowUpId");
        builder.HasOne(v => v.FollowUp).WithMany().HasForeignKey(v => v.OwnerId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>Values of follow-ups.</summary>
internal sealed class FollowUpValueTable() : ValueTable(FieldSubject.FollowUp)
{
    public static readonly FollowUpValueTable Only = new();

    internal override IQueryable<TypedValue> Rows(CrmDbContext db) => db.Set<FollowUpValue>();

    internal override TypedValue Make(int owner, int field) => new FollowUpValue(owner, field);

    internal override IQueryable<OwnerOf> Owners(CrmDbContext db) => db.FollowUps.Select(f => new OwnerOf { Id = f.Id, CustomerId = f.CustomerId });
}
