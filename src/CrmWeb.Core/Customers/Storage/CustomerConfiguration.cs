using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Servers;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Core.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Customers.Storage;

internal sealed class CustomerConfiguration : IEntityTypeConfiguration<Customer>
{
    private const string Living = "\"DeletedAt\" IS NULL";
    private const string LivingWithoutPlan = "\"DeletedAt\" IS NULL AND \"NextFollowUpAt\" IS NULL";

    /// <summary>What filters of the list ask for most, besides owner, department and stage.</summary>
    private static readonly string[] FilteredBy =
    [
        nameof(Customer.Type), nameof(Customer.Category), nameof(Customer.Level), nameof(Customer.Kind), nameof(Customer.IndustryId), nameof(Customer.RegionId), nameof(Customer.SourceId),
    ];

    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.HasQueryFilter(CrmDbContext.SoftDeleteFilter, c => c.DeletedAt == null);
        builder.Property(c => c.Number).HasMaxLength(40);
        builder.Property(c => c.CreditCode).HasMaxLength(18);
        builder.Property(c => c.NameKey).HasMaxLength(CompanyName.KeyMax);
        builder.Property(c => c.SearchKey).HasMaxLength(Customer.SearchKeyMax);
        builder.Property(c => c.SortKey).HasMaxLength(PinyinOrder.KeyMax);
        builder.ComplexProperty(c => c.Company, LimitTexts);
        builder.ComplexProperty(c => c.Needs, LimitTexts);
        builder.ComplexProperty(c => c.Notes, LimitTexts);

        // Three tokens: the form's version, the stage (two moves at once), the bin (an edit must not bring a deleted one back).
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.Property(c => c.StageId).IsConcurrencyToken();
        builder.Property(c => c.DeletedAt).IsConcurrencyToken();

        builder.HasOne<Stage>().WithMany().HasForeignKey(c => c.StageId);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(c => c.OwnerId);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(c => c.DeveloperId);
        builder.HasOne<Department>().WithMany().HasForeignKey(c => c.DepartmentId);
        builder.HasOne<ListItem>().WithMany().HasForeignKey(c => c.IndustryId);
        builder.HasOne<ListItem>().WithMany().HasForeignKey(c => c.RegionId);
        builder.HasOne<ListItem>().WithMany().HasForeignKey(c => c.SourceId);
        builder.HasOne<ListItem>().WithMany().HasForeignKey(c => c.BudgetId);
        builder.HasOne<ListItem>().WithMany().HasForeignKey(c => c.SizeClassId);
        builder.HasMany(c => c.Contacts).WithOne().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(c => c.Tags).WithOne().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(c => c.Collaborators).WithOne().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(c => c.DecisionChain).WithOne().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(c => c.StageChanges).WithOne().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.Cascade);

        builder.HasIndex(c => c.Number).IsUnique();
        builder.HasIndex(c => c.CreationKey).IsUnique();
        builder.HasIndex(c => c.NameKey);
        builder.HasIndex(c => c.CreditCode);

        // Whose keys are older than the program: nearly always none.
        builder.HasIndex(c => c.KeyVersion);

        // Who was measured by something else than the company requires now: nearly always nobody.
        builder.HasIndex(c => c.MeasuredBy);

        // The list by name, for everything, one owner, a branch.
        builder.HasIndex(c => new { c.SortKey, c.Id, c.DeletedAt }).HasFilter(Living).HasDatabaseName("IX_Customers_Name");
        builder.HasIndex(c => new { c.OwnerId, c.SortKey, c.Id, c.DeletedAt }).HasFilter(Living).HasDatabaseName("IX_Customers_OwnerName");
        builder.HasIndex(c => new { c.DepartmentId, c.SortKey, c.Id, c.DeletedAt, c.OwnerId }).HasFilter(Living).HasDatabaseName("IX_Customers_BranchName");

        // The list: newest activity first, for everything, one owner, a branch, a stage. What filters ask for most stands in the
        // index, so that a page of rows is found and counted without reading the rows themselves; SQLite takes an index for
        // covering only where the filtered column is in it too.
        builder.HasIndex(c => c.UpdatedAt).HasFilter(Living);
        builder.HasIndex([nameof(Customer.OwnerId), nameof(Customer.UpdatedAt), nameof(Customer.Id), nameof(Customer.DeletedAt), nameof(Customer.StageId), .. FilteredBy])
            .HasFilter(Living).HasDatabaseName("IX_Customers_Owner");
        builder.HasIndex(c => new { c.OwnerId, c.IdleSince }).HasFilter(Living);
        builder.HasIndex([nameof(Customer.DepartmentId), nameof(Customer.UpdatedAt), nameof(Customer.Id), nameof(Customer.DeletedAt), nameof(Customer.OwnerId), nameof(Customer.StageId), .. FilteredBy])
            .HasFilter(Living).HasDatabaseName("IX_Customers_Branch");
        builder.HasIndex(
            [
                nameof(Customer.StageId), nameof(Customer.DepartmentId), nameof(Customer.UpdatedAt), nameof(Customer.Id), nameof(Customer.DeletedAt), nameof(Customer.OwnerId), .. FilteredBy,

                // Who has stood there for how long is counted every morning.
                nameof(Customer.StageEnteredAt),
            ])
            .HasFilter(Living).HasDatabaseName("IX_Customers_Stage");

        // New in a month, on a day: growth, targets, daily reports.
        builder.HasIndex(c => c.CreatedAt);

        // The desk's longest idle without a next step, for everything and for a branch.
        builder.HasIndex(c => new { c.IdleSince, c.Id, c.DeletedAt, c.Type, c.NextFollowUpAt }).HasFilter(LivingWithoutPlan).HasDatabaseName("IX_Customers_Idle");
        builder.HasIndex(c => new { c.DepartmentId, c.IdleSince, c.Id, c.DeletedAt, c.Type, c.NextFollowUpAt })
            .HasFilter(LivingWithoutPlan).HasDatabaseName("IX_Customers_BranchIdle");

        // The recycle bin; without its filter SQLite would take it for "not deleted" and read everything.
        builder.HasIndex(c => c.DeletedAt).HasFilter("\"DeletedAt\" IS NOT NULL");

        builder.VacuumedOften();
    }

    private static void LimitTexts<T>(ComplexPropertyBuilder<T> value)
        where T : notnull
    {
        foreach (var column in value.Metadata.ComplexType.GetProperties().ToList())
        {
            if (CustomerFields.Find(column.Name) is { MaxLength: > 0 and var length })
                column.SetMaxLength(length);
        }
    }
}

