using CrmWeb.Core.Customers;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence.Servers;
using CrmWeb.Core.ReferenceData.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.FollowUps;

internal sealed class FollowUpConfiguration : IEntityTypeConfiguration<FollowUp>
{
    public void Configure(EntityTypeBuilder<FollowUp> builder)
    {
        foreach (var text in new[]
        {
            nameof(FollowUp.Content), nameof(FollowUp.Feedback), nameof(FollowUp.NeedChange), nameof(FollowUp.Objections),
            nameof(FollowUp.Result), nameof(FollowUp.NextStep), nameof(FollowUp.Commitments),
        })
        {
            builder.Property(text).HasMaxLength(FollowUpForm.LongText);
        }

        builder.Ignore(f => f.IsOpen);
        builder.Ignore(f => f.Series);
        builder.Property(f => f.Version).IsConcurrencyToken();
        builder.HasOne(f => f.Customer).WithMany().HasForeignKey(f => f.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ListItem>().WithMany().HasForeignKey(f => f.MethodId);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(f => f.AssigneeId);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(f => f.AuthorId);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(f => f.EditedById);
        builder.HasOne<Contact>().WithMany().HasForeignKey(f => f.ContactId);
        builder.HasOne<FollowUp>().WithMany().HasForeignKey(f => f.RepeatsId);
        builder.HasIndex(f => f.CreationKey).IsUnique();

        // One customer's timeline, open tasks and last record; my open tasks by time; the team's by time.
        builder.HasIndex(f => new { f.CustomerId, f.State, f.At });
        builder.HasIndex(f => new { f.AssigneeId, f.State, f.At });
        builder.HasIndex(f => new { f.State, f.At, f.CustomerId });

        // What is to be reminded of now: a run with nothing due touches nothing.
        builder.HasIndex(f => f.RemindAt).HasFilter("\"RemindAt\" IS NOT NULL");

        builder.VacuumedOften();
    }
}

internal sealed class CommitmentConfiguration : IEntityTypeConfiguration<Commitment>
{
    public void Configure(EntityTypeBuilder<Commitment> builder)
    {
        builder.ToTable("Commitments");
        builder.Property(c => c.Text).HasMaxLength(Commitment.TextMax);
        builder.Property(c => c.FulfilledAt).IsConcurrencyToken();
        builder.HasOne<Customer>().WithMany().HasForeignKey(c => c.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(c => c.FollowUp).WithMany().HasForeignKey(c => c.FollowUpId);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(c => c.MadeById);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(c => c.FulfilledById);
        builder.HasIndex(c => new { c.CustomerId, c.FulfilledAt });
    }
}
