using CrmWeb.Core.Persistence.ChangeLog;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Organization.WorkingCalendar;

/// <summary>
/// A day the calendar marks: one of a holiday, or a weekend day that is worked (调休). A year without any row has no data:
/// Monday to Friday count as working days then, and administrators are told.
/// </summary>
public sealed class CalendarDay : IAudited
{
    public const int NameMax = 60;

    private CalendarDay()
    {
    }

    public CalendarDay(DateOnly date, bool isWorkingDay, string? name)
    {
        Date = date;
        IsWorkingDay = isWorkingDay;
        Name = name;
    }

    public int Id { get; private set; }

    /// <summary>A day of the organisation's calendar.</summary>
    public DateOnly Date { get; private set; }

    public bool IsWorkingDay { get; private set; }

    /// <summary>Which holiday it is, or belongs to.</summary>
    public string? Name { get; private set; }

    string IAudited.RootType => nameof(CalendarDay);

    int IAudited.RootId => Id;

    public void Change(bool isWorkingDay, string? name)
    {
        IsWorkingDay = isWorkingDay;
        Name = name;
    }
}

internal sealed class CalendarDayConfiguration : IEntityTypeConfiguration<CalendarDay>
{
    public void Configure(EntityTypeBuilder<CalendarDay> builder)
    {
        builder.ToTable("CalendarDays");
        builder.Property(d => d.Name).HasMaxLength(CalendarDay.NameMax);
        builder.HasIndex(d => d.Date).IsUnique();
    }
}