internal sealed class CustomerTagConfiguration : IEntityTypeConfiguration<CustomerTag>
{
    public void Configure(EntityTypeBuilder<CustomerTag> builder)
    {
        builder.ToTable("CustomerTags");
        builder.HasKey(t => new { t.CustomerId, t.TagId });
        builder.HasOne<Tag>().WithMany().HasForeignKey(t => t.TagId);
    }
}

internal sealed class CollaboratorConfiguration : IEntityTypeConfiguration<Collaborator>
{
    public void Configure(EntityTypeBuilder<Collaborator> builder)
    {
        builder.HasKey(c => new { c.CustomerId, c.UserId });
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(c => c.UserId);
        builder.HasIndex(c => new { c.UserId, c.CustomerId });
    }
}

internal sealed class DecisionLinkConfiguration : IEntityTypeConfiguration<DecisionLink>
{
    public void Configure(EntityTypeBuilder<DecisionLink> builder)
    {
        builder.ToTable("DecisionLinks");
        builder.HasOne(l => l.Contact).WithMany().HasForeignKey(l => l.ContactId).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class CollaborationRequestConfiguration : IEntityTypeConfiguration<CollaborationRequest>
{
    public void Configure(EntityTypeBuilder<CollaborationRequest> builder)
    {
        builder.ToTable("CollaborationRequests");
        builder.Property(r => r.Note).HasMaxLength(CollaborationRequest.NoteMax);
        builder.Property(r => r.State).IsConcurrencyToken();
        builder.HasOne<Customer>().WithMany().HasForeignKey(r => r.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(r => r.RequesterId);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(r => r.DecidedById);
        builder.HasIndex(r => new { r.CustomerId, r.State });
        builder.HasIndex(r => new { r.RequesterId, r.State });
    }
}

internal sealed class NumberSequenceConfiguration : IEntityTypeConfiguration<NumberSequence>
{
    public void Configure(EntityTypeBuilder<NumberSequence> builder)
    {
        builder.HasKey(s => s.Prefix);
        builder.Property(s => s.Prefix).HasMaxLength(40);
    }
}
