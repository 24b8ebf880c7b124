using CrmWeb.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.ReportTemplates.Subscriptions;

/// <summary>How often a report comes by mail.</summary>
public enum SubscriptionPeriod
{
    Weekly = 1,
    Monthly = 2,
}

/// <summary>Why a report comes no more.</summary>
public enum SubscriptionEnd
{
    /// <summary>The template is offered no more, or not to the subscriber.</summary>
    Gone = 1,

    /// <summary>It says nothing any more to the subscriber, or more than fits.</summary>
    Nothing = 2,

    /// <summary>It lists rows, and the subscriber may not take lists along any more.</summary>
    NoExport = 3,
}

/// <summary>Somebody's wish to get what a template says by mail, always through their own eyes.</summary>
public sealed class ReportSubscription
{
    private ReportSubscription()
    {
    }

    public ReportSubscription(int templateId, int userId) => (TemplateId, UserId) = (templateId, userId);

    public int Id { get; private set; }

    public int TemplateId { get; private set; }

    public int UserId { get; private set; }

    public SubscriptionPeriod Period { get; private set; }

    /// <summary>Of the week from 1 for Monday; of the month from 1, in a shorter one its last.</summary>
    public int Day { get; private set; }

    /// <summary>Of the organisation's wall clock.</summary>
    public int Hour { get; private set; }

    /// <summary>When it is due next (UTC).</summary>
    public DateTime NextAt { get; private set; }

    /// <summary>Why it was stopped; null while it goes on.</summary>
    public SubscriptionEnd? Ended { get; private set; }

    public void Set(SubscriptionPeriod period, int day, int hour, DateTime nextAt) => (Period, Day, Hour, NextAt, Ended) = (period, day, hour, nextAt, null);

    /// <summary>The first time after a moment (UTC). What was missed is not made up for.</summary>
    public static DateTime NextAfter(DateTime after, SubscriptionPeriod period, int day, int hour, OrganizationClock clock)
    {
        const int week = 7;
        var today = DateOnly.FromDateTime(clock.ToLocal(after));
        DateOnly Of(int turn)
        {
            if (period == SubscriptionPeriod.Weekly)
                return today.AddDays(day - 1 - (((int)today.DayOfWeek + week - 1) % week) + (week * turn));
            var month = new DateOnly(today.Year, today.Month, 1).AddMonths(turn);
            return month.AddDays(Math.Min(day, DateTime.DaysInMonth(month.Year, month.Month)) - 1);
        }

        return Enumerable.Range(0, 3).Select(turn => clock.ToUtc(Of(turn).ToDateTime(new TimeOnly(hour, 0)))).First(at => at > after);
    }
}

internal sealed class ReportSubscriptionConfiguration : IEntityTypeConfiguration<ReportSubscription>
{
    public void Configure(EntityTypeBuilder<ReportSubscription> builder)
    {
        builder.ToTable("ReportSubscriptions");
        builder.HasOne<ReportTemplate>().WithMany().HasForeignKey(s => s.TemplateId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(s => s.UserId);
        builder.HasIndex(s => new { s.UserId, s.TemplateId }).IsUnique();
        builder.HasIndex(s => new { s.Ended, s.NextAt });
    }
}
