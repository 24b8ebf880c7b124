using CrmWeb.Core.Customers;
using CrmWeb.Core.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.DailyReports;

/// <summary>What a line of a daily report tells of, in the order in which a report shows it.</summary>
public enum DailyLineKind
{
    /// <summary>A follow-up that was entered as done.</summary>
    FollowUp = 1,

    StageMove = 2,

    NewCustomer = 3,

    /// <summary>An order that was entered.</summary>
    Order = 4,

    /// <summary>Money received that was entered.</summary>
    Payment = 5,

    /// <summary>An open follow-up of the next working day, or of the days off before it.</summary>
    Plan = 6,
}

/// <summary>What a line says: ids, figures and a short text. The customer is named by whoever shows it, through the eyes of the reader.</summary>
public sealed class DailyLine
{
    public const int WordsMax = 200;

    public required DailyLineKind Kind { get; init; }

    public required int CustomerId { get; init; }

    /// <summary>The follow-up or the order.</summary>
    public int? RecordId { get; init; }

    /// <summary>When it happened, was entered, or is planned (UTC).</summary>
    public required DateTime At { get; init; }

    /// <summary>In yuan.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The way of following up.</summary>
    public int? MethodId { get; init; }

    public int? FromStageId { get; init; }

    public int? ToStageId { get; init; }

    /// <summary>The number of the order.</summary>
    public string? Number { get; init; }

    /// <summary>Free text, which not everybody may read; what is longer than a line is cut.</summary>
    public string? Words
    {
        get;
        init => field = value is null ? null : FormText.Shortened(value, WordsMax);
    }
}

/// <summary>A line of a daily report as it was sent.</summary>
public sealed class DailyReportLine
{
    private DailyReportLine()
    {
    }

    internal DailyReportLine(DailyLine said)
    {
        Kind = said.Kind;
        CustomerId = said.CustomerId;
        RecordId = said.RecordId;
        At = said.At;
        Amount = said.Amount;
        MethodId = said.MethodId;
        FromStageId = said.FromStageId;
        ToStageId = said.ToStageId;
        Number = said.Number;
        Words = said.Words;
    }

    public int Id { get; private set; }

    public int ReportId { get; private set; }

    public DailyLineKind Kind { get; private set; }

    public int CustomerId { get; private set; }

    /// <summary>The follow-up or the order.</summary>
    public int? RecordId { get; private set; }

    /// <summary>When it happened, was entered, or is planned (UTC).</summary>
    public DateTime At { get; private set; }

    /// <summary>In yuan.</summary>
    public decimal? Amount { get; private set; }

    public int? MethodId { get; private set; }

    public int? FromStageId { get; private set; }

    public int? ToStageId { get; private set; }

    public string? Number { get; private set; }

    public string? Words { get; private set; }
}

internal sealed class DailyReportLineConfiguration : IEntityTypeConfiguration<DailyReportLine>
{
    public void Configure(EntityTypeBuilder<DailyReportLine> builder)
    {
        builder.ToTable("DailyReportLines");
        builder.Property(l => l.Words).HasMaxLength(DailyLine.WordsMax);
        builder.Property(l => l.Number).HasMaxLength(40);

        // What is said of a customer goes with the customer. Methods and stages are looked up in catalogues that forget none.
        builder.HasOne<Customer>().WithMany().HasForeignKey(l => l.CustomerId).OnDelete(DeleteBehavior.Cascade);
    }
}
