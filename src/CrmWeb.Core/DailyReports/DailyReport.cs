using CrmWeb.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.DailyReports;

/// <summary>What somebody did on one day, as it was sent to their head (日报). Sent again on the same day, it is replaced.</summary>
public sealed class DailyReport
{
    public const int NoteMax = 500;

    private readonly List<DailyReportLine> lines = [];

    private DailyReport()
    {
    }

    /// <param name="day">A day of the organisation's calendar.</param>
    public DailyReport(int authorId, DateOnly day)
    {
        AuthorId = authorId;
        Day = day;
    }

    public int Id { get; private set; }

    public int AuthorId { get; private set; }

    /// <summary>A day of the organisation's calendar.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>When it was last sent (UTC).</summary>
    public DateTime SentAt { get; private set; }

    public int TimesSent { get; private set; }

    /// <summary>The head who was told; null where there was none.</summary>
    public int? ToldId { get; private set; }

    /// <summary>The sentence the author added.</summary>
    public string? Note { get; private set; }

    /// <summary>The last day of the plan: the next working day.</summary>
    public DateOnly PlanUntil { get; private set; }

    public int FollowUps { get; private set; }

    public int StageMoves { get; private set; }

    public int NewCustomers { get; private set; }

    public int Orders { get; private set; }

    /// <summary>What the orders come to, in yuan.</summary>
    public decimal OrderAmount { get; private set; }

    public int Payments { get; private set; }

    /// <summary>What the payments come to, in yuan.</summary>
    public decimal PaymentAmount { get; private set; }

    public int Planned { get; private set; }

    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>Key of the form that sent it last, so that the same form sent twice is known again.</summary>
    public Guid SendingKey { get; private set; }

    public IReadOnlyList<DailyReportLine> Lines => lines;

    /// <summary>Puts what is sent now in place of what was sent before.</summary>
    public void Send(DailyDraft draft, string? note, int? toldId, Guid key, DateTime at)
    {
        var said = draft.Figures;
        (FollowUps, StageMoves, NewCustomers, Planned) = (said.FollowUps, said.StageMoves, said.NewCustomers, said.Planned);
        (Orders, OrderAmount, Payments, PaymentAmount) = (said.Orders, said.OrderAmount, said.Payments, said.PaymentAmount);
        PlanUntil = draft.PlanUntil;
        Note = note;
        ToldId = toldId;
        SentAt = at;
        TimesSent++;
        SendingKey = key;
        Version = Guid.NewGuid();
        lines.Clear();
        lines.AddRange(draft.Lines.Select(l => new DailyReportLine(l)));
    }
}

internal sealed class DailyReportConfiguration : IEntityTypeConfiguration<DailyReport>
{
    public void Configure(EntityTypeBuilder<DailyReport> builder)
    {
        builder.ToTable("DailyReports");
        builder.Property(r => r.Note).HasMaxLength(DailyReport.NoteMax);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(r => r.AuthorId);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(r => r.ToldId);
        builder.HasMany(r => r.Lines).WithOne().HasForeignKey(l => l.ReportId).OnDelete(DeleteBehavior.Cascade);

        // One for a person and day; the team's of a day.
        builder.HasIndex(r => new { r.AuthorId, r.Day }).IsUnique();
        builder.HasIndex(r => new { r.Day, r.AuthorId });
    }
}
